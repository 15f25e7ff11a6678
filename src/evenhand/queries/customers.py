"""Customers on the record, for somebody who has to say which one it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.matching import find_customers
from evenhand.rules.authority import Permission

_MOST = 20
_LAST_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerChoice:
    """A customer, to be chosen in a form."""

    id: UUID
    name: str
    reference: str
    known_by: tuple[str, ...]
    """Enough to tell two people of one name apart; never a whole number or address."""


def customers_alike(actor: Actor, typed: Iterable[str], *, chosen: UUID | None = None) -> tuple[CustomerChoice, ...]:
    """The customers whom texts may mean, best first; at most 20.

    Whoever may report an incident may ask, about anybody: the answer says who is on the record, never why.

    Args:
        actor: who asks; somebody who may not report gets nothing.
        typed: names, telephone numbers, e-mail addresses or references; blank ones find nobody.
        chosen: a customer who is to be among the answers whatever was typed.
    """
    if not actor.may(Permission.REPORT_INCIDENT):
        return ()
    found = {one.id: one for text in typed for one in find_customers(text)}
    if chosen is not None and chosen not in found:
        found |= {one.id: one for one in rows.Customer.objects.filter(pk=chosen)}
    shown = list(found.values())[:_MOST]
    if chosen is not None and chosen in found and found[chosen] not in shown:
        shown[-1] = found[chosen]
    return tuple(
        CustomerChoice(id=one.id, name=one.name, reference=one.reference, known_by=tuple(_known_by(one)))
        for one in shown
    )


def _known_by(customer: rows.Customer) -> Iterator[str]:
    for point in customer.contact_points.order_by("kind", "added_at", "id"):
        match rows.PointKind(point.kind):
            case rows.PointKind.PHONE:
                yield f"telephone number ending {point.key[-_LAST_DIGITS:]}"
            case rows.PointKind.EMAIL:
                local, _, domain = point.key.partition("@")
                yield f"email address {local[:1]}…@{domain}"
            case rows.PointKind.ADDRESS:
                yield f"address in {point.value.strip().splitlines()[-1].strip()}"
            case rows.PointKind.SOCIAL:
                yield "social media account"
