"""Rules of findability, explained: `builder/search/findability.py` looks, since it needs the search."""

from __future__ import annotations

from builder.checks.rule import Group, documented

NOT_FINDABLE = "not-findable"
CLAIMED_TWICE = "phrase-claimed-twice"

not_findable = documented(
    NOT_FINDABLE,
    """
    What customers say brings up its own objection among the first three results of the search.

    Each phrase of `they_say` is asked for with each persona chosen that the objection answers, by words alone, in the
    index of its language. Drafts and retired guides are not in the search, and not judged.

    Bad:

        # four guides have an objection about the price that says more than this
        they_say: [C'est le prix]

    Good:

        they_say: [C'est le prix de la reprise des données qui bloque]
    """,
    Group.FINDABILITY,
)
phrase_claimed_twice = documented(
    CLAIMED_TWICE,
    """
    A phrase stands in one objection only for each persona; other guides borrow that objection.

    Phrases are the same that the search can't tell apart: capitals, accents, apostrophes and punctuation don't count.

    Bad:

        # prix.yml has this phrase too, for the same persona
        id: budget
        they_say: [On n'a pas de budget]
        answer: L'attente en a un.

    Good:

        see: prix#budget
    """,
    Group.FINDABILITY,
)
RULES = (not_findable, phrase_claimed_twice)
