"""Rules of shape that reading and validating a file find: explained here."""

from __future__ import annotations

from builder.checks.rule import documented

syntax = documented(
    "syntax",
    """
    A file can be read: names of fields, colons, dashes, and texts in quotes where their punctuation needs them.

    French punctuation is what breaks most: a colon with spaces around it, an apostrophe between single quotes, a text
    that begins with a bracket, an asterisk or a quotation mark. A text on a line of its own below `>-` needs no quotes
    at all.

    Bad:

        say: Ma question : qui décide ?
        ask: 'On n'a pas le temps ?'

    Good:

        say: "Ma question : qui décide ?"
        ask: >-
          On n'a pas le temps ?
    """,
)
lost_text = documented(
    "lost-text",
    """
    No words of a text are lost on the way.

    After a space, `#` begins a note that nobody sees on the site; at the beginning of a text, `!` takes the first word
    away. A note after a value needs two spaces before it.

    Bad:

        say: Le dossier #12 attend depuis mars.

    Good:

        say: "Le dossier #12 attend depuis mars."
    """,
)
yaml_feature = documented(
    "yaml-feature",
    """
    A file reads line by line: without tags, anchors, aliases and merges.

    Whoever edits one file a month doesn't need them.

    Bad:

        say: &attente Combien vous coûte l'attente ?
        ask: *attente

    Good:

        say: Combien vous coûte l'attente ?
        ask: Combien vous coûte l'attente ?
    """,
)
encoding = documented(
    "encoding",
    """
    A file is saved in UTF-8, without a byte order mark.

    Bad:

        title: Pas prÃ©vu cette annÃ©e

    Good:

        title: Pas prévu cette année
    """,
)
too_large = documented(
    "too-large",
    """
    A file holds at most 1,000 kB and 20 levels.

    Bad:

        tags: [[[[[[[[[[[[[[[[[[[[attente]]]]]]]]]]]]]]]]]]]]

    Good:

        tags: [attente]
    """,
)
too_long = documented(
    "too-long",
    """
    What has to fit somewhere fits there.

    A title has at most 60 characters, a summary 25 words, the `short` of a persona 8 characters, `they_say` 8 items.

    Bad:

        short: Contrôleur de gestion

    Good:

        short: CDG
    """,
)
wrong_type = documented(
    "wrong-type",
    """
    A field holds what belongs there: a text, a list, fields of its own, a number, a date, a duration, yes or no.

    Bad:

        respond_within: dans la journée
        signals: trois-visites

    Good:

        respond_within: 4h
        signals: [trois-visites]
    """,
)
unknown_key = documented(
    "unknown-key",
    """
    Every field has a name that we know.

    A misspelt field would be left out in silence, and its words with it.

    Bad:

        summry: Le client attend, et l'attente lui coûte.

    Good:

        summary: Le client attend, et l'attente lui coûte.
    """,
)
unknown_value = documented(
    "unknown-value",
    """
    A field with a choice of values has one of them.

    Bad:

        stage: négociation

    Good:

        stage: deciding
    """,
)
bad_date = documented(
    "bad-date",
    """
    A date is a day that exists, as year-month-day.

    Bad:

        reviewed: 31/11/2026

    Good:

        reviewed: 2026-11-30
    """,
)
bad_link = documented(
    "bad-link",
    """
    A link leads to an address: http(s), mailto, tel, or the ref of a document or a line.

    Bad:

        say: Tout est dans [notre bilan](www.example.org).

    Good:

        say: Tout est dans [notre bilan](https://www.example.org/bilan).
    """,
)
duplicate_key = documented(
    "duplicate-key",
    """
    Each field is there once, and each persona has one line.

    Bad:

        say: Combien vous coûte l'attente ?
        say: Combien dort dans ce stock ?

    Good:

        say: Combien vous coûte l'attente ?
        ask: Combien dort dans ce stock ?
    """,
)
markup_in_text = documented(
    "markup-in-text",
    """
    A text holds words, emphasis and links, never HTML.

    Bad:

        say: C'est <b>votre</b> stock.

    Good:

        say: C'est **votre** stock.
    """,
)
bad_setting = documented(
    "bad-setting",
    """
    The settings in mkdocs.yml are ones that we know, with values that they can have.

    The default holds in the place of all settings until it is mended.

    Bad:

        plugins:
          - talktrack:
              audience: everybody

    Good:

        plugins:
          - talktrack:
              audience: public
    """,
)

RULES = (
    *(syntax, lost_text, yaml_feature, encoding, too_large),
    *(too_long, wrong_type, unknown_key, unknown_value),
    *(bad_date, bad_link, duplicate_key, markup_in_text, bad_setting),
)
