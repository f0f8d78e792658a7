from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from trees import BASE, PRIX, ROOT, difference, edited, example, tree

from builder.changes import Altered, Change, Difference, How, Sort, State, compare, wanted
from builder.changes.data import compared, render_json, render_schema
from builder.changes.markdown import LIMIT, escaped, render_markdown
from builder.changes.parts import parts_of
from builder.changes.told import told
from builder.changes.words import Piece, marked
from builder.citations import line_of
from builder.cli.diff_text import render_text
from builder.documents import Document
from builder.editing import dump_document
from builder.knowledge import Knowledge
from builder.loading import unjudged
from builder.locales.changes import changes as words_of
from builder.models import MODELS, Guide, Kind, Lines, Record, Ref, parse_ref, parts
from builder.settings import Project
from builder.source import Route
from builder.sources import Files
from builder.yaml_reader import parse_yaml


def changed(found: Difference, language: str = "fr") -> list[Change]:
    return [change for altered in found.editions.get(language, ()) for change in altered.changes]


def of(found: Difference, ref: str, language: str = "fr") -> Altered:
    (altered,) = [altered for altered in found.editions[language] if str(altered.ref) == ref]
    return altered


# Lines, by persona


def test_nothing_is_different_between_the_same() -> None:
    found = difference(BASE)
    assert not found
    assert found.altered == ()


def test_a_line_is_told_for_those_who_hear_it() -> None:
    (change,) = changed(difference(edited("talktracks/prix.yml", "Cela dépend du stock", "Tout dépend de votre stock")))
    assert (str(change.ref), change.field, change.personas, change.everyone) == (
        "prix#trop-cher",
        "answer",
        ("daf",),
        False,
    )
    assert change.old == "Vous avez peut-être raison. Cela dépend du stock."
    assert change.new == "Vous avez peut-être raison. Tout dépend de votre stock."
    assert change.seconds == (3, 4)
    assert change.how is How.ALTERED


def test_whoever_borrows_a_line_gets_it_too() -> None:
    (change,) = changed(
        difference(edited("talktracks/prix.yml", "Cela dépend de vos lignes", "Tout dépend de vos lignes"))
    )
    assert change.personas == ("dg",)
    assert [str(ref) for ref in change.also] == ["comite#trop-cher"]


def test_a_line_of_somebody_else_is_not_borrowed() -> None:
    (change,) = changed(difference(edited("talktracks/prix.yml", "Cela dépend du stock", "Tout dépend du stock")))
    assert (change.personas, change.also) == (("daf",), ())


def test_a_line_of_their_own_is_new_for_one_persona_alone() -> None:
    found = difference(
        edited(
            "talktracks/prix.yml",
            "ask: Combien coûte un mois ?",
            "ask:\n    any: Combien coûte un mois ?\n    daf: Combien coûte un jour ?",
        )
    )
    (change,) = changed(found)
    assert (str(change.ref), change.field, change.personas) == ("prix#compter", "ask", ("daf",))


def test_everyone_is_everyone_whom_the_part_is_for() -> None:
    (change,) = changed(
        difference(edited("talktracks/prix.yml", "L'argent vient de vos rayons.", "L'argent dort dans vos rayons."))
    )
    assert (change.personas, change.everyone) == (("daf",), True)


def test_parts_come_go_and_move() -> None:
    new = "- say: Le moins cher, c'est celui qui rembourse.\n"
    (came, line) = changed(difference(edited("talktracks/prix.yml", "messaging:\n", f"messaging:\n{new}")))
    assert (came.how, came.field, str(came.ref)) == (How.ADDED, "", "prix#message-1")
    assert (line.how, line.field, line.personas) == (How.ADDED, "say", ("daf", "dg"))
    first, last = (PRIX.index(f"- id: {name}") for name in ("comparer", "decider"))
    end = PRIX.index("messaging:")
    swapped = PRIX[:first] + PRIX[last:end] + PRIX[first:last] + PRIX[end:]
    (moved,) = changed(difference({**BASE, "talktracks/prix.yml": swapped}))
    assert (moved.how, str(moved.ref), moved.old, moved.new) == (How.MOVED, "prix#decider", "3", "1")


