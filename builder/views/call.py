"""A guide as call mode shows it: one step a screen, the objections beside it."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from builder.addresses import Address
from builder.locales.site import Site
from builder.views.exchange import ObjectionView
from builder.views.guide import GuideView, NoAnswerView
from builder.views.lead import Climb
from builder.views.reader import PersonaTag
from builder.views.steps import StepView, Way
from builder.views.words import Spoken, Words


class Said(NamedTuple):
    """A line of a screen: `say` or `ask`, its verb, its wordings."""

    voice: str
    verb: str
    lines: Spoken


class Screen(NamedTuple):
    """What one sees at one moment of the call."""

    anchor: str
    """The same as on the guide's page."""
    title: str
    goal: Words | None = None
    said: tuple[Said, ...] = ()
    """Before what is listened for."""
    listen_for: tuple[Words, ...] = ()
    forks: tuple[Way, ...] = ()
    after: tuple[Said, ...] = ()
    """After it."""
    formerly: tuple[str, ...] = ()
    before: str = ""
    """The anchor of the screen before, empty on the first."""
    then: str = ""
    """The anchor of the screen that follows, empty on the last."""


class CallView(NamedTuple):
    """Call mode of a guide."""

    title: Words
    guide: Address
    personas: tuple[PersonaTag, ...]
    screens: tuple[Screen, ...]
    no_answer: NoAnswerView | None
    objections: tuple[ObjectionView, ...]
    climbs: tuple[Climb, ...]


def call_view(strings: Site, guide: GuideView, page: Address) -> CallView:
    """Call mode of the guide whose page stands at `page`."""
    screens = tuple(_linked(_screens(strings, guide), guide.steps))
    return CallView(guide.title, page, guide.personas, screens, guide.no_answer, guide.objections, guide.climbs)


def _screens(strings: Site, guide: GuideView) -> list[Screen]:
    verbs, places = strings.verbs, strings.places
    opening = (Said("say", verbs.say, guide.say), Said("ask", verbs.ask, guide.ask))
    ending = (Said("ask", verbs.ask, guide.next_ask), Said("say", verbs.otherwise, guide.fallback))
    chain = [_step(strings, step, n) for n, step in enumerate(guide.steps, 1)]
    found = [Screen("open", places.open, said=opening), *chain, Screen("next-step", places.next_step, said=ending)]
    return [screen for screen in found if screen.goal or any(said.lines for said in (*screen.said, *screen.after))]


def _step(strings: Site, step: StepView, number: int) -> Screen:
    verbs = strings.verbs
    return Screen(
        step.id,
        strings.places.step.format(n=number),
        step.think,
        (Said("ask", verbs.ask, step.ask),),
        step.listen_for,
        step.forks,
        (Said("say", verbs.say, step.say),),
        step.formerly,
    )


def _linked(screens: list[Screen], steps: tuple[StepView, ...]) -> list[Screen]:
    """The screens, each knowing which one came before and which one follows."""
    following = {here.anchor: there.anchor for here, there in pairwise(screens)}
    preceding = {there.anchor: here.anchor for here, there in pairwise(screens)}
    following |= {step.id: step.then.anchor for step in steps if step.then}
    return [
        screen._replace(before=preceding.get(screen.anchor, ""), then=following.get(screen.anchor, ""))
        for screen in screens
    ]
