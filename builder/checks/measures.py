"""Rules of speech that count: how long a sentence, a line or an e-mail is."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from builder.checks.cutting import cut, stop
from builder.checks.rule import Group, rule
from builder.checks.said import Role, Said
from builder.checks.scope import Scope
from builder.findings import Finding, Severity, Value
from builder.models import Limit
from builder.text import at_most, seconds, sentences, words

_MINUTE = 60


@rule("long-sentence", Group.SPEECH, Severity.WARNING)
def long_sentence(scope: Scope) -> Iterator[Finding]:
    """A spoken sentence can be followed by ear.

    In French it holds 15 words, in English 20; above 25 and 30 it is an error. Words are counted as they stand between
    spaces (« l'attente » is one, and so are a blank and 12 000); guillemets, dashes and the address of a link are not
    spoken. E-mails are read, and what the customer thinks is theirs: neither is held to it.

    Bad:

        say: >-
          Nous savons tous les deux que le stock que vous gardez depuis dix ans a un coût que personne n'a compté.

    Good:

        say: >-
          Ce stock, vous le gardez depuis dix ans. Il a un coût. Personne ne l'a compté.
    """
    language = scope.knowledge.language
    limit = scope.settings.limit("long-sentence", language)
    for said in scope.said if limit else ():
        if limit and said.role not in {Role.EMAIL, Role.THOUGHT} and at_most(said.text) > limit.warning:
            for sentence in sentences(said.text):
                size = len(words(sentence))
                if size > limit.warning:
                    meant = cut(sentence, limit.warning, language)
                    yield _finding("long-sentence", said, size, limit, meant, _known(language))


@rule("long-opening", Group.SPEECH, Severity.WARNING)
def long_opening(scope: Scope) -> Iterator[Finding]:
    """An opening is said in 20 seconds; above 30 it is an error.

    Whoever picks up decides in these seconds whether to listen. Seconds are words by the setting `words_per_minute`,
    and 1.5 for each pause ` || `.

    Bad:

        open:
          say: >-
            Bonjour, [mon prénom], d'Orcène. Nous aidons les industriels depuis dix ans. Nous avons deux cents clients.
            Notre méthode tient en sept étapes. Elle est simple. Elle a fait ses preuves. Elle s'adapte à vos outils.
            Nos consultants viennent chez vous. Ils forment vos équipes. Ils restent joignables.

    Good:

        open:
          say: >-
            Bonjour, [mon prénom], d'Orcène. Deux usines sur trois que j'appelle ne savent plus qui a choisi leur stock.
    """
    return _said_in_time(scope, "long-opening", Role.OPENING)


@rule("long-answer", Group.SPEECH, Severity.WARNING)
def long_answer(scope: Scope) -> Iterator[Finding]:
    """The answer to an objection is said in 18 seconds; above 30 it is an error.

    After that it is a speech, and the customer has stopped listening to it.

    Bad:

        answer: >-
          Je comprends. Notre prix tient compte de tout. Il y a d'abord l'étude. Elle dure trois jours. Il y a ensuite
          les réglages. Ils durent un mois. Il y a enfin le suivi. Il dure toute l'année. Nos clients y gagnent.
          Ils le disent tous. Je peux vous en citer dix.

    Good:

        answer: >-
          Trop cher, par rapport à quoi ? Si c'est à l'attente, comptons-la ensemble.
    """
    return _said_in_time(scope, "long-answer", Role.ANSWER)


@rule("long-line", Group.SPEECH, Severity.WARNING)
def long_line(scope: Scope) -> Iterator[Finding]:
    """Any other line is said in 20 seconds; above 30 it is an error.

    This looks at what is asked, said, left on a voicemail or told to a gatekeeper. An opening and an answer have rules
    of their own.

    Bad:

        voicemail: >-
          Bonjour [prénom], [mon prénom], d'Orcène. Je vous appelle au sujet de votre stock. Beaucoup d'usines en ont
          trop. La vôtre aussi, peut-être. Nous avons une méthode. Elle tient en huit semaines. Elle ne coûte rien tant
          qu'elle ne marche pas. Je vous en parlerai. Rappelez-moi quand vous voulez.

    Good:

        voicemail: >-
          Bonjour [prénom], [mon prénom], d'Orcène. Une question sur votre stock. Je rappelle à dix-huit heures.
    """
    return _said_in_time(scope, "long-line", Role.LINE)


@rule("long-email", Group.SPEECH, Severity.WARNING)
def long_email(scope: Scope) -> Iterator[Finding]:
    """The e-mail after a missed call has 90 words; above 150 it is an error.

    It is read on a phone, between two meetings, by somebody who didn't ask for it.

    Bad:

        # and on for two hundred words
        body: >-
          Bonjour [prénom], je me permets de vous écrire à la suite de ma tentative d'appel de ce jour, afin de vous
          présenter notre société, sa méthode, ses références et ses engagements.

    Good:

        body: >-
          Bonjour [prénom], j'ai essayé de vous joindre. Une question : qui, chez vous, a choisi le niveau de stock ?
    """
    limit = scope.settings.limit("long-email", scope.knowledge.language)
    for said in scope.said if limit else ():
        if limit and said.role is Role.EMAIL and len(said.text.split()) > limit.warning:
            size = len(words(said.text))
            if size > limit.warning:
                yield _finding("long-email", said, size, limit, stop(said.text, limit.warning))


def _known(language: str) -> str:
    root = language.partition("-")[0]
    return root if root in {"fr", "en"} else ""


def _said_in_time(scope: Scope, code: str, role: Role) -> Iterator[Finding]:
    """The texts of a role that take longer than they may."""
    language = scope.knowledge.language
    limit, speed = scope.settings.limit(code, language), scope.settings.speed(language)
    for said in scope.said if limit else ():
        if limit and said.role is role:
            size = seconds(said.text, speed) if _may_be_long(said.text, limit.warning * speed / _MINUTE) else 0
            if size > limit.warning:
                meant = stop(said.text, limit.warning * speed // _MINUTE)
                yield _finding(code, said, ceil(size), limit, meant)


def _may_be_long(text: str, most: float) -> bool:
    """Whether a text is worth counting: its words are no more than the pieces between its spaces."""
    return "||" in text or (len(text) > 2 * most and len(text.split()) > most)


def _finding(code: str, said: Said, size: int, limit: Limit, meant: str, variant: str = "") -> Finding:
    values: dict[str, Value] = {"size": size, "limit": limit.warning, "meant": meant}
    return Finding(code, said.location, by_figure(size, limit), values, variant=variant)


def by_figure(size: int, limit: Limit) -> Severity:
    """What a size above the limit counts as."""
    return Severity.ERROR if limit.error is not None and size > limit.error else Severity.WARNING


RULES = (long_sentence, long_opening, long_answer, long_line, long_email)
