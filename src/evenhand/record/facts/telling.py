"""What the customer was told."""

from __future__ import annotations

from evenhand.record import models as rows
from evenhand.record.facts.people import fact_id, person_id
from evenhand.rules import facts
from evenhand.rules.findings import is_blank
from evenhand.rules.vocabulary import LetterKind, NoticeItem, Route


def letters(case: rows.Case) -> tuple[facts.Letter, ...]:
    """The letters of one case, in order of time, each with how it was sent."""
    found = case.letters.order_by("issued_at", "id").prefetch_related("tellings")
    return tuple(_letter(row) for row in found)


def _letter(row: rows.Letter) -> facts.Letter:
    states = frozenset(NoticeItem(item) for item, text in row.sections.items() if not is_blank(text))
    about = row.determination_id or row.review_id or row.restriction_id
    return facts.Letter(
        id=fact_id(row.id),
        kind=LetterKind(row.kind),
        about=fact_id(about) if about else None,
        issued_at=row.issued_at,
        states=states,
        omits=frozenset(NoticeItem) - states,
        tellings=tuple(
            facts.Telling(route=Route(one.route), sent_at=one.sent, received_at=one.deemed_received)
            for one in row.tellings.all()
        ),
    )


def direct_tellings(case: rows.Case) -> tuple[facts.DirectTelling, ...]:
    """Each time that the customer was told without a letter, in order of time."""
    return tuple(
        facts.DirectTelling(
            id=fact_id(row.id),
            about=fact_id(row.about_id),
            telling=facts.Telling(route=Route(row.route), sent_at=row.sent, received_at=row.deemed_received),
        )
        for row in case.directtellings.order_by("sent", "id")
    )


def withholdings(case: rows.Case) -> tuple[facts.Withholding, ...]:
    """The letters of one case that are held back for a risk, in order of time."""
    return tuple(
        facts.Withholding(
            id=fact_id(row.id),
            about=fact_id(row.about_id),
            reason=row.reason,
            since=row.since,
            by=person_id(row.withheld_by_id),
            until=row.until,
        )
        for row in case.withholdings.order_by("since", "id")
    )
