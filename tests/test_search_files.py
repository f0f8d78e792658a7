"""What the build writes for the search in the browser: lines, postings, scripts, the page and its description."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from builder.exports.opensearch import short_name
from builder.locales import known
from builder.locales.site import site as words
from builder.pipeline import Site, site
from builder.review import review
from builder.scripts import ASSETS, modules
from builder.search.storage import load_postings
from builder.views.cards import CardKind

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "tests" / "golden" / "kb"
NODE = shutil.which("node")
_IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\(?\s*)["'](\.[^"']+)["']""")


@cache
def built(root: Path, url: str = "") -> Site:
    return site(review(root), url=url)


def named(made: Site, part: str, language: str = "fr") -> bytes:
    """The postings, the lines or the worker, found as scripts find them: by the strings."""
    strings = PurePosixPath(made.shell[language].script_strings)
    find = json.loads(made.files[str(strings)])["find"]
    return made.files[str(strings.parent / find[part])]


def lines(made: Site, language: str = "fr") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(named(made, "lines", language))
    return found


def card(made: Site, address: str, language: str = "fr") -> list[Any]:
    cards: list[list[Any]] = lines(made, language)["cards"]
    return next(card for card in cards if card[0] == address)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the small knowledge base, to change."""
    shutil.copytree(SMALL, tmp_path / "kb")
    return tmp_path / "kb"


# ── Lines ──


def test_an_objection_shows_the_question_before_its_answer_and_the_answer_for_whom_it_is() -> None:
    made = built(SMALL)
    _, heads, source, voices = card(made, "guides/pas-de-projet/#budget")
    assert heads == ["«\u00a0On n’a pas de budget.\u00a0»", "«\u00a0Le budget est bouclé.\u00a0»"]
    assert source == ""
    (dig, asked), (answer, said) = voices
    verbs = lines(made)["verbs"]
    assert (verbs[dig], verbs[answer]) == (["ask", "Creusez d’abord"], ["say", "Répondez"])
    assert asked == [[[], 2, "Si le budget existait, que régleriez-\u2060vous\u00a0?"]]
    text = "Je ne demande pas un budget.\nJe propose de chiffrer l’attente."
    assert said == [[["daf"], 4, text]], "dsi has no answer, so no line"


def test_texts_are_plain_typeset_and_a_sentence_a_line() -> None:
    said = card(built(SMALL), "guides/pas-de-projet/#open")[3][0][1]
    assert [text for _, _, text in said] == [
        "Bonjour, [mon prénom].\nVous n’avez pas de projet.\n‖ C’est pour cela que j’appelle.",
        "Bonjour.\nVos données tiennent la question.\nJe vous écoute.",
    ]


def test_a_card_says_where_it_comes_from() -> None:
    made = built(SMALL)
    title, number, stage, due = lines(made)["guides"][0]
    assert (title, number, stage, due) == ("«\u00a0Il n’y a pas de projet\u00a0»", 1, "Sans projet", "2027-02-01")
    assert card(made, "personas/daf/")[2] == "Persona"
    assert card(made, "evidence/etude/")[2] == "Preuve"
    assert card(made, "appel/#votre-appel")[2] == "Votre appel"


def test_what_is_known_takes_no_time_and_what_is_said_does() -> None:
    made = built(SMALL)
    voices = lines(made)["verbs"]
    for _, _, _, spoken in lines(made)["cards"]:
        for number, said in spoken:
            assert all((seconds == 0) is (voices[number][0] == "known") for _, seconds, _ in said)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("root", [SMALL, ROOT], ids=["small", "example"])
def test_each_card_has_postings_and_leads_to_its_line(root: Path, language: str) -> None:
    made = built(root)
    told, index = lines(made, language), load_postings(named(made, "postings", language))
    assert len(told["cards"]) == len(index.kinds)
    assert max(index.guides) == len(told["guides"]) - 1
    pages = {page.path: page.html for page in made.pages}
    written = {section.anchor for parts in review(root).knowledge.written.values() for section in parts}
    for (address, heads, source, _), kind, guide in zip(told["cards"], index.kinds, index.guides, strict=True):
        path, _, anchor = address.partition("#")
        assert heads
        assert bool(source) is (guide < 0)
        assert anchor in written if kind == CardKind.PAGE else f'id="{anchor}"' in pages[path] or not anchor


def test_what_has_no_translation_is_found_in_its_own_language_and_leads_to_its_own_page() -> None:
    made = built(SMALL)
    told, index = lines(made, "en"), load_postings(named(made, "postings", "en"))
    assert told["foreign"] == "fr"
    assert "foreign" not in lines(made)
    addresses = [address for address, *_ in told["cards"]]
    assert {"en/guides/pas-de-projet/#budget", "guides/documentation/#trop-long"} <= set(addresses)
    for (address, *_), foreign in zip(told["cards"], index.foreign, strict=True):
        assert foreign is not address.startswith("en/") or address.startswith("en/lexicon/")


def test_the_texts_of_the_example_are_small() -> None:
    raw = named(built(ROOT), "lines")
    assert len(gzip.compress(raw, 9, mtime=0)) < 80_000 / 495 * len(json.loads(raw)["cards"])


# ── Hand-written pages ──

_PAGE = """\
---
title: Aide
---
Avant le *premier* titre.

