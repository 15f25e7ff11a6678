"""For the tests of the pages of a case: cases at every stage, people in every role, and browsers for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any

from django.test import Client
from django.urls import resolve, reverse
from tests.actions.council import Line, People

from evenhand.actions import begin_investigation, close_case, declare_conflict, lift_restriction
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.writing import open_for_writing
from evenhand.rules.authority import Role
from evenhand.rules.vocabulary import Act, ConflictKind, Stage
from evenhand.web.links import ROUTES

Build = Callable[[Line], object]


def warned(line: Line) -> None:
    """Reported, taken on and warned of."""
    line.take_on(line.incident())
    line.warn()
    line.wait(days=1)


def investigating(line: Line) -> None:
    """Reported again after the warning; Mia investigates."""
    warned(line)
    line.take_on(line.incident())
    begin_investigation.begin_investigation(actor=line.people.mia, at=line.at, case_id=line.case.id)


def investigated(line: Line) -> None:
    """Investigated, and not referred yet."""
    warned(line)
    line.take_on(line.incident())
    line.investigate()


def referred(line: Line) -> None:
    """With the team; Dan declared that Eve has a tie, on which nobody has decided."""
    line.to_referred()
    declare(line)


def declare(line: Line, **given: Any) -> Any:
    """Dan declares that Eve has a tie."""
    values = {"kind": ConflictKind.LINE_MANAGER, "explanation": "She managed Olu until last year."}
    return declare_conflict.declare_conflict(
        actor=line.people.dan, at=line.at, case_id=line.case.id, **{"member": line.people.eve.id, **values, **given}
    )


def restricted(line: Line) -> None:
    """Restricted, with its notice still to be written; another incident waits for a manager."""
    line.to_referred().determine()
    line.incident()


def not_restricted(line: Line) -> None:
    """The panel decided not to restrict."""
    line.to_referred().determine(restrictions=[], equality=None, reasons="One call, and no warning yet.")


def lifted(line: Line) -> None:
    """Restricted, told, and lifted by Mia; the letter on the lifting is still to be written."""
    restriction = line.to_restricted()
    line.wait(days=10)
    lift_restriction.lift_restriction(
        actor=line.people.mia, at=line.at, restriction_id=restriction, reasons="There has been no incident."
    )


def closed(line: Line) -> None:
    """Closed after one incident."""
    line.take_on(line.incident())
    close_case.close_case(actor=line.people.mia, at=line.at, case_id=line.case.id, reasons="Nothing more is needed.")


AT_STAGE: Mapping[Stage, Build] = {
    Stage.REPORTED: lambda line: line.incident(),
    Stage.WARNED: warned,
    Stage.INVESTIGATING: investigating,
    Stage.INVESTIGATED: investigated,
    Stage.REFERRED: referred,
    Stage.RESTRICTED: restricted,
    Stage.NOT_RESTRICTED: not_restricted,
    Stage.LIFTED: lifted,
    Stage.CLOSED: closed,
}
"""Brings a new line to each stage."""


def one_of_each_role(people: People) -> Mapping[Role, Actor]:
    """A person in each role, and in no other."""
    return {
        Role.OFFICER: people.olu,
        Role.MANAGER: people.mia,
        Role.DETERMINATION_TEAM: people.dan,
        Role.EQUALITY_ADVISER: people.equa,
        Role.MONITORING_OFFICER: people.mona,
        Role.APPEAL_DECIDER: people.aldo,
        Role.CORRESPONDENCE_READER: people.cora,
        Role.GOVERNANCE: people.gove,
        Role.ADMINISTRATOR: people.adam,
    }


def browser_of(actor: Actor) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(rows.Staff.objects.get(pk=actor.staff_id))
    return client


def main_of(answer: Any) -> str:
    """The main part of a page, as it was drawn."""
    html: str = answer.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def words_of(answer: Any) -> str:
    """What a page's main part says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main_of(answer))).split())


def hidden_in(answer: Any) -> dict[str, str]:
    """What the page's own form carries unseen."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', main_of(answer))
    return {name: unescape(value) for name, value in found}


def fill_in(client: Client, path: str, typed: Mapping[str, Any]) -> Any:
    """Open the page of a form, type into it, and press its button."""
    return client.post(path, {**hidden_in(client.get(path)), **typed})


def beside(answer: Any, field: str) -> str:
    """What is said beside a field; empty where nothing is."""
    found = re.search(rf'<p id="id_{field}-error"[^>]*>(.*?)</p>', main_of(answer), re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[1])).split()) if found else ""


def page_of(line: Line, actor: Actor | None = None) -> Any:
    """The page of the line's case, as somebody sees it: Mia unless told."""
    return browser_of(actor or line.people.mia).get(reverse("case", args=[line.case.id]))


def targets(html: str) -> Iterator[str]:
    """The addresses within the site to which links and forms lead."""
    yield from (unescape(one) for one in re.findall(r'<(?:a|form)[^>]* (?:href|action)="(/[^"]*)"', html))


def offered(answer: Any) -> set[str]:
    """The names of the routes to which the page leads, those of acts alone."""
    return {str(resolve(path).url_name) for path in targets(main_of(answer))} & set(ROUTES.values())


def step_of(line: Line, route: str) -> str:
    """The address of a step on the line's case; of the latest incident, where it is one on an incident."""
    args = [line.case.id]
    if route == "acknowledge":
        args.append(rows.Incident.objects.filter(case=line.case).latest("occurred").id)
    return reverse(route, args=args)


WARNING = {
    "form": "verbal",
    "told_why": "yes",
    "reasons": "Insults make it impossible\nfor staff to help.",
    "chance_to_change": "yes",
    "when": "now",
}
FINDINGS = {
    "customer_account": "They were upset about a bill.",
    "council_part": "Our reply was late.",
    "conclusions": "The insults went on.",
    "recommendation": "refer_to_team",
}
REASONS = {"reasons": "It goes on,\nand staff are distressed."}
STEPS: Mapping[str, tuple[Act, Mapping[str, str]]] = {
    "warn": (Act.WARN, WARNING),
    "refer": (Act.REFER_TO_TEAM, REASONS),
    "close_case": (Act.CLOSE_CASE, REASONS),
    "adjustment": (Act.RECORD_ADJUSTMENT, {"arrangement": "We write in large print."}),
}
"""The routes that do one thing at any stage, with what fills their form."""


def an_address_of_nine_lines(line: Line) -> None:
    """Put on the record, past the action that refuses it, an address that no letter can bear."""
    with open_for_writing():
        rows.ContactPoint(
            customer=line.case.customer,
            kind=rows.PointKind.ADDRESS,
            value="\n".join(f"Line {number}" for number in range(9)),
            key="nine lines",
            added_at=line.at,
            added_by=line.people.olu.staff_id,
        ).save()
