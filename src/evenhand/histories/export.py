"""Facts -> a history: what a live case knows, said in the words of the format, without a word of its texts.

Members of staff and references become names of the file alone. What the format cannot say is listed in
docs/administrators/histories.md.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import yaml

from evenhand.histories.form import KINDS, OWN_FIELDS, REFERRED_TO
from evenhand.histories.form_parts import EQUALITY, RESTRICTION
from evenhand.histories.history import DEFAULT_POLICY
from evenhand.histories.keys import Key, written_moment
from evenhand.rules import facts
from evenhand.rules.calendar import instant, start_of_day
from evenhand.rules.facts import CaseFacts
from evenhand.rules.findings import is_blank
from evenhand.rules.kinds import TERMS_NEEDED, terms_missing
from evenhand.rules.reviews import reasons_repeated
from evenhand.rules.vocabulary import FactId, PersonId, RuleId, Scope, View

_KIND_OF_REFERRAL = {target: code for code, target in REFERRED_TO.items()}


def export(case: CaseFacts, *, ref: str, body: str, judged: date, policy: str = DEFAULT_POLICY) -> dict[str, object]:
    """One history, as the plain values of a file.

    Args:
        case: all that is known of the case; the record is complete.
        ref: what the council calls the case.
        body: the council's name.
        judged: the day of judgment in Europe/London.
        policy: the name of the pack, or its path, by which the history is judged.
    """
    return _Writer(case).history(ref=ref, body=body, judged=judged, policy=policy)


def as_yaml(histories: Iterable[Mapping[str, object]]) -> str:
    """A file of histories."""
    return yaml.safe_dump(list(histories), sort_keys=False, allow_unicode=True, width=120)


@dataclass(frozen=True, slots=True)
class _Told:
    """One event to write."""

    moment: datetime | None
    fact: FactId | None
    values: dict[str, object]


class _Writer:
    """Writes one case."""

    def __init__(self, case: CaseFacts) -> None:
        self._case = case
        self._aliases: dict[str, str] = {}
        self._linked: set[FactId] = set()
        self._known = frozenset(_ids(case))
        self._names: dict[FactId, str] = {}
        self._events: list[_Told] = []

    def history(self, *, ref: str, body: str, judged: date, policy: str) -> dict[str, object]:
        """The whole history."""
        self._tell_all(judged)
        dated = [one for one in self._events if one.moment is not None]
        dated.sort(key=lambda one: instant(one.moment or start_of_day(judged)))
        events = [*dated, *(one for one in self._events if one.moment is None)]
        found: dict[str, object] = {
            "ref": ref,
            "body": body,
            "policy": policy,
            "judged": judged,
            "record_complete": True,
            "details_complete": True,
        }
        staff = self._staff()
        if staff:
            found["staff"] = staff
        return found | {"events": [self._named(one) for one in events]}

    def _named(self, told: _Told) -> dict[str, object]:
        if told.fact is None or told.fact not in self._linked:
            return told.values
        return {"kind": told.values["kind"], "name": self._name(told.fact), **told.values}

    def _name(self, fact: FactId) -> str:
        return self._names.setdefault(fact, f"e{len(self._names) + 1}")

    def _link(self, fact: str | None) -> str | None:
        """The name by which other events call a fact; none for one that is not on the record."""
        if fact is None or fact not in self._known:
            return None
        self._linked.add(FactId(fact))
        return self._name(FactId(fact))

    def _alias(self, name: str | None) -> str | None:
        """The name by which the file calls a member of staff, or a reference."""
        return None if name is None else self._aliases.setdefault(name, f"p{len(self._aliases) + 1}")

    def _staff(self) -> dict[str, object]:
        """Those of whom the file speaks, with those who manage them or stand in for them."""
        found: dict[str, object] = {}
        waiting = list(self._aliases)
        while waiting:
            person = waiting.pop()
            member = self._case.staff.get(PersonId(person))
            if member is None or self._aliases[person] in found:
                continue
            keys: dict[str, object] = {}
            for key, other in (("manager", member.manager), ("deputy", member.deputy)):
                if other is not None:
                    keys[key] = self._alias(other)
                    waiting.append(other)
            if member.absent:
                keys["absent"] = True
            found[self._aliases[person]] = keys
        return found

    def _tell(self, code: str, moment: datetime | None, fact: FactId | None, **values: object) -> None:
        """Add an event; what is ``None`` is left out."""
        when = {} if moment is None else {"when": written_moment(moment)}
        said = {key: value for key, value in values.items() if value is not None}
        self._events.append(_Told(moment, fact, {"kind": code, **when, **said}))

    def _own(self, code: str, fact: Any) -> dict[str, object]:
        """What the fields of a fact say, by the keys of its kind of event."""
        return self._said(fact, OWN_FIELDS[code], KINDS[code].keys)

    def _said(self, fact: Any, named: Mapping[str, str], spec: Mapping[str, Key]) -> dict[str, object]:
        usual = {one.name: one.default for one in fields(fact)}
        found: dict[str, object] = {}
        for key, field in named.items():
            value = getattr(fact, field)
            if value is None or value == usual[field]:
                continue
            if spec[key].aliases:
                value = self._alias(value) if isinstance(value, str) else {self._alias(one) for one in value}
            elif spec[key].refers:
                value = self._link(value) if isinstance(value, str) else set(filter(None, map(self._link, value)))
            written = spec[key].write(value)
            if written is not None and written != []:
                found[key] = written
        return found

    def _tell_all(self, judged: date) -> None:
        case = self._case
        for name, kind in _PLAIN:
            for fact in getattr(case, name):
                self._tell_plain(kind, fact)
        for referral in case.referrals:
            code = _KIND_OF_REFERRAL[referral.target]
            own = self._own(code, referral)
            self._tell(code, referral.made_at, referral.id, about=self._link(referral.incident), **own)
        for decision in case.determinations:
            self._tell_decision(decision)
        for restriction in case.restrictions:
            self._tell_restriction(restriction)
        for review in case.reviews:
            self._tell_review(review)
        for appeal in case.appeals:
            outcome = None if appeal.outcome is None else appeal.outcome.value
            own = {"outcome": outcome, **self._own("appeal", appeal)}
            self._tell("appeal", appeal.made_at, appeal.id, about=self._link(appeal.about), **own)
        self._tell_telling()
        self._tell_handling()
        self._tell_customer(judged)
        if case.closed_at is not None:
            self._tell("case_closed", case.closed_at, None)

    def _tell_plain(self, code: str, fact: Any) -> None:
        kind = KINDS[code]
        about = self._link(getattr(fact, kind.about)) if kind.about else None
        own = self._own(code, fact)
        if code == "incident" and fact.behaviours is not None:
            own["behaviours"] = sorted(one.value for one in fact.behaviours)  # that there are none says something
        self._tell(code, getattr(fact, kind.moment), fact.id, about=about, **own)

    def _tell_decision(self, decision: facts.Determination) -> None:
        own = self._own("decision", decision)
        if not is_blank(decision.reasons):
            own["reasons_recorded"] = True
        elif decision.reasons is not None and own.get("reasons_recorded"):
            own.pop("reasons_recorded")  # words that say nothing are none
        self._tell(
            "decision",
            decision.decided_at,
            decision.id,
            # The restrictions themselves follow, each by itself.
            restrictions=[],
            restricts=decision.restricts,
            members=self._people(one.person for one in decision.members),
            dissenting=self._people(one.person for one in decision.members if one.view is View.DISSENTS),
            from_outside=self._people(one.person for one in decision.members if one.from_outside),
            put_off=_put_off(decision.doors),
            **self._equality(decision.equality),
            **own,
        )

    def _tell_restriction(self, restriction: facts.Restriction) -> None:
        named = {key: spec.field for key, spec in RESTRICTION.items() if spec.field}
        values = self._said(restriction, named, RESTRICTION) | self._details(restriction)
        about, code = restriction.determination, "restriction"
        moment = restriction.starts_at
        if restriction.interim:
            code, moment = "interim_limit", restriction.imposed_at or moment
            values |= {"restrictions": [restriction.kind.value], **self._own(code, restriction)}
        else:
            values |= {"type": restriction.kind.value, "about": self._link(about)}
        self._tell(code, moment, restriction.id, **values)
        if restriction.permanent is False and restriction.ends_at is None:
            self._events[-1].values["duration_days"] = None
        if restriction.lifted_at is not None:
            self._tell(
                "lifting",
                restriction.lifted_at,
                None,
                about=self._link(restriction.id),
                told=restriction.end_told,
                enforcers_told=restriction.enforcers_told,
            )
        for pause in restriction.suspensions:
            until = written_moment(pause.until)
            self._tell("suspension", pause.since, pause.id, about=self._link(restriction.id), until=until)

    def _details(self, restriction: facts.Restriction) -> dict[str, object]:
        """What a restriction says, where one key does not simply fill one field."""
        found: dict[str, object] = {"ends": written_moment(restriction.ends_at)}
        if restriction.scope is not None:
            found["council_wide"] = restriction.scope is Scope.COUNCIL_WIDE
            found["scope_reason_recorded"] = None if restriction.service is None else not is_blank(restriction.service)
        reasoned = {one for one, why in restriction.services_withdrawn.items() if not is_blank(why)}
        blank = restriction.services_withdrawn.keys() - reasoned
        if restriction.services is not None:
            found["services_open"] = sorted(
                one for one, way in restriction.services.items() if not is_blank(way) and one not in blank
            )
        found["services_withdrawn"] = sorted(reasoned) or None
        if restriction.terms is not None:
            missing = terms_missing(restriction.kind, restriction.terms)
            found["terms"] = sorted(one.value for one in TERMS_NEEDED[restriction.kind] if one not in missing)
            found["closes"] = sorted(one.value for one in restriction.terms.channels) or None
        return found

    def _tell_review(self, review: facts.Review) -> None:
        code = "extension" if review.extends else "review"
        own = self._own(code, review)
        if review.reasons is not None:
            own["reasons_recorded"] = not is_blank(review.reasons)
        self._tell(
            code,
            review.held_at,
            review.id,
            about=self._link(review.restriction),
            held=None if review.extends else review.held,
            ends=written_moment(review.new_end),
            put_off=_put_off(review.doors),
            **self._equality(review.equality),
            **(own | ({"reasons_repeated": True} if reasons_repeated(self._case, review) else {})),
        )

    def _tell_telling(self) -> None:
        for letter in self._case.letters:
            self._tell(
                "notice",
                letter.issued_at,
                letter.id,
                about=self._link(letter.about),
                letter=letter.kind.value,
                states=sorted(one.value for one in letter.states) or None,
                omits=sorted(one.value for one in letter.omits) or None,
                sent=False,
            )
            for telling in letter.tellings:
                self._tell_once(telling, letter.id)
        for told in self._case.direct_tellings:
            self._tell_once(told.telling, told.about)
        for held in self._case.withholdings:
            if held.about not in self._known:
                continue
            own = self._own("withholding", held)
            own["reason_recorded"] = not is_blank(held.reason)
            self._tell("withholding", held.since, held.id, about=self._link(held.about), **own)

    def _tell_once(self, telling: facts.Telling, about: FactId) -> None:
        if about not in self._known:
            return
        self._tell(
            "telling",
            telling.sent_at,
            None,
            about=self._link(about),
            route=telling.route.value,
            received=written_moment(telling.received_at),
        )

    def _tell_handling(self) -> None:
        for contact in self._case.contacts:
            own = self._own("contact_handled", contact)
            about = self._link(contact.restriction)
            purpose = contact.purpose
            self._tell(
                "contact_handled", contact.received_at, contact.id, about=about, purpose=purpose and str(purpose), **own
            )
        for breach in self._case.breaches:
            own = self._own("breach", breach)
            self._tell("breach", breach.occurred_at, breach.id, about=self._link(breach.restriction), **own)
        for raised in self._case.exceptional:
            own, about = self._own("exceptional_contact", raised), self._link(raised.restriction)
            self._tell("exceptional_contact", raised.raised_at, raised.id, about=about, **own)
        for one in self._case.enforcements:
            own, about = self._own("enforcement", one), self._link(one.restriction)
            self._tell("enforcement", one.applied_at or one.stopped_at, one.id, about=about, **own)

    def _tell_customer(self, judged: date) -> None:
        """What is known of the customer, as from the first day: no rule asks since when it was."""
        moments = [instant(one.moment) for one in self._events if one.moment is not None]
        first = min(moments, default=start_of_day(judged))
        customer = self._case.customer
        for request in customer.requests:
            own = self._own("adjustment_request", request)
            needed = bool(request.needed) if request.granted is False else request.needed
            self._tell("adjustment_request", request.made_at, request.id, needed=needed, **own)
        for made in customer.adjustments:
            self._tell("adjustment", first, made.id, **self._own("adjustment", made))
        if customer.identity_checked is not None or customer.has_address is not None:
            known = {"checked": customer.identity_checked, "address_known": customer.has_address}
            self._tell("identity_check", first, None, **known)
        if self._case.statement_on_file is not None:
            self._tell("statement", first, None, on_file=self._case.statement_on_file)

    def _equality(self, answers: facts.EqualityConsideration | None) -> dict[str, object]:
        if answers is None:
            return {}
        return self._said(answers, {key: spec.field for key, spec in EQUALITY.items()}, EQUALITY)

    def _people(self, people: Iterable[PersonId]) -> list[str] | None:
        return sorted({one for person in people if (one := self._alias(person)) is not None}) or None


_PLAIN = tuple((kind.collected_in, code) for code, kind in KINDS.items() if kind.fact is not None)


def _ids(case: CaseFacts) -> Iterator[FactId]:
    for one in fields(case):
        value = getattr(case, one.name)
        if isinstance(value, tuple):
            yield from (fact.id for fact in value)
    yield from (request.id for request in case.customer.requests)


def _put_off(doors: Mapping[RuleId, str]) -> list[str] | None:
    return sorted(rule for rule, reason in doors.items() if not is_blank(reason)) or None
