"""The rules that count words and seconds: what is long in French and in English, and what only looks so."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_folders import BASE, written
from hypothesis import given
from hypothesis import strategies as st

from builder.checks.cutting import cut, stop
from builder.findings import Finding, Severity
from builder.text import at_most, sentences, words

GUIDE = (BASE / "talktracks/prix.yml").read_text(encoding="utf-8")
OPENING = "  say: Je ne vous demande pas de payer moins.\n"
NAMES = ("title: It is too expensive\nstatus: approved\nreviewed: 2026-11-03\n",)
SHORT = "Un mot de plus. "


def changed(old: str, new: str) -> str:
    assert GUIDE.count(old) == 1
    return GUIDE.replace(old, new)


def said(root: Path, text: str, code: str, language: str = "fr", **settings: object) -> tuple[Finding, ...]:
    """What a code finds where a step says this."""
    step = f'reasoning:\n  - id: attente\n    say: "{text}"\n'
    files = {"talktracks/prix.yml": changed("reasoning:\n  - id: attente\n", step)}
    if language != "fr":
        english = NAMES[0] + step
        files = {f"talktracks/prix.{language}.yml": english}
    return tuple(finding for finding in written(root, files, **settings) if finding.code == code)


LONG_FRENCH = [
    ("Vous savez comme moi que le stock dort depuis longtemps et que personne ne le compte.", 16),
    ("Je vous appelle parce que beaucoup de directeurs financiers me disent que leur stock leur pèse chaque mois.", 18),
    ("« Le stock », disait M. Petit, coûte p. ex. 12 000 € par an à une usine comme la vôtre.", 18),
    ("Entre 3,5 % et 4 % de la valeur du stock partent chaque mois en frais que vous ne voyez pas.", 21),
    ("L'attente, l'inventaire, les intérêts, etc. et tout le reste coûtent à la maison plus que vous pensez.", 17),
    ("Quand [prénom] vous a parlé de [nom du projet], je me suis demandé qui chez vous portait encore le sujet.", 18),
    (
        "Lisez [la page que nous avons écrite](https://a.example/page) et dites-moi ce que vous en pensez jeudi soir.",
        16,
    ),
    ("Est-ce que vous pourriez me dire qui, dans votre équipe, décide de ce que l'on garde ?", 16),
]
SHORT_FRENCH = [
    "Nous savons que le stock dort depuis longtemps. Personne ne le compte, et vous le savez aussi.",
    "« Le stock dort – et il coûte », disait M. Petit. Il coûte 12 000 € par an, etc.",
    "Combien vous coûte l'attente, chaque mois, à la louche, si vous comptez ce qui dort ?",
    "[prénom et nom du client], qu'est-ce qui vous retient de compter ce qui dort dans votre entrepôt ?",
    "Lisez [la page](https://example.org/une/adresse/tres/longue) : elle tient en dix lignes, pas une de plus !",
    "Un. Deux. Trois. Quatre. Cinq. Six. Sept. Huit. Neuf. Dix. Onze. Douze. Treize. Quatorze. Quinze. Seize.",
    "Il faut 3,5 % de marge. Il reste 1 200 000 € de stock. Il est 12:30. On compte ?",
    "Vous avez raison… C'est cher… Moins que d'attendre… Et personne n'attend plus que vous, n'est-ce pas ?",
]
LONG_ENGLISH = [
    ("I am calling because most of the directors whom I talk to tell me that their stock costs more every month.", 21),
    ("When you look at what it costs you each month, what is it that you and your team would rather not know?", 22),
    ("Mr. Petit told me that, e.g., 12,000 pounds a year leave a plant such as yours and nobody ever decided it.", 21),
    ("We both know that the stock has been there for years, that nobody counts it, and that nobody is asked to.", 21),
]
SHORT_ENGLISH = [
    "We both know that the stock has been there for years. Nobody counts it. Nobody is even asked to.",
    "Mr. Petit told me: “It costs us 12,000 pounds a year.” Then he hung up – and he never called back.",
    "What would you do first, if the money that sleeps in your warehouse came back to you next month?",
    "Read [the page](https://example.org/an/address/that/nobody/says) by Thursday, and say what is missing, please.",
]


@pytest.mark.parametrize(("text", "size"), LONG_FRENCH)
def test_a_long_french_sentence_is_found_with_its_words(tmp_path: Path, text: str, size: int) -> None:
    (finding,) = said(tmp_path, text, "long-sentence")
    assert (finding.values["size"], finding.values["limit"], finding.variant) == (size, 15, "fr")
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize("text", SHORT_FRENCH)
def test_a_french_sentence_that_can_be_followed_is_left_alone(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, text, "long-sentence") == ()


@pytest.mark.parametrize(("text", "size"), LONG_ENGLISH)
def test_a_long_english_sentence_is_found_with_its_words(tmp_path: Path, text: str, size: int) -> None:
    (finding,) = said(tmp_path, text, "long-sentence", "en")
    assert (finding.values["size"], finding.values["limit"], finding.variant) == (size, 20, "en")


@pytest.mark.parametrize("text", SHORT_ENGLISH)
def test_an_english_sentence_that_can_be_followed_is_left_alone(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, text, "long-sentence", "en") == ()


@pytest.mark.parametrize(
    ("count", "severity"), [(15, None), (16, Severity.WARNING), (25, Severity.WARNING), (26, Severity.ERROR)]
)
def test_limits_are_included(tmp_path: Path, count: int, severity: Severity | None) -> None:
    found = said(tmp_path, " ".join(["mot"] * count) + ".", "long-sentence")
    assert [finding.severity for finding in found] == ([severity] if severity else [])


def test_each_long_sentence_of_a_line_is_said(tmp_path: Path) -> None:
    found = said(tmp_path, " ".join(["mot"] * 16) + ". " + " ".join(["Mot"] * 17) + ".", "long-sentence")
    assert [finding.values["size"] for finding in found] == [16, 17]


def test_another_language_has_no_length_of_a_sentence_unless_it_is_set(tmp_path: Path) -> None:
    text = " ".join(["Wort"] * 16) + "."
    assert said(tmp_path / "a", text, "long-sentence", "de") == ()
    (finding,) = said(tmp_path / "b", text, "long-sentence", "de", limits={"long-sentence": {"de": (14, 20)}})
    assert (finding.values["limit"], finding.variant) == (14, "")


def test_limits_and_speed_are_settings(tmp_path: Path) -> None:
    text = SHORT * 6
    assert said(tmp_path / "a", text, "long-line") == ()
    (finding,) = said(tmp_path / "b", text, "long-line", limits={"long-line": (5, 9)})
    assert (finding.severity, finding.values["size"]) == (Severity.ERROR, 10)
    (finding,) = said(tmp_path / "c", text, "long-line", words_per_minute={"fr": 60})
    assert (finding.severity, finding.values["size"]) == (Severity.WARNING, 24)


def test_a_line_for_everyone_is_judged_once_and_each_persona_apart(tmp_path: Path) -> None:
    long = SHORT * 13
    lines = f"  say:\n    any: {SHORT}\n    daf: {long}\n    dsi: {long}\n"
    found = written(tmp_path, {"talktracks/prix.yml": changed(OPENING, lines)})
    assert [(f.code, f.location.line) for f in found] == [("long-opening", 16), ("long-opening", 17)]


def test_what_is_not_spoken_is_not_measured(tmp_path: Path) -> None:
    long = " ".join(["mot"] * 30)
    guide = changed("  from: C'est trop cher.\n", f"  from: {long}.\n")
    guide = guide.replace("    think: Attendre a un prix.\n", f"    think: {long}.\n    listen_for: [{long}]\n")
    guide = guide.replace("[Pas de budget]", f"[Pas de budget, {long}]\n    meaning: {long}")
    assert written(tmp_path, {"talktracks/prix.yml": guide}) == ()


def test_a_draft_is_warned_and_a_retired_guide_left_alone(tmp_path: Path) -> None:
    guide = changed(OPENING, f"  say: {SHORT * 30}\n")
    draft = {"talktracks/brouillon.yml": guide.replace("approved", "draft")}
    retired = {"talktracks/retire.yml": guide.replace("approved", "retired") + "replaced_by: prix\n"}
    found = written(tmp_path, {**draft, **retired})
    spoken = [f for f in found if f.code == "long-opening"]
    assert [(f.location.path, f.severity) for f in spoken] == [("talktracks/brouillon.yml", Severity.WARNING)]


def test_a_borrowed_answer_is_judged_at_its_owner(tmp_path: Path) -> None:
    owner = changed("    answer: L'attente en a une.\n", f"    answer: {SHORT * 13}\n")
    borrower = GUIDE.replace("next_step:", "  - see: prix#budget\n    id: emprunt\nnext_step:")
    found = written(tmp_path, {"talktracks/prix.yml": owner, "talktracks/autre.yml": borrower})
    assert [(f.code, f.location.path) for f in found if f.code == "long-answer"] == [
        ("long-answer", "talktracks/prix.yml")
    ]


def test_a_translation_is_judged_by_its_own_words_and_limits(tmp_path: Path) -> None:
    long = "Vous savez comme moi que le stock dort depuis longtemps et que personne ne le compte."
    guide = changed(OPENING, f"  say: {long}\n")
    english = NAMES[0] + "open:\n  ask: What do you compare this price with?\n"
    found = written(tmp_path, {"talktracks/prix.yml": guide, "talktracks/prix.en.yml": english})
    assert [(f.code, f.location.path) for f in found] == [("long-sentence", "talktracks/prix.yml")]


# Where to cut


@pytest.mark.parametrize(
    ("sentence", "language", "after"),
    [
        (
            "Nous savons tous les deux que ce stock dort, et que personne ne le compte jamais.",
            "fr",
            "deux que ce stock dort",
        ),
        (
            "Je vous rappelle demain matin parce que vous avez un comité au bureau du site.",
            "fr",
            "Je vous rappelle demain matin",
        ),
        ("Je vous appelle de la part de Malik puisqu'il m'a parlé de vous hier soir.", "fr", "de la part de Malik"),
        (
            "We both know that this stock sleeps, because nobody has ever counted it before.",
            "en",
            "know that this stock sleeps",
        ),
        (
            "I will call you again tomorrow morning and I will bring the figures of your plant.",
            "en",
            "call you again tomorrow morning",
        ),
        ("Oui, quinze mots sans la moindre pause dans toute cette longue phrase bien trop pleine.", "fr", ""),
        ("Le raisonnement tient en une phrase longue mais claire.", "fr", ""),
        (
            "Wir wissen beide seit langem, dass dieser Bestand schon sehr lange dort im Lager liegt.",
            "de",
            "Wir wissen beide seit langem",
        ),
    ],
)
def test_a_sentence_is_cut_at_its_last_comma_or_conjunction(sentence: str, language: str, after: str) -> None:
    assert cut(sentence, 12, language) == after


def test_a_line_stops_after_the_last_sentence_that_fits() -> None:
    text = "Un deux trois. *Quatre* cinq six sept. Huit neuf dix."
    assert stop(text, 9) == "Quatre cinq six sept"
    assert stop(text, 3) == "Un deux trois"
    assert stop(text, 2) == ""


PIECES = "Mot|mot,|M.|etc.|fin.|Non ?|Ah !|?!|||| [le nom]|**Fort**|12 000|€|…|«|».|\n"


@given(st.lists(st.sampled_from(PIECES.split("|"))))
def test_no_sentence_has_more_words_than_it_may_have_at_most(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert max((len(words(sentence)) for sentence in sentences(text)), default=0) <= at_most(text)


# Amounts


def test_a_message_counts_for_those_it_is_for(tmp_path: Path) -> None:
    messages = "messaging:\n" + "  - say: Une phrase.\n" * 5 + "  - say: Une autre.\n    for: [dsi]\nobjections:\n"
    (finding,) = written(tmp_path, {"talktracks/prix.yml": changed("objections:\n", messages)})
    assert (finding.code, finding.values) == ("too-many-messages", {"size": 6, "limit": 5, "personas": ("dsi",)})


def test_the_words_of_a_guide_are_those_that_one_persona_reads(tmp_path: Path) -> None:
    for_one = "".join(f"  - say: {SHORT * 12}\n    for: [daf]\n" for _ in range(5))
    folded = f"no_answer:\n  voicemail: {SHORT * 10}\nmessaging:\n{for_one}objections:\n"
    limits = {"long-guide": (250, 300)}
    (finding,) = written(tmp_path, {"talktracks/prix.yml": changed("objections:\n", folded)}, limits=limits)
    assert (finding.code, finding.severity, finding.values["personas"]) == ("long-guide", Severity.WARNING, ("daf",))
    assert finding.values["size"] == 240 + 38
    assert finding.location.line == 5


def test_a_long_translation_is_said_at_its_beginning(tmp_path: Path) -> None:
    english = NAMES[0] + f"open:\n  say: {SHORT * 11}\n  ask: Why?\n"
    files = {"talktracks/prix.en.yml": english}
    found = written(tmp_path, files, limits={"long-guide": (60, 100)})
    assert [(f.code, str(f.location)) for f in found] == [("long-guide", "talktracks/prix.en.yml:1:1")]