def test_a_part_that_is_gone_says_what_it_said() -> None:
    start, end = PRIX.index("objections:"), PRIX.index("next_step:")
    files = {**BASE, "talktracks/prix.yml": PRIX[:start] + PRIX[end:]}
    files = {
        **files,
        "talktracks/comite.yml": BASE["talktracks/comite.yml"].replace("objections:\n- see: prix#trop-cher\n", ""),
    }
    found = changed(difference(files))
    gone = [change for change in found if not change.field and change.how is How.REMOVED]
    assert {str(change.ref) for change in gone} == {"prix#trop-cher", "comite#trop-cher"}
    assert {c.old for c in found if c.sort is Sort.PHRASE and c.ref.id == "prix"} == {
        "C'est trop cher",
        "Je m'attendais à la moitié",
    }


def test_a_step_that_is_renamed_stays_one_step() -> None:
    text = PRIX.replace("- id: compter\n", "- id: calculer\n  formerly: [compter]\n")
    (change,) = changed(difference({**BASE, "talktracks/prix.yml": text}))
    assert (change.sort, change.old, change.new) == (Sort.NAME, "compter", "calculer")


def test_ways_through_the_reasoning() -> None:
    (change,) = changed(difference(edited("talktracks/prix.yml", "go: objection:trop-cher", "go: decider")))
    assert (change.sort, change.field, change.new) == (Sort.WAY, "hear", "J'ai moins cher. → decider")
    (change,) = changed(
        difference(edited("talktracks/prix.yml", "- id: compter\n", "- id: compter\n  then: next_step\n"))
    )
    assert (change.sort, change.field, change.old, change.new) == (Sort.WAY, "then", None, "next_step")


# What a guide is


@pytest.mark.parametrize(
    ("old", "new", "field", "values"),
    [
        ("status: approved", "status: draft", "status", ("approved", "draft")),
        ("stage: comparing", "stage: deciding", "stage", ("comparing", "deciding")),
        ("tags: [prix]", "tags: [tarif]", "tags", ("prix", None)),
        ("title: Le prix", "title: Le tarif", "title", ("Le prix", "Le tarif")),
    ],
)
def test_what_a_guide_is(old: str, new: str, field: str, values: tuple[str, str | None]) -> None:
    change = changed(difference(edited("talktracks/prix.yml", old, new)))[0]
    assert (str(change.ref), change.field, (change.old, change.new)) == ("prix", field, values)


def test_a_wider_audience_is_warned_of() -> None:
    wider = edited("talktracks/prix.yml", "status: approved", "status: approved\naudience: partner")
    found = difference(wider)
    assert [change.widens for change in changed(found)] == [True]
    assert "plus de monde" in render_markdown(told(found, "fr"))
    assert [change.widens for change in changed(difference(BASE, wider))] == [False]


def test_a_guide_for_somebody_more_says_so_once() -> None:
    found = changed(difference(edited("talktracks/prix.yml", "for: [daf, dg]", "for: [daf, dg, acheteur]")))
    assert [(str(c.ref), c.sort, c.personas) for c in found] == [("prix", Sort.WHOM, ("acheteur",))]


def test_a_guide_that_only_moved_is_one_line() -> None:
    files = {path.replace("talktracks/prix.yml", "talktracks/comparer/prix.yml"): text for path, text in BASE.items()}
    (altered,) = difference(files).altered
    assert (altered.state, altered.changes, altered.path) == (State.MOVED, (), "talktracks/comparer/prix.yml")


