from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from trees import BASE, COMITE, PRIX, ROOT, commit, edited, git, repository, write

from builder.cli.running import run
from builder.history import folder

Run = Callable[..., tuple[int, str, str]]
OTHER = edited("talktracks/prix.yml", "Cela dépend du stock", "Tout dépend du stock")
BAD = edited("talktracks/prix.yml", "go: objection:trop-cher", "go: nulle-part")


@pytest.fixture
def talktrack(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command in this process: exit code, output, errors."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        captured = capfdbinary.readouterr()
        return code, captured.out.decode(), captured.err.decode()

    return call


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository in which the command runs."""
    found = repository(tmp_path / "base à comparer")
    monkeypatch.chdir(found)
    return found


def files(root: Path) -> dict[str, bytes]:
    found = (Path(where, name) for where, _, names in os.walk(root) for name in names)
    return {str(path.relative_to(root)): path.read_bytes() for path in found if ".git" not in path.parts}


# diff


def test_the_working_tree_with_a_revision(root: Path, talktrack: Run) -> None:
    write(root, OTHER)
    code, out, err = talktrack("diff", "HEAD")
    assert (code, err) == (0, "")
    assert "[-Cela-]" in out
    assert "{+Tout+}" in out
    assert "DAF" in out


def test_two_revisions_and_two_folders_say_the_same(root: Path, tmp_path: Path, talktrack: Run) -> None:
    commit(root, OTHER)
    write(tmp_path / "before", BASE)
    write(tmp_path / "after", OTHER)
    by_git = talktrack("diff", "HEAD~1", "HEAD")
    assert by_git[0] == 0
    assert by_git == talktrack("diff", str(tmp_path / "before"), str(tmp_path / "after"))
    assert by_git == talktrack("diff", str(tmp_path / "before"))
    assert by_git == talktrack("diff", "HEAD~1")


def test_folders_need_no_git(tmp_path: Path, talktrack: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "before", BASE)
    write(tmp_path / "after", OTHER)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    code, out, _ = talktrack("diff", "before", "after")
    assert (code, "[-Cela-]" in out) == (0, True)


def test_a_pull_request_is_compared_with_where_it_began(root: Path, talktrack: Run) -> None:
    git(root, "checkout", "-q", "-b", "branch")
    commit(root, OTHER)
    git(root, "checkout", "-q", "main")
    commit(root, {"talktracks/comite.yml": COMITE.replace("Quand en", "Quel jour en")})
    git(root, "checkout", "-q", "branch")
    both, own = talktrack("diff", "main")[1], talktrack("diff", "main...")[1]
    assert "Quel" in both
    assert "Quel" not in own
    assert "Tout" in own
    assert own == talktrack("diff", "main...branch")[1] == talktrack("diff", "main...", "branch")[1]


def test_new_errors_fail_and_mended_ones_do_not(root: Path, talktrack: Run) -> None:
    write(root, BAD)
    assert talktrack("diff", "HEAD")[0] == 1
    commit(root, BAD)
    assert talktrack("diff", "HEAD~1")[0] == 1
    assert talktrack("diff", "HEAD", "HEAD~1")[0] == 0
    assert talktrack("diff", "HEAD")[0] == 0


def test_new_warnings_fail_when_they_should(root: Path, talktrack: Run) -> None:
    write(root, edited("talktracks/prix.yml", "ask: Combien coûte un mois ?", "ask: Est-ce que cela coûte ?"))
    assert talktrack("diff", "HEAD")[0] == 0
    assert talktrack("diff", "HEAD", "--strict")[0] == 1


def test_full_judges_what_only_the_whole_tells(root: Path, talktrack: Run) -> None:
    write(
        root,
        edited(
            "talktracks/comite.yml",
            "- see: prix#trop-cher",
            "- id: cher\n  they_say: [C'est trop cher]\n  answer: Peut-être.",
        ),
    )
    assert "phrase-claimed-twice" not in talktrack("diff", "HEAD")[1]
    code, out, _ = talktrack("diff", "HEAD", "--full")
    assert (code, "phrase-claimed-twice" in out) == (1, True)


def test_formats(root: Path, tmp_path: Path, talktrack: Run) -> None:
    write(root, OTHER)
    said = json.loads(talktrack("diff", "HEAD", "--format", "json")[1])
    Draft202012Validator(json.loads((ROOT / "schemas" / "diff.json").read_text("utf-8"))).validate(said)
    assert said["editions"][0]["documents"][0]["changes"][0]["personas"] == ["daf"]
    assert talktrack("diff", "HEAD", "--format", "markdown")[1].startswith("## ")
    target = tmp_path / "changes.html"
    code, out, err = talktrack("diff", "HEAD", "--format", "html", "-o", str(target))
    assert (code, out) == (0, "")
    assert "Wrote" in err
    html = target.read_text("utf-8")
    assert "<del>Cela</del>" in html
    assert 'id="prix--trop-cher"' in html
    english = talktrack("diff", "HEAD", "--format", "markdown", "--lang", "en")[1]
    assert "What will be said differently" in english


def test_nothing_different(root: Path, talktrack: Run) -> None:
    assert talktrack("diff", "HEAD") == (0, "Rien ne change.\n", "")
    (root / "talktracks" / "prix.yml").write_text(f"# relu\n{PRIX}", encoding="utf-8")
    assert "Rien ne change au téléphone." in talktrack("diff", "HEAD")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nope",), "'nope' is no revision"),
        (("HEAD", "nope"), "'nope' is no revision"),
        (("nope...",), "'nope' is no revision"),
        (("HEAD~7",), "'HEAD~7' is no revision"),
        (("../nowhere",), "'../nowhere' is no revision"),
        ((), "Missing argument"),
        (("HEAD", "--format", "pdf"), "'pdf' is not one of"),
    ],
)
def test_wrong_use_is_one_sentence(root: Path, talktrack: Run, arguments: tuple[str, ...], said: str) -> None:
    before = files(root)
    code, out, err = talktrack("diff", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    assert len([line for line in err.splitlines() if line.startswith("Error:")]) == 1
    assert files(root) == before


def test_no_repository_no_git_no_base(
    root: Path, tmp_path: Path, talktrack: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "plain", BASE)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    code, _, err = talktrack("--project", str(tmp_path / "plain"), "diff", "main")
    assert (code, err.count("\n")) == (2, 1)
    assert "is not in a git repository" in err
    for n in range(2):
        commit(root, {"talktracks/prix.yml": PRIX + f"# {n}\n"})
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), "shallow")
    code, _, err = talktrack("--project", str(tmp_path / "shallow"), "diff", "HEAD~2")
    assert (code, "git fetch --unshallow" in err) == (2, True)
    monkeypatch.setenv("PATH", str(tmp_path))
    code, _, err = talktrack("diff", "HEAD")
    assert (code, "git is not installed" in err) == (2, True)


def test_files_that_do_not_parse_on_either_side(root: Path, talktrack: Run) -> None:
    write(root, {"talktracks/prix.yml": "title: [\n", "content/personas/dg.yml": b"\xff\xfe"})
    for format_ in ("text", "markdown", "json", "html"):
        code, out, err = talktrack("diff", "HEAD", "--format", format_)
        assert (code, err) == (1, "")
        assert "syntax" in out
    commit(root, {})
    assert talktrack("diff", "HEAD~1", "HEAD")[0] == 1
    assert talktrack("diff", "HEAD", "HEAD~1")[0] == 0


def test_a_settings_file_that_does_not_parse(root: Path, talktrack: Run) -> None:
    write(root, {"mkdocs.yml": "site_name: [\n"})
    code, _, err = talktrack("diff", "HEAD")
    assert (code, err) == (1, "")


def test_nothing_is_written_by_looking(root: Path, talktrack: Run) -> None:
    write(root, OTHER)
    before = files(root)
    for format_ in ("text", "markdown", "json", "html"):
        talktrack("diff", "HEAD", "--format", format_)
    assert files(root) == before


def test_the_branch_of_the_example(tmp_path: Path, talktrack: Run) -> None:
    """One answer changed, an objection gone, a guide renamed, an evidence expired: what a sales director reads."""
    found = folder(ROOT)
    example = found.read(found.digests)
    root = repository(tmp_path / "example", example)
    prix, proof = "talktracks/comparer/prix.yml", "content/evidence/etude-cout-de-possession.yml"
    angry, old = "talktracks/clients/client-mecontent.yml", "talktracks/ouvrir/trois-visites.yml"
    text = example[angry].decode()
    start, end = (text.index(f"  - id: {name}") for name in ("personne-ne-rappelle", "l-equipe-a-lache"))
    write(root, {
        prix: example[prix].decode().replace("je vous dirai moi-même", "c'est moi qui vous dirai"),
        angry: text[:start] + text[end:],
        "talktracks/ouvrir/visites-repetees.yml": f"formerly: [trois-visites]\n{example[old].decode()}",
        proof: re.sub("valid_until: .*", "valid_until: 2026-11-01", example[proof].decode()),
    })  # fmt: skip
    (root / old).unlink()
    code, said, _ = talktrack("--project", str(root), "diff", "main", "--format", "markdown")
    said = said.replace("\u00a0", " ").replace("\u2060", "")
    assert code == 1
    assert "~~je~~ vous dirai ~~moi-même~~" in said
    assert "**Objection « J’ai laissé trois messages, personne ne rappelle »**" in said
    assert "Nouveau nom : trois-visites devient visites-repetees." in said
    assert "31 mars 2027 → **1er novembre 2026**" in said
    assert "su et vécu → vécu, jamais mesuré" in said
    assert "Le prix (anglais) : 1 passage dit encore l’ancienne version" in said


# reviewed


def lines_changed(before: bytes, after: bytes) -> list[tuple[bytes, bytes]]:
    one, other = before.splitlines(keepends=True), after.splitlines(keepends=True)
    assert len(one) == len(other)
    return [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]


def test_reviewed_changes_one_line(root: Path, talktrack: Run) -> None:
    text = PRIX.replace("reviewed: 2026-11-01", "reviewed:   2026-11-01   # avec Sophie").replace("\n", "\r\n")
    write(root, {"talktracks/prix.yml": f"\ufeff{text}"})
    before = files(root)
    assert talktrack("reviewed", "prix", "comite", "--on", "2026-11-20")[0] == 0
    after = files(root)
    assert lines_changed(before["talktracks/prix.yml"], after["talktracks/prix.yml"]) == [
        (b"reviewed:   2026-11-01   # avec Sophie\r\n", b"reviewed:   2026-11-20   # avec Sophie\r\n")
    ]
    assert lines_changed(before["talktracks/comite.yml"], after["talktracks/comite.yml"]) == [
        (b"reviewed: 2026-11-01\n", b"reviewed: 2026-11-20\n")
    ]
    assert {path for path in after if before.get(path) != after[path] and "/" in path and not path.startswith(".")} == {
        "talktracks/prix.yml",
        "talktracks/comite.yml",
    }


def test_reviewed_today_and_for_the_first_time(root: Path, talktrack: Run) -> None:
    write(root, {"talktracks/comite.yml": COMITE.replace("reviewed: 2026-11-01\n", "")})
    assert talktrack("reviewed", "comite")[1] == "talktracks/comite.yml: reviewed 2026-11-24\n"
    now = (root / "talktracks" / "comite.yml").read_text("utf-8")
    assert now == COMITE.replace("2026-11-01", "2026-11-24")
    assert "(as it was)" in talktrack("reviewed", "comite")[1]


def test_reviewed_translations_and_files(root: Path, talktrack: Run) -> None:
    assert talktrack("reviewed", "prix", "--lang", "en")[1] == "talktracks/prix.en.yml: reviewed 2026-11-24\n"
    assert "talktracks/prix.yml" in talktrack("reviewed", "talktracks/prix.yml")[1]
    assert "talktracks/prix.en.yml" in talktrack("reviewed", "talktracks/prix.en.yml")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("prx",), "no guide 'prx' here. Did you mean 'prix'?"),
        (("prix", "nope"), "no guide 'nope' here."),
        (("prix", "--on", "2026-12-24"), "still to come"),
        (("prix", "--on", "demain"), "does not match"),
        (("comite", "--lang", "en"), "no translation to 'en'"),
        (("prix", "--lang", "xx"), "no translation to 'xx'"),
        (("prix", "broken"), "'broken' can't be read"),
        (("prix", "traps"), "Nothing was changed"),
        ((), "Missing argument"),
    ],
)
def test_reviewed_changes_all_or_nothing(root: Path, talktrack: Run, arguments: tuple[str, ...], said: str) -> None:
    write(
        root,
        {
            "talktracks/broken.yml": "title: [\n",
            "talktracks/traps.yml": "title: A\nfor: [dg]\nstatus: draft\nstatus: draft\n",
        },
    )
    before = files(root)
    code, out, err = talktrack("reviewed", *arguments)
    after = files(root)
    assert (code, out) == (2, "")
    assert said in err
    assert {p: t for p, t in after.items() if not p.startswith(".talktrack")} == before


# sheet


def attributes(html: str, name: str) -> list[str]:
    return re.findall(rf' {name}="([^"]*)"', html)


def test_a_sheet_stands_alone(root: Path, tmp_path: Path, talktrack: Run) -> None:
    target = tmp_path / "out" / "guides.html"
    assert talktrack("sheet", "prix", "comite", "-o", str(target))[0] == 0
    html = target.read_text("utf-8")
    ids = attributes(html, "id")
    assert len(ids) == len(set(ids))
    assert {"prix--open", "comite--open", "comite--trop-cher"} <= set(ids)
    assert {link.removeprefix("#") for link in attributes(html, "href")} <= set(ids)
    assert attributes(html, "src") == []
    assert not re.search(r"url\((?!\"?data:|data:)", html)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1]
    assert "unsafe-inline" not in policy[1]


def test_a_sheet_leaves_out_what_its_readers_may_not_see(root: Path, tmp_path: Path, talktrack: Run) -> None:
    target = tmp_path / "price.html"
    code, _, err = talktrack("sheet", "prix", "--audience", "partner", "-o", str(target))
    assert (code, target.exists()) == (2, False)
    assert "not for this audience: prix" in err


def test_a_sheet_in_another_language(root: Path, tmp_path: Path, talktrack: Run) -> None:
    target = tmp_path / "price.html"
    assert talktrack("sheet", "prix", "--lang", "en", "-o", str(target))[0] == 0
    assert '<html lang="en">' in target.read_text("utf-8")
    assert "You may be right." in target.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("prx",), "Did you mean 'prix'?"),
        (("gone",), "'gone' is retired, replaced by 'prix'"),
        (("prix", "--lang", "xx"), "no language 'xx'"),
        ((), "Missing argument"),
    ],
)
def test_a_sheet_of_nothing(root: Path, tmp_path: Path, talktrack: Run, arguments: tuple[str, ...], said: str) -> None:
    write(root, {"talktracks/gone.yml": "title: Parti\nstatus: retired\nreplaced_by: prix\n"})
    code, _, err = talktrack("sheet", *arguments, "-o", str(tmp_path / "x.html"))
    assert (code, said in err) == (2, True)
    assert not (tmp_path / "x.html").exists()


# In Chromium


AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text("utf-8")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
VIOLATIONS = """async (tags) =>
  (await axe.run(document, { runOnly: tags, rules: { region: { enabled: false } } })).violations
    .map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`)"""


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here (Debian: apt install chromium)")
def test_pages_fetch_nothing_and_pass_axe(root: Path, tmp_path: Path, talktrack: Run) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    write(root, OTHER)
    pages = [tmp_path / "changes.html", tmp_path / "guides.html"]
    assert talktrack("diff", "HEAD", "--format", "html", "-o", str(pages[0]))[0] == 0
    assert talktrack("sheet", "prix", "comite", "-o", str(pages[1]))[0] == 0
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for page in pages:
            assert looked_at(browser, page) == ([page.as_uri()], [], "none", [])
        browser.close()


def looked_at(browser: Any, path: Path) -> tuple[list[str], list[str], str, list[str]]:
    """What a page asked for, what its console said, how a line of others shows to the DAF, and what axe found."""
    page, asked, said = browser.new_page(viewport={"width": 390, "height": 900}), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    page.check("input[value=daf]")
    others = page.evaluate("getComputedStyle(document.querySelector('[data-personas~=daf] [data-for=dg]')).display")
    context = browser.new_context(bypass_csp=True, viewport={"width": 390, "height": 900})
    tested = context.new_page()
    tested.goto(path.as_uri())
    tested.evaluate(AXE)
    return [url for url in asked if not url.startswith("data:")], said, others, tested.evaluate(VIOLATIONS, TAGS)
