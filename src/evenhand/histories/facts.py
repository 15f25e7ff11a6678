"""Events -> facts: the same frozen facts that the live record gives to the rules.

Nothing here weighs anything. What an event leaves out stays unknown; what a fact is about is what its event names,
or else the nearest event before it that it can be about.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from evenhand.histories.decided import Decided, fields_of, numbered
from evenhand.histories.form import KINDS, REFERRED_TO
from evenhand.histories.history import Event, History
from evenhand.histories.keys import SAID
from evenhand.rules import facts
from evenhand.rules.facts import CaseFacts
from evenhand.rules.vocabulary import (
    FactId,
    Purpose,
    ServiceId,
    Stage,
)

_BEGINS_WITH = {code: place for place, code in enumerate(("decision", "interim_limit", "restriction", "notice"))}
"""What other events are about, in the order in which one needs another."""
CASE = FactId("case")
_CUSTOMER = FactId("customer")
_PURPOSES = {one.value: one for one in Purpose}


def facts_of(history: History, events: Sequence[Event], moments: Sequence[datetime]) -> CaseFacts:
    """The facts of one history.

    Args:
        history: what the events are of.
        events: those that bear on the judgment, in order of time.
        moments: when each of them was, timezone-aware.
    """
    teller = _Teller(history)
    told: Iterable[tuple[Event, datetime]] = zip(events, moments, strict=True)
    if history.details_complete:
        # Every event of a full record names what it is about, which can stand after it.
        told = sorted(told, key=lambda pair: _BEGINS_WITH.get(pair[0].kind, len(_BEGINS_WITH)))
    for event, moment in told:
        if not event.alleged:
            _OF_KIND[event.kind](teller, event, moment)
    return teller.case()


class _Teller(Decided):
    """Adds what happened before and around the decisions, and gives the case that all of it makes."""

    def case(self) -> CaseFacts:
        """The case that the events make."""
        customer: dict[str, Any] = {
            name: tuple(one) if isinstance(one, list) else one for name, one in self.customer.items()
        }
        lists: dict[str, Any] = {name: tuple(found) for name, found in self.lists.items()}
        standing = Stage.RESTRICTED if self.lists.get("determinations") else Stage.REPORTED
        return CaseFacts(
            id=CASE,
            customer=facts.Customer(id=_CUSTOMER, **customer),
            stage=Stage.CLOSED if "closed_at" in self.rest else standing,
            record_complete=self.history.record_complete,
            details_complete=self.history.details_complete,
            restrictions=self.imposed.restrictions(),
            staff=self.history.staff,
            **lists,
            **self.rest,
        )

    def referral(self, event: Event, moment: datetime) -> None:
        """A matter put to the team, the police or safeguarding, or why it was not."""
        self.add(
            "referrals",
            facts.Referral(
                id=event.id,
                target=REFERRED_TO[event.kind],
                made_at=moment,
                incident=event.about,
                **({"by": None} | fields_of(event)),
            ),
        )

    def contact(self, event: Event, moment: datetime) -> None:
        """A contact, and how it was handled."""
        purpose = event.values.get("purpose")
        self.add(
            "contacts",
            facts.HandledContact(
                id=event.id,
                received_at=moment,
                purpose=None if purpose is None else _PURPOSES.get(purpose, ServiceId(purpose)),
                restriction=self.restriction_of(event),
                **fields_of(event),
            ),
        )

    def breach(self, event: Event, moment: datetime) -> None:
        """A contact that a restriction did not allow."""
        one = facts.Breach(
            id=event.id,
            restriction=self.restriction_of(event, latest=self.infers),
            occurred_at=moment,
            **fields_of(event),
        )
        self.add("breaches", one)

    def exceptional(self, event: Event, moment: datetime) -> None:
        """Exceptional circumstances that were raised."""
        restriction = self.restriction_of(event, latest=self.infers)
        one = facts.ExceptionalContact(id=event.id, restriction=restriction, raised_at=moment, **fields_of(event))
        self.add("exceptional", one)

    def enforcement(self, event: Event, moment: datetime) -> None:
        """A restriction set up, on the day of the event unless it says otherwise."""
        parts = ({"applied_at": moment} if self.infers else {}) | fields_of(event)
        for number, restriction in enumerate(self.imposed.of(event)):
            one = facts.Enforcement(id=numbered(event.id, number), restriction=restriction, **parts)
            self.add("enforcements", one)

    def register_entry(self, event: Event, moment: datetime) -> None:
        """A safety warning or an entry of a register, and that it was shared with the wrong people."""
        self.plain(event, moment)
        if event.values.get("shared_wrongly"):
            shared = facts.Sharing(id=FactId(f"{event.id}/sharing"), about=event.id, shared_at=moment, wrongly=True)
            self.add("sharings", shared)

    def request(self, event: Event, moment: datetime) -> None:
        """A request for an adjustment, or a disability that the customer told of."""
        # What was 'needed and not made' is what the key means where nothing says that it was not needed.
        needed = event.values.get("needed", True if event.values.get("made") is False else None)
        self.customer.setdefault("requests", []).append(
            facts.AdjustmentRequest(id=event.id, made_at=moment, needed=needed, **fields_of(event))
        )

    def adjustment(self, event: Event, _moment: datetime) -> None:
        """What is done differently for the customer."""
        made = facts.Adjustment(id=event.id, arrangement=SAID, **fields_of(event))
        self.customer.setdefault("adjustments", []).append(made)

    def statement(self, event: Event, _moment: datetime) -> None:
        """Words of the customer's own on file."""
        self.rest["statement_on_file"] = event.values.get("on_file", True)

    def identity_check(self, event: Event, _moment: datetime) -> None:
        """What is known of who the customer is, and where."""
        known = event.values
        if "checked" in known or "address_known" not in known:
            self.customer["identity_checked"] = known.get("checked", True)
        if "address_known" in known:
            self.customer["has_address"] = known["address_known"]

    def closing(self, _event: Event, moment: datetime) -> None:
        """The end of the case."""
        self.rest["closed_at"] = moment

    def nothing(self, _event: Event, _moment: datetime) -> None:
        """What bears on no rule."""


_OF_KIND: Mapping[str, Callable[[_Teller, Event, datetime], None]] = {
    **dict.fromkeys((code for code, kind in KINDS.items() if kind.fact is not None), _Teller.plain),
    **dict.fromkeys(REFERRED_TO, _Teller.referral),
    "decision": _Teller.decision,
    "interim_limit": _Teller.interim_limit,
    "restriction": _Teller.restriction,
    "informal_restriction": _Teller.informal_restriction,
    "notice": _Teller.notice,
    "telling": _Teller.telling,
    "withholding": _Teller.withholding,
    "review": _Teller.review,
    "extension": _Teller.extension,
    "lifting": _Teller.lifting,
    "suspension": _Teller.suspension,
    "appeal": _Teller.appeal,
    "contact_handled": _Teller.contact,
    "breach": _Teller.breach,
    "exceptional_contact": _Teller.exceptional,
    "enforcement": _Teller.enforcement,
    "register_entry": _Teller.register_entry,
    "adjustment_request": _Teller.request,
    "disability_disclosed": _Teller.request,
    "adjustment": _Teller.adjustment,
    "statement": _Teller.statement,
    "identity_check": _Teller.identity_check,
    "case_closed": _Teller.closing,
    "other": _Teller.nothing,
}