@pytest.mark.parametrize(("formerly", "redirected"), [("formerly: [comite]\n", True), ("", False)])
def test_a_guide_that_was_renamed_is_one_line(formerly: str, redirected: bool) -> None:
    files = {path: text for path, text in BASE.items() if path != "talktracks/comite.yml"}
    files["talktracks/direction.yml"] = formerly + BASE["talktracks/comite.yml"]
    (altered,) = difference(files).altered
    assert (altered.state, str(altered.ref), str(altered.old_ref)) == (State.RENAMED, "direction", "comite")
    assert (altered.changes, altered.redirected) == ((), redirected)


def test_renamed_on_both_sides_is_two_names_of_one_guide() -> None:
    names = ("direction", "comite-de-direction")
    one, other = (
        {
            **{p: t for p, t in BASE.items() if "comite" not in p},
            f"talktracks/{n}.yml": f"formerly: [comite]\n{BASE['talktracks/comite.yml']}",
        }
        for n in names
    )
    (altered,) = difference(other, one).altered
    assert (altered.state, str(altered.old_ref), str(altered.ref)) == (State.RENAMED, *names)


def test_documents_come_and_go() -> None:
    without = {path: text for path, text in BASE.items() if path != "talktracks/comite.yml"}
    (gone,), (came,) = difference(without).altered, difference(BASE, without).altered
    assert (gone.state, came.state) == (State.REMOVED, State.ADDED)
    assert {change.how for change in came.changes} == {How.ADDED}
    assert came.heard > 3


# Evidence, personas, the lexicon


def test_evidence_names_every_line_that_rests_on_it() -> None:
    expired = edited("content/evidence/etude.yml", "2027-01-01", "2026-11-01")
    found = difference(expired)
    altered = of(found, "evidence:etude")
    (change,) = altered.changes
    assert (change.field, change.old, change.new) == ("valid_until", "2027-01-01", "2026-11-01")
    assert {(str(ref), old, new) for ref, old, new in altered.touches} == {
        ("prix#comparer", "both", "felt"), ("prix#compter", "both", "felt"), ("prix#decider", "both", "felt"),
        ("prix#trop-cher", "known", "bare"), ("comite#lever", "known", "bare"), ("comite#trop-cher", "known", "bare"),
    } - {("comite#trop-cher", "known", "bare")}  # fmt: skip
    assert len(found.altered) == 1
    assert {finding.code for finding in found.new} >= {"evidence-expired"}


def test_a_line_that_rests_on_less_says_so() -> None:
    found = changed(difference(edited("talktracks/prix.yml", "evidence: [etude, cas]", "evidence: [etude]")))
    assert [(c.sort, c.old, c.new) for c in found] == [(Sort.PROOF, "cas", None), (Sort.MARK, "both", "known")]


def test_an_evidence_that_is_renamed_changes_no_guide() -> None:
    files = {p.replace("etude.yml", "enquete.yml"): t.replace("etude", "enquete") for p, t in BASE.items()}
    assert [(str(a.ref), a.state) for a in difference(files).altered] == [("evidence:enquete", State.RENAMED)]


def test_the_way_to_who_decides() -> None:
    found = difference(edited("content/personas/acheteur.yml", "to: daf", "to: dg"))
    assert [(str(c.ref), c.field, c.old, c.new) for c in changed(found)] == [
        ("persona:acheteur", "route.to", "daf", "dg")
    ]


def test_synonyms_are_phrases_of_the_search() -> None:
    (change,) = changed(difference(edited("content/lexicon.yml", "[prix, tarif]", "[prix, tarif, coût]")))[-1:]
    assert (change.sort, change.new) == (Sort.PHRASE, "prix, tarif, coût")


def test_a_hand_written_page() -> None:
    old = {**BASE, "content/pages/appel.md": "# Le premier appel\n\nRespirez.\n"}
    (altered,) = difference({**BASE, "content/pages/appel.md": "# Le premier appel\n\nSouriez.\n"}, old).altered
    assert (str(altered.ref), [(c.old, c.new) for c in altered.changes]) == ("page:appel", [("Respirez.", "Souriez.")])


