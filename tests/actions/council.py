"""A made-up council for the tests: its policy adopted, its people added, and a hand for each step of the line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from evenhand.actions import (
    acknowledge_incident,
    adopt_policy,
    begin_investigation,
    conclude_investigation,
    create_staff,
    issue_notice,
    record_support,
    record_telling,
    refer_to_team,
    report_incident,
    set_council,
    verify_identity,
    warn,
)
from evenhand.actions import determine as decision
from evenhand.policy.loader import load_pack
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.policies import pack_of
from evenhand.rules.authority import Role
from evenhand.rules.facts import EqualityConsideration
from evenhand.rules.vocabulary import (
    Behaviour,
    Channel,
    Recommendation,
    RestrictionKind,
    Route,
    Scope,
    StaffResponse,
    WarningForm,
)

SYSTEM = Actor.system("tests")
DAY = timedelta(days=1)
START = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
"""A Monday."""

CONSIDERED = EqualityConsideration(
    barriers="We asked. None was named.",
    bears_harder=False,
    human_rights="Writing stays open, so the restriction is no wider than it needs to be.",
)


@dataclass(frozen=True)
class People:
    """One actor for each part in the story."""

    olu: Actor
    """An officer, managed by Mia."""
    oscar: Actor
    """Another officer, who sees nothing of Olu's cases."""
    mia: Actor
    """A manager."""
    max: Actor
    """Mia's deputy, a manager too."""
    dan: Actor
    eve: Actor
    fay: Actor
    """The determination team."""
    mona: Actor
    """The monitoring officer."""
    equa: Actor
    """The equality adviser."""
    aldo: Actor
    """The appeal decider."""
    cora: Actor
    """The correspondence reader."""
    gove: Actor
    """Governance."""
    adam: Actor
    """The administrator."""


def found_council(policy: str = "wldc") -> People:
    """Adopt the policy of a shipped pack, set the council's details and add its people."""
    at = START - 30 * DAY
    adopt_policy.adopt_policy(actor=SYSTEM, at=at, pack=load_pack(policy))
    set_council.set_council(
        actor=SYSTEM,
        at=at,
        name="Example District Council",
        address="Example House\nExample Street\nExampleton\nEX1 1EX",
        email="contact@example.org",
        telephone="020 7946 0100",
        web_form="https://www.example.org/contact",
        signatory="Head of Customer Services",
        brand_colour="#00563f",
    )
    max_ = add("Max Moor", Role.MANAGER)
    mia = add("Mia Marsh", Role.MANAGER, deputy=max_)
    return People(
        olu=add("Olu Oakes", Role.OFFICER, manager=mia),
        oscar=add("Oscar Orr", Role.OFFICER, manager=max_),
        mia=mia,
        max=max_,
        dan=add("Dan Dale", Role.DETERMINATION_TEAM),
        eve=add("Eve Elm", Role.DETERMINATION_TEAM),
        fay=add("Fay Fell", Role.DETERMINATION_TEAM),
        mona=add("Mona Moss", Role.MONITORING_OFFICER),
        equa=add("Equa Eyot", Role.EQUALITY_ADVISER),
        aldo=add("Aldo Ash", Role.APPEAL_DECIDER),
        cora=add("Cora Cole", Role.CORRESPONDENCE_READER),
        gove=add("Gove Glen", Role.GOVERNANCE),
        adam=add("Adam Ash", Role.ADMINISTRATOR),
    )


def add(
    name: str,
    *roles: Role,
    manager: Actor | None = None,
    deputy: Actor | None = None,
    at: datetime = START - 30 * DAY,
) -> Actor:
    """Add one member of staff."""
    first = name.split(maxsplit=1)[0].lower()
    staff_id = create_staff.create_staff(
        actor=SYSTEM,
        at=at,
        email=f"{first}@example.org",
        name=name,
        post="Example post",
        roles=roles,
        password="plainly fictional 1",
        manager_id=manager.id if manager else None,
        deputy_id=deputy.id if deputy else None,
    )
    return Actor(id=staff_id, name=name, roles=frozenset(roles))


