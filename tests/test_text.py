from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions.toc import slugify  # type: ignore[import-untyped]

from builder.headings import sections_of
from builder.text import (
    PAUSE_SECONDS,
    Mark,
    Span,
    fold,
    has_markup,
    heading_slug,
    links,
    plain,
    seconds,
    sentences,
    spans,
    words,
)

PIECES = (
    "Bonjour|l'attente|12 000|3,5|%|?|.|!|…|«|»|*fort*|**gras**|[prénom]|[lien](persona:daf)|*|_|[|]|(|)|`code`|`|M.|,"
)
TEXTS = st.lists(st.sampled_from([*PIECES.split("|"), "||", "||x", "\n"]), max_size=12).map(" ".join) | st.text(
    "a .*_[]()`|\n", max_size=30
)


def marks(text: str) -> list[Mark]:
    return [span.mark for span in spans(text)]


# Spans


@pytest.mark.parametrize(
    ("text", "mark", "inner"),
    [
        ("*vraiment*", Mark.EMPHASIS, "vraiment"),
        ("_vraiment_", Mark.EMPHASIS, "vraiment"),
        ("**vraiment**", Mark.STRONG, "vraiment"),
        ("`*tel quel*`", Mark.CODE, "*tel quel*"),
        ("[la note](asset:note)", Mark.LINK, "la note"),
        ("[prénom]", Mark.BLANK, "[prénom]"),
    ],
)
def test_a_whole_text_of_one_mark(text: str, mark: Mark, inner: str) -> None:
    assert marks(text) == [mark]
    assert plain(text) == inner


def test_marks_hold_marks() -> None:
    (strong,) = spans("**un *deux* [trois](persona:daf)**")
    assert [span.mark for span in strong.spans] == [Mark.PLAIN, Mark.EMPHASIS, Mark.PLAIN, Mark.LINK]
    assert links("**un [trois](persona:daf)** et [quatre](https://a.example/(b))") == (
        "persona:daf",
        "https://a.example/(b)",
    )


@pytest.mark.parametrize(
    "text", ["2 * 3 * 4", "snake_case_name", "a||b", "* puce", "l'étoile*", "**", "«\u00a03 < 5\u00a0»", "a*b*c", "[]"]
)
def test_what_is_no_markup_stays_as_it_stands(text: str) -> None:
    assert spans(text) == (Span(Mark.PLAIN, text),)
    assert plain(text) == text


def test_an_address_without_label_is_no_link() -> None:
    assert links("[prénom] (voir https://a.example)") == ()


@given(TEXTS)
def test_no_character_of_a_text_is_lost_but_markup(text: str) -> None:
    kept = [c for c in plain(text) if c.isalnum()]
    hidden = sum(c.isalnum() for address in links(text) for c in address)
    assert len(kept) == sum(c.isalnum() for c in text) - hidden


@given(st.text("abcé '’,.?!« »\u00a0", max_size=40))
def test_a_text_without_markup_is_its_own_plain_text(text: str) -> None:
    assert plain(text).split(" ") == [part for part in text.strip().split(" ") if part] or not text.strip()


# Words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Combien vous coûte l'attente ?", 4),
        ("« Trop cher » – non !", 3),
        ("un stock de 12 000 pièces", 5),
        ("1 200 000 euros", 2),
        ("1\u202f200,50 €", 2),
        ("en 2026, 3,5 %", 4),
        ("Bonjour [prénom et nom], d'Orcène", 3),
        ("Bonjour [prénom] de [entreprise]", 4),
        ("un || deux", 2),
        ("voir [la demi-page](asset:note-pour-la-direction)", 3),
        ("** – « » ? ! …", 0),
        ("", 0),
    ],
)
def test_spoken_words_are_counted(text: str, count: int) -> None:
    assert len(words(text)) == count


def test_a_year_before_a_number_is_only_joined_where_it_could_be_one() -> None:
    assert words("2026 30 pièces") == ("2026", "30", "pièces")
    assert words("de 10 1000 fois") == ("de", "10", "1000", "fois")


# Sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On y va. Et vous ?", ["On y va.", "Et vous ?"]),
        ("Qui décide\u00a0? Vous\u00a0!", ["Qui décide\u00a0?", "Vous\u00a0!"]),
        ("M. Dupont est là. Mr. Smith aussi.", ["M. Dupont est là.", "Mr. Smith aussi."]),
        ("Voir p. 12, cf. l'annexe, env. 3 pages.", ["Voir p. 12, cf. l'annexe, env. 3 pages."]),
        ("Ruptures, retards, etc. Tout se paie.", ["Ruptures, retards, etc.", "Tout se paie."]),
        ("Ruptures, etc. et le reste.", ["Ruptures, etc. et le reste."]),
        ("Il coûte 3.5 fois plus. Ou 1 200,50 € de moins.", ["Il coûte 3.5 fois plus.", "Ou 1 200,50 € de moins."]),
        ("Vous savez… peut-être. Non !", ["Vous savez… peut-être.", "Non !"]),
        ("Je ne sais pas… On verra.", ["Je ne sais pas…", "On verra."]),
        ("« Trop cher ! » dit-il. Bon.", ["« Trop cher ! » dit-il.", "Bon."]),
        ("Il dit : « Non. » Et puis rien.", ["Il dit : « Non. »", "Et puis rien."]),
        ("Vraiment ?! Oui.", ["Vraiment ?!", "Oui."]),
        ("*Un mot.* || **Deux** mots.", ["Un mot.", "Deux mots."]),
        ("Bonjour [prénom]. Ça va ?", ["Bonjour [prénom].", "Ça va ?"]),
        ("sans point", ["sans point"]),
        ("Un paragraphe\n\npuis un autre", ["Un paragraphe", "puis un autre"]),
        ("« »", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


@given(st.lists(st.sampled_from(["Oui", "non", "12 000", ".", "?", "…", "«", "»", "M.", "etc.", ","])).map(" ".join))
def test_sentences_hold_every_word_of_the_text_once(text: str) -> None:
    assert [word for sentence in sentences(text) for word in words(sentence)] == list(words(text))


# Seconds


def test_a_text_takes_its_words_and_its_pauses() -> None:
    assert seconds("un deux trois", 180) == pytest.approx(1)
    assert seconds("un || deux || trois", 180) == pytest.approx(1 + 2 * PAUSE_SECONDS)
    assert seconds("un||deux", 60) == pytest.approx(1)
    assert seconds("", 150) == 0


# HTML, folding


def test_html_is_recognised_and_less_than_is_not() -> None:
    assert all(has_markup(text) for text in ("<b>x</b>", "a</p>", "<!-- x -->", "x<script"))
    assert not any(has_markup(text) for text in ("3 < 5", "a <3", "«<»", "->"))


def test_folding_forgets_case_accents_ligatures_and_the_form_of_apostrophes() -> None:
    assert fold("Cœur D’Été") == "coeur d'ete"
    assert fold("e\u0301") == fold("é") == "e"


# Headings: the very anchors that Python-Markdown writes

TITLES = [
    "Comment ça marche ?",
    "L’objection « trop cher »",
    "Étape 1 – la liste",
    "  À   espacer  ",
    "C# & R&D : 100 % net",
    "snake_case et tirets-- doubles",
    "Œuvre, naïve, ß, 日本語",
    "12:30 / 14:00",
    "Μάρκετινγκ",
    "-début et fin-",
    "a\tb",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("separator", ["-", "_"])
def test_a_headings_slug_is_python_markdowns(title: str, separator: str) -> None:
    assert heading_slug(title, separator) == slugify(title, separator)


@given(st.text(max_size=40))
def test_any_headings_slug_is_python_markdowns(title: str) -> None:
    assert heading_slug(title) == slugify(title, "-")


@pytest.mark.parametrize(
    "page",
    [
        "\n\n".join(f"## {title.strip()}" for title in TITLES),
        "# Deux fois\n\n## Deux fois\n\n## Deux fois\n",
        "# Un\n\n```\n# pas un titre\n```\n\n## Deux ##\n",
        "# Le *mot* [lien](a.md) `code`\n",
        "# Nommé { #autre-nom }\n\n## Suite {: .x #suite-2 }\n",
        "Souligné\n========\n\nAussi\n-----\n",
        "#Sans espace\n",
        "    # dans un bloc\n",
        "# ?\n\n# !\n",
        "# Étape_1\n\n# Étape_1\n",
    ],
)
def test_a_pages_anchors_are_python_markdowns(page: str) -> None:
    reader = Markdown(extensions=["toc", "attr_list", "fenced_code"], extension_configs={"toc": {"slugify": slugify}})
    reader.convert(page)
    anchors = {section.anchor for section in sections_of(page) if section.anchor}
    assert anchors == {token["id"] for token in flat(reader.toc_tokens)}


def flat(tokens: list[dict[str, object]]) -> list[dict[str, object]]:
    return [found for token in tokens for found in (token, *flat(token["children"]))]  # type: ignore[arg-type]