def test_the_file_of_an_asset() -> None:
    old = {
        **BASE,
        "content/assets/note.yml": "title: Note\nkind: one-pager\nfile: note.txt\n",
        "content/files/note.txt": "1",
    }
    (altered,) = difference({**old, "content/files/note.txt": "2"}, old).altered
    assert (str(altered.ref), altered.changes[0].field) == ("asset:note", "content")


# Translations


def test_a_translation_falls_behind() -> None:
    found = difference(edited("talktracks/prix.yml", "Cela dépend du stock", "Tout dépend du stock"))
    assert [(str(b.ref), b.language, b.fields) for b in found.behind] == [("prix", "en", ("prix#trop-cher answer",))]
    assert changed(found, "en") == []


def test_a_translation_that_follows_is_told_in_its_language() -> None:
    both = edited("talktracks/prix.yml", "Cela dépend du stock", "Tout dépend du stock")
    both = edited("talktracks/prix.en.yml", "It depends on the stock", "It all depends on the stock", both)
    found = difference(both)
    assert found.behind == ()
    assert [(c.field, c.new) for c in changed(found, "en")] == [
        ("answer", "You may be right. It all depends on the stock.")
    ]


def test_what_a_translation_takes_from_its_base_is_told_once() -> None:
    found = difference(edited("talktracks/prix.yml", "Quelle somme rendrait", "Combien rendrait"))
    assert (len(changed(found)), changed(found, "en"), found.behind) == (1, [], ())


def test_a_new_translation() -> None:
    without = {path: text for path, text in BASE.items() if path != "talktracks/prix.en.yml"}
    assert [altered.state for altered in difference(BASE, without).editions["en"]] == [State.ADDED]
    assert [altered.state for altered in difference(without).editions["en"]] == [State.REMOVED]


# Findings, what nobody hears, what can't be read


def test_findings_come_and_go_and_move_with_their_lines() -> None:
    bad = edited("talktracks/prix.yml", "ask: Combien coûte un mois ?", "ask: Est-ce que cela coûte ?")
    assert [finding.code for finding in difference(bad).new] == ["closed-question"]
    assert [finding.code for finding in difference(BASE, bad).mended] == ["closed-question"]
    moved = {**bad, "talktracks/prix.yml": f"# une ligne\n# une autre\n{bad['talktracks/prix.yml']}"}
    assert (difference(moved, bad).new, difference(moved, bad).mended) == ((), ())


def test_a_broken_file_is_a_finding_and_the_others_are_compared() -> None:
    files = edited("talktracks/prix.yml", "Cela dépend du stock", "Tout dépend du stock")
    found = difference({**files, "talktracks/comite.yml": "title: [\n"})
    assert of(found, "comite").state is State.BROKEN
    assert [change.field for change in of(found, "prix").changes] == ["answer"]
    assert "syntax" in {finding.code for finding in found.new}
    back = difference(files, {**files, "talktracks/comite.yml": "title: [\n"})
    assert of(back, "comite").state is State.MENDED
    assert of(difference({**BASE, "talktracks/prix.en.yml": "title: [\n"}), "prix", "en").state is State.BROKEN


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"", b"- a\n- b\n", b"title: {{{\n", b"\x00" * 100])
def test_whatever_a_file_holds_is_compared(raw: bytes) -> None:
    for path in (
        "talktracks/prix.yml",
        "talktracks/prix.en.yml",
        "content/evidence/etude.yml",
        "content/personas/dg.yml",
    ):
        for found in (difference({**BASE, path: raw}), difference(BASE, {**BASE, path: raw})):
            assert render_markdown(told(found, "fr"))
            assert found


def test_what_nobody_hears_is_one_sentence() -> None:
    files = edited("talktracks/prix.yml", "owner: Claire", "owner: Romain")
    files = edited("talktracks/comite.yml", "reviewed: 2026-11-01", "reviewed: 2026-11-20", files)
    files["content/evidence/cas.yml"] = f"# relu\n{files['content/evidence/cas.yml']}"
    found = difference(files)
    assert found.altered == ()
    assert [str(ref) for ref in found.unheard.owners] == ["prix"]
    assert [str(ref) for ref in found.unheard.reviewed] == ["comite"]
    assert found.unheard.written == ("content/evidence/cas.yml",)
    assert "sans que personne" in told(found, "fr").unheard