class Line:
    """The walking line, a step at a time, with the clock in its hand."""

    def __init__(self, people: People, *, start: datetime = START) -> None:
        self.people = people
        self.at = start
        self.customer: UUID | None = None
        self.case_id: UUID | None = None

    @property
    def case(self) -> rows.Case:
        """The case as it is now."""
        return rows.Case.objects.get(pk=self._case_id)

    def wait(self, **span: float) -> Line:
        """Let time pass."""
        self.at += timedelta(**span)
        return self

    def incident(self, *, by: Actor | None = None, **given: Any) -> UUID:
        """Report an incident on the line's customer, whom the first one puts on the record."""
        who = self.customer or report_incident.NewCustomer(
            name="Mrs Ada Winter",
            contacts=[
                (rows.PointKind.PHONE, "020 7946 0321"),
                (rows.PointKind.EMAIL, "ada@example.org"),
                (rows.PointKind.ADDRESS, "1 Example Road\nExampleton\nEX1 1EX"),
            ],
        )
        values: dict[str, Any] = {
            "occurred": self.at - timedelta(minutes=20),
            "channel": Channel.TELEPHONE,
            "what_happened": "The customer shouted insults at the call handler.",
            "behaviours": [Behaviour.INSULTING_LANGUAGE],
            "response": [StaffResponse.WARNED, StaffResponse.ENDED_CALL],
            "affected": [self.people.olu.staff_id],
        }
        incident_id = report_incident.report_incident(
            actor=by or self.people.olu, at=self.at, customer=who, **values | given
        )
        incident = rows.Incident.objects.get(pk=incident_id)
        self.case_id, self.customer = incident.case_id, incident.case.customer_id
        return incident_id

    def take_on(self, incident_id: UUID) -> None:
        """Mia takes an incident on."""
        acknowledge_incident.acknowledge_incident(actor=self.people.mia, at=self.at, incident_id=incident_id)

    def look_after(self, incident_id: UUID) -> None:
        """Mia asks the staff whom an incident affected how they are (1.4)."""
        record_support.record_support(
            actor=self.people.mia, at=self.at, incident_id=incident_id, note="Talked it over. Nothing more is needed."
        )

    def know(self) -> None:
        """Olu records how the customer's identity was checked."""
        verify_identity.verify_identity(
            actor=self.people.olu, at=self.at, case_id=self._case_id, how="They gave their account number and address."
        )

    def warn(self, **given: Any) -> UUID:
        """Mia warns the customer in writing."""
        values: dict[str, Any] = {
            "form": WarningForm.WRITTEN,
            "reasons": "Insults make it impossible for staff to help.",
            "chance_to_change": True,
        }
        return warn.warn(actor=self.people.mia, at=self.at, case_id=self._case_id, **values | given)

    def investigate(self, *, by: Actor | None = None) -> UUID:
        """Mia investigates, from start to finish."""
        who = by or self.people.mia
        begin_investigation.begin_investigation(actor=who, at=self.at, case_id=self._case_id)
        self.wait(hours=2)
        return conclude_investigation.conclude_investigation(
            actor=who,
            at=self.at,
            case_id=self._case_id,
            customer_account="Asked by letter; they say that they were upset about a bill.",
            council_part="Our reply was two days late.",
            conclusions="The insults went on after the warning.",
            recommendation=Recommendation.REFER_TO_TEAM,
        )

    def refer(self) -> UUID:
        """Mia refers the case to the team."""
        return refer_to_team.refer_to_team(
            actor=self.people.mia,
            at=self.at,
            case_id=self._case_id,
            reasons="The actions went on after a warning.",
        )

    def determine(self, *, actor: Actor | None = None, **given: Any) -> UUID:
        """Dan, Eve and Fay restrict the customer to writing for six months."""
        people = self.people
        values: dict[str, Any] = {
            "seen_version": self.case.version,
            "reasons": "The customer insulted staff on two calls, the second after a warning.",
            "circumstances": "They rang about one bill, and calmed down on neither call.",
            "restrictions": [self.writing_only()],
            "members": [decision.SeatDraft(member=one.staff_id) for one in (people.dan, people.eve, people.fay)],
            "equality": CONSIDERED,
        }
        return decision.determine(actor=actor or people.dan, at=self.at, case_id=self._case_id, **values | given)

    def writing_only(self, **given: Any) -> decision.RestrictionDraft:
        """The restriction to writing, worded in full."""
        values: dict[str, Any] = {
            "kind": RestrictionKind.WRITING_ONLY,
            "scope": Scope.SERVICE,
            "service": "Council tax",
            "aim": "To let the team answer questions without being insulted.",
            "effect": "Two call handlers were distressed and calls of others waited.",
            "lighter_options": "A single named contact would still be insulted on the telephone.",
            "services": self.services(),
            "ends_on": self.at.date() + timedelta(days=180),
        }
        return decision.RestrictionDraft(**values | given)

    def services(self) -> Mapping[Any, str]:
        """How each mandatory service of the pack stays reachable."""
        return {service.id: service.usual_way for service in pack_of(self.case.policy).terms.mandatory_services}

    def issue(self, about: UUID, **given: Any) -> UUID:
        """Dan issues the letter on a decision."""
        values: dict[str, Any] = {"seen_version": self.case.version}
        return issue_notice.issue_notice(
            actor=self.people.dan, at=self.at, case_id=self._case_id, about=about, **values | given
        )

    def tell(self, letter_id: UUID, route: Route = Route.POST) -> UUID:
        """Dan records that the letter went to the customer."""
        return record_telling.record_telling(actor=self.people.dan, at=self.at, letter_id=letter_id, route=route)

    def to_referred(self) -> Line:
        """From nothing to the team's desk."""
        self.take_on(self.incident())
        self.warn()
        self.wait(days=1)
        self.take_on(self.incident())
        self.investigate()
        self.refer()
        return self.wait(days=1)

    def to_restricted(self) -> UUID:
        """From nothing to a restriction in force, of which the customer was told; returns the restriction's id."""
        decision = self.to_referred().determine()
        self.tell(self.issue(decision), Route.BY_HAND)
        return rows.Restriction.objects.get(determination=decision).id

    @property
    def _case_id(self) -> UUID:
        assert self.case_id is not None
        return self.case_id