# Aide au [téléphone](guide:pas-de-projet)

Deux **choses** : <b>a</b> et `b`.

## Le silence { #taisez-vous }

> - Comptez jusqu'à deux.

```text
# pas un titre
```

<script>caché()</script>
"""


def test_sections_of_pages_are_cards(project: Path) -> None:
    (project / "content/pages/aide.md").write_text(_PAGE, encoding="utf-8")
    (project / "content/pages/index.md").write_text(
        "Seuil.\n\n# Accueil\n\nBonjour.\n\n## Ici\n\nLà.\n", encoding="utf-8"
    )
    made = built(project)
    cards = {address: (heads, voices) for address, heads, _, voices in lines(made)["cards"]}
    text = {address: voices[0][1][0][2] for address, (_, voices) in cards.items() if voices}
    assert cards["aide/"][0] == cards["aide/#aide-au-telephone"][0] == ["Aide au téléphone"]
    assert text["aide/"] == "Avant le premier titre."
    assert text["aide/#aide-au-telephone"] == "Deux choses\u00a0: a et b."
    assert (cards["aide/#taisez-vous"][0], text["aide/#taisez-vous"]) == (
        ["Le silence"], "Comptez jusqu’à deux. # pas un titre",
    )  # fmt: skip
    home = [address for address in cards if address.startswith("#") or not address]
    assert home == ["#ici"], "what opens the home page is there to read"


def test_a_page_is_found_in_the_readers_language(project: Path) -> None:
    page = project / "content/pages/appel.en.md"
    page.write_text("# Your first call\n\n## During\n\nAsk, then keep quiet.\n", encoding="utf-8")
    made = built(project)
    english = [address for address, *_ in lines(made, "en")["cards"] if "appel" in address]
    assert english == ["en/appel/#your-first-call", "en/appel/#during"]
    assert not [address for address, *_ in lines(made)["cards"] if address.startswith("en/")]


def test_long_sections_are_shown_in_part(project: Path) -> None:
    (project / "content/pages/long.md").write_text(f"# Long\n\n{'mot ' * 200}\n", encoding="utf-8")
    text = card(built(project), "long/#long")[3][0][1][0][2]
    assert len(text) <= 281
    assert text.endswith("mot…")


# ── What is not published ──


def test_drafts_and_retired_guides_are_in_no_file(project: Path) -> None:
    draft = "title: Un brouillon zorglub\nfor: [daf]\nstatus: draft\nopen: {say: Bonjour zorglub.}\n"
    gone = "title: Parti\nstatus: retired\nsummary: Un zorglub de plus.\n"
    english = (project / "talktracks/pas-de-projet.en.yml").read_text(encoding="utf-8")
    assert "status: approved" in english
    translated = english.replace("status: approved", "status: draft").replace("title: ", "title: Zorglub ", 1)
    for name, text in {"brouillon": draft, "parti": gone, "pas-de-projet.en": translated}.items():
        (project / f"talktracks/{name}.yml").write_text(text, encoding="utf-8")
    made = built(project)
    assert not [path for path, content in made.files.items() if b"zorglub" in content.lower()]
    for language in ("fr", "en"):
        assert "zorglub" not in load_postings(named(made, "postings", language)).vocabulary
    assert not [page.path for page in made.pages if "zorglub" in page.html.lower()]


# ── Names that say the content ──


def test_the_same_input_gives_the_same_files_and_a_changed_line_other_names(project: Path) -> None:
    before, again = site(review(project)), site(review(project))
    assert before.files == again.files
    guide = project / "talktracks/pas-de-projet.yml"
    changed = guide.read_text(encoding="utf-8").replace("Je ne demande pas un budget.", "Je demande un quart d'heure.")
    guide.write_text(changed, encoding="utf-8")
    after = site(review(project))
    new = {path.split(".")[0] + path[path.rindex(".") :] for path in after.files.keys() - before.files.keys()}
    assert new == {"assets/search.bin", "assets/lines.json", "assets/strings.json"}
    assert before.shell["fr"].scripts == after.shell["fr"].scripts


# ── Scripts ──


def test_modules_find_one_another_in_their_folder() -> None:
    folder, shipped = modules(["fr", "en"])
    assert folder == f"assets/{PurePosixPath(folder).name}"
    for path, code in shipped.items():
        for link in _IMPORT.findall(code.decode()):
            target = (ASSETS / PurePosixPath(path).relative_to(folder)).parent.joinpath(link).resolve()
            assert f"{folder}/{target.relative_to(ASSETS).as_posix()}" in shipped, f"{path}: {link}"
    assert f"{folder}/early.js" not in shipped, "pages hold it"


def test_no_module_of_the_pages_has_the_name_of_one_of_the_engine() -> None:
    ours = {path.name for path in (ASSETS / "search").glob("*.js")}
    engine = {path.name for path in (ROOT / "builder/search/browser").glob("*.js")}
    assert ours
    assert engine
    assert not ours & engine


def test_only_stemmers_of_the_site_and_the_fallback_are_shipped() -> None:
    shipped = {languages: modules(languages)[1] for languages in (("fr",), ("de", "pt-br"))}
    stemmers = {
        languages: {PurePosixPath(path).name for path in files if "stemmer" in path}
        for languages, files in shipped.items()
    }
    assert stemmers == {("fr",): {"stemmer.fr.js", "stemmer.en.js"}, ("de", "pt-br"): {"stemmer.en.js"}}


@pytest.mark.skipif(NODE is None, reason="node is not installed")
@pytest.mark.parametrize(("language", "word", "stem"), [("fr", "bouclés", "boucl"), ("en", "waiting", "wait")])
def test_a_stemmer_is_a_module(language: str, word: str, stem: str, tmp_path: Path) -> None:
    folder, shipped = modules(["fr", "en"])
    (tmp_path / "stemmer.mjs").write_bytes(shipped[f"{folder}/search/stemmer.{language}.js"])
    code = f"import {{ stem }} from './stemmer.mjs'; console.log(stem('{word}'))"
    done = subprocess.run(
        [NODE or "", "--input-type=module", "-e", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == stem


def test_results_can_be_filtered_by_every_kind_of_card() -> None:
    code = (ASSETS / "search/facets.js").read_text(encoding="utf-8")
    table = code[code.index("const GROUPS = {") : code.index("};")]
    groups = {group: re.findall(r'"([\w-]+)"', kinds) for group, kinds in re.findall(r"(\w+): \[([^\]]*)\]", table)}
    assert sorted(kind for kinds in groups.values() for kind in kinds) == sorted(CardKind)
    for language in known():
        assert list(words(language).search.kinds) == list(groups)


# ── The page, and what browsers are told ──


@pytest.mark.parametrize("start", ["", "en/"])
def test_the_search_has_a_page_that_lists_the_guides(start: str) -> None:
    made = built(SMALL)
    page = next(page for page in made.pages if page.path == f"{start}search/")
    assert f'action="{"../" * page.path.count("/")}{start}search/"' in page.html
    assert page.html.index("data-tt-results") < page.html.index("<noscript>") < page.html.index('class="index"')
    assert set(page.alternates) == {"fr", "en"}
    assert page.kind == "search"
    assert not page.indexed


def test_without_an_address_browsers_are_told_nothing() -> None:
    made = built(SMALL)
    assert not [path for path in made.files if path.endswith("search.xml")]
    assert made.shell["fr"].opensearch == ""


def test_browsers_are_told_how_to_search_in_each_language() -> None:
    made = built(SMALL, "https://acme.example/kb/")
    for language, start in {"fr": "", "en": "en/"}.items():
        assert made.shell[language].opensearch == f"{start}search.xml"
        told = ET.fromstring(made.files[f"{start}search.xml"])  # noqa: S314  our own
        space = "{http://a9.com/-/spec/opensearch/1.1/}"
        address = told.find(f"{space}Url")
        assert address is not None
        assert address.get("template") == f"https://acme.example/kb/{start}search/?q={{searchTerms}}"
        assert told.findtext(f"{space}Language") == language
        assert told.findtext(f"{space}ShortName") == "Essai"


@pytest.mark.parametrize(
    ("name", "short"),
    [("Essai", "Essai"), ("Orcène, guides d'appel", "Orcène, guides"), ("Trames & Cie SA", "Trames & Cie SA"),
     ("x" * 20, "x" * 16)],
)  # fmt: skip
def test_a_short_name_has_sixteen_characters_at_most(name: str, short: str) -> None:
    assert short_name(name) == short