def test_line_ends_that_git_changed_are_no_change() -> None:
    assert not difference({path: text.replace("\n", "\r\n") for path, text in BASE.items()})


# What is read


def test_what_is_near_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in part or as a whole, the same is different."""
    old = example()
    new = dict(old)
    prix = "talktracks/comparer/prix.yml"
    new[prix] = old[prix].replace(b"de ne pas signer", b"de garder votre argent")
    new["content/evidence/etude-stock-dormant.yml"] = old["content/evidence/etude-stock-dormant.yml"].replace(
        b"valid_until: 20", b"valid_until: 19"
    )
    assert new[prix] != old[prix]
    whole = compare(tree(old), tree(new), ROOT)
    monkeypatch.setattr(wanted, "_FEW", 0)
    part = compare(tree(old), tree(new), ROOT)
    assert (whole.whole, part.whole) == (True, False)
    chosen = wanted.wanted(tree(old), tree(new))
    assert len(chosen.read) < len([path for path in old if wanted.is_document(path)])
    assert part.altered == whole.altered
    assert part.behind == whole.behind
    assert (part.new, part.mended) == (whole.new, whole.mended)
    assert len(of(part, "evidence:etude-stock-dormant").touches) > 1


# Words


def test_words_that_changed_are_marked() -> None:
    found = marked("Je vous dirai moi-même de ne pas signer.", "Je vous dirai de ne pas signer.")
    assert found.old == (Piece("same", "Je vous dirai"), Piece("gone", "moi-même"), Piece("same", "de ne pas signer."))
    assert found.new == (Piece("same", "Je vous dirai"), Piece("same", "de ne pas signer."))
    assert [piece.state for piece in marked("Un mot.", "Tout autre chose ici.").new] == ["new"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_word_is_lost(old: str, new: str) -> None:
    found = marked(old, new)
    assert " ".join(piece.text for piece in found.old).split() == old.split()
    assert " ".join(piece.text for piece in found.new).split() == new.split()


# Any edit: exactly the refs and the personas, and no line for what isn't heard

EXAMPLE = example()
PROJECT = Project(Path(), language="fr")
KNOWLEDGE = unjudged(Files({p: raw for p, raw in EXAMPLE.items() if wanted.is_document(p)}, {}, frozenset()), PROJECT)


def spoken(knowledge: Knowledge) -> Iterator[tuple[Document[Guide], Route, str, tuple[str, ...]]]:
    """Every wording in every guide, with the personas that hear it."""
    for guide in knowledge.guides.values():
        for route, part in parts(guide.record):
            scope = getattr(part, "for_", ()) or guide.record.for_
            for name, field in type(part).model_fields.items():
                if isinstance(lines := getattr(part, name), Lines):
                    for key in lines.by_key:
                        heard = tuple(p for p in scope if lines.key_of(p) == key)
                        yield guide, (*route, field.alias or name), key, heard


WORDINGS = sorted(spoken(KNOWLEDGE), key=lambda found: (found[0].id, *map(str, found[1]), found[2]))


def put(data: Any, route: Route, key: str, text: str) -> None:
    for step in route[:-1]:
        data = data[step]
    if isinstance(data[route[-1]], str):
        data[route[-1]] = text
    else:
        data[route[-1]][key] = text


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(WORDINGS), min_size=1, max_size=4, unique_by=lambda found: (found[0].id, found[1], found[2])
    )
)
def test_any_edit_names_exactly_what_was_edited(
    edits: list[tuple[Document[Guide], Route, str, tuple[str, ...]]],
) -> None:
    files, expected = dict(EXAMPLE), set[tuple[str, str, str]]()
    for guide, route, key, heard in edits:
        data: Any = parse_yaml(files[guide.path].decode(), guide.path).data
        put(data, route, key, f"Voici {len(expected)} mots que personne n'avait dits.")
        files[guide.path] = dump_document(data).encode()
        if heard:
            expected |= {(str(line_of(guide, route)), str(route[-1]), persona) for persona in heard}
    found = changed(compare(tree(EXAMPLE), tree(files), ROOT))
    assert {(str(c.ref), c.field.rpartition(".")[2], persona) for c in found for persona in c.personas} == expected


def reordered(data: Any, chance: random.Random) -> Any:
    """The same data with the keys of its mappings in another order."""
    if isinstance(data, dict):
        keys = list(data)
        chance.shuffle(keys)
        return {key: reordered(data[key], chance) for key in keys}
    return [reordered(item, chance) for item in data] if isinstance(data, list) else data


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sets(st.sampled_from(sorted(p for p in EXAMPLE if wanted.is_document(p))), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_no_edit_of_comments_quotes_order_or_layout_gives_a_line(paths: set[str], chance: random.Random) -> None:
    files = dict(EXAMPLE)
    for path in paths:
        data = reordered(parse_yaml(files[path].decode(), path).data, chance)
        text = chance.choice(
            (dump_document, lambda data: json.dumps(data, ensure_ascii=False, indent=chance.choice((1, 4))))
        )(data)
        files[path] = f"# {chance.random()}\n{text}\n".encode()
    found = compare(tree(EXAMPLE), tree(files), ROOT)
    assert found.altered == ()
    assert found.behind == ()
    assert set(found.unheard.written) == paths


# In words


def some() -> Difference:
    files = edited("talktracks/prix.yml", "Cela dépend du stock", "Tout dépend de votre stock")
    files = edited("talktracks/prix.yml", "- Je m'attendais à la moitié", "- C'est hors budget", files)
    files = edited("content/evidence/etude.yml", "2027-01-01", "2026-11-01", files)
    files = edited("talktracks/comite.yml", "reviewed: 2026-11-01", "reviewed: 2026-11-20", files)
    return difference(files)


def test_markdown_for_a_sales_director() -> None:
    text = render_markdown(told(some(), "fr"))
    assert "~~Cela~~ dépend ~~du~~ stock." in text.replace("\u00a0", " ")
    assert "La recherche ne trouvera plus" in text
    assert "1er novembre 2026" in text
    assert "Traductions à suivre" in text
    assert text.rstrip().endswith("la relecture d’un document.")
    assert text.index("Le prix") < text.index("Un stock sur cinq dort")


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("voir @equipe/ventes", "@e"), ("réglé par #12", "#1"), ("groupe/projet!7", "!7"), ("GH-12", "GH-1"),
        ("<img src=x onerror=1>", "<img"), ("<!-- fin", "<!--"), ("&copy;", "&copy"), ("a | b", "a | b"),
        ("[clic](https://mal.example)", "[clic]"), ("https://mal.example", "https://m"), ("www.mal.example", "www.m"),
        ("`code` *gras* _ital_ ~~non~~", " *g"), ("mail a@b.fr", "a@b"), (":tada: fête", ":tada:"), ("$a$", " $a"),
        ("commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904", "4b825dc"),
        ("# titre", " # t"), ("1. titre", " 1."), ("- titre", " - t"),
    ],
)  # fmt: skip
def test_a_line_stays_a_line(text: str, never: str) -> None:
    assert never not in f" {escaped(text)}"
    found = difference(
        edited("talktracks/prix.yml", "L'argent vient de vos rayons.", json.dumps(text.replace("<", "3 < 5, ")), BASE)
    )
    said = render_markdown(told(found, "fr"))
    assert never.strip() in {"# t", "- t", "1."} or never not in said.replace("~~", "").replace("**", "")


def test_markdown_keeps_to_what_a_forge_takes() -> None:
    more = {f"talktracks/g{n}.yml": BASE["talktracks/comite.yml"] for n in range(150)}
    text = render_markdown(told(difference({**BASE, **more}), "fr"))
    assert 20_000 < len(text) <= LIMIT
    assert "documents de plus" in text
    short = render_markdown(told(difference({**BASE, **more}), "fr"), limit=9_000)
    assert len(short) <= 9_000


def test_a_document_that_does_not_fit_shows_its_beginning() -> None:
    """The first of a large change is said, the rest counted."""
    one = "- id: o{n}\n  they_say: [Phrase {n} bien à part]\n  answer: " + "Un mot de plus. " * 60 + "\n"
    many = "".join(one.format(n=n) for n in range(100))
    found = difference(edited("talktracks/prix.yml", "next_step:", f"{many}next_step:"))
    text = render_markdown(told(found, "fr"))
    assert 40_000 < len(text) <= LIMIT
    assert "Phrase 1 bien à part" in text
    assert "changements de plus" in text


def test_text_marks_words_without_colours_and_with() -> None:
    plain, coloured = (render_text(told(some(), "fr"), colours=colours) for colours in (False, True))
    assert "[-Cela-]" in plain
    assert "\x1b[" not in plain
    assert "\x1b[" in coloured
    assert "[-Cela-]" not in coloured


def test_nothing_a_file_holds_steers_the_terminal() -> None:
    found = difference(edited("talktracks/prix.yml", "Le prix", '"Le \\u009b31m prix \\e[2J"'))
    assert "\x9b" not in render_text(told(found, "fr"), colours=True)
    assert "\x1b[2J" not in render_text(told(found, "fr"), colours=True)


def test_json_is_what_its_schema_says() -> None:
    said = json.loads(render_json(compared(some(), "en", "main", "")))
    Draft202012Validator(json.loads(render_schema())).validate(said)
    assert said["editions"][0]["documents"][0]["ref"] == "prix"
    committed = (ROOT / "schemas" / "diff.json").read_text("utf-8")
    assert committed == render_schema(), "run `python -m builder.changes.data > schemas/diff.json`"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_field_and_every_part_has_a_name(language: str) -> None:
    words = words_of(language)
    for guide in KNOWLEDGE.all():
        for part in parts_of(KNOWLEDGE, guide):
            assert all(words.field(part.section, field) for field in (*part.lines, *part.texts, *part.lists))
            assert not part.section or part.section in words.sections
    assert {*Kind} <= words.kinds.keys()
    for model in MODELS.values():
        for key in _text_keys(model):
            assert words.field("", key), key
    assert {*State} - {State.CHANGED} <= {*type(words.states).model_fields}


def _text_keys(model: type[Record], before: str = "") -> Iterator[str]:
    """The keys that a document of this kind may be told to have changed in."""
    apart = {"id", "see", "formerly", "owner", "field_owner", "reviewed", "review_days", "shift", "open", "no_answer"}
    apart |= {"reasoning", "messaging", "objections", "verify", "next_step"}
    for name, field in model.model_fields.items():
        key, several = field.alias or name, get_origin(field.annotation) is tuple
        kinds = () if several else (field.annotation, *get_args(field.annotation))
        inner = next((kind for kind in kinds if _is_record(kind)), None)
        if key not in apart and inner:
            yield from _text_keys(inner, f"{before}{key}.")
        elif key not in apart:
            yield f"{before}{key}"


def _is_record(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Record)


def test_borrowed_parts_follow_their_refs() -> None:
    assert parse_ref("prix#trop-cher") == Ref(Kind.GUIDE, "prix", "trop-cher")
    text = (
        BASE["talktracks/prix.yml"]
        .replace("id: trop-cher", "id: cher\n  formerly: [trop-cher]")
        .replace("objection:trop-cher", "objection:cher")
    )
    files = {
        **BASE,
        "talktracks/prix.yml": text,
        "talktracks/comite.yml": BASE["talktracks/comite.yml"].replace("prix#trop-cher", "prix#cher"),
    }
    found = changed(difference(files))
    assert {(str(c.ref), c.sort) for c in found} == {("prix#cher", Sort.NAME), ("comite#cher", Sort.NAME)}
