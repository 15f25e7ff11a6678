"""Tells one customer's story through the real actions, a step at a time, with the clock in its hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Self
from uuid import UUID

from evenhand.actions import (
    acknowledge_incident,
    begin_investigation,
    conclude_investigation,
    determine,
    issue_notice,
    record_adjustment,
    record_support,
    record_telling,
    refer_to_team,
    report_incident,
    verify_identity,
    warn,
)
from evenhand.record.actor import Actor
from evenhand.record.models import Case, Incident, PointKind, Restriction
from evenhand.record.policies import pack_of
from evenhand.rules.calendar import LONDON, local_day
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

ASKED = EqualityConsideration(
    barriers="We asked whether anything makes it hard to deal with us in writing. Nothing was named.",
    bears_harder=False,
    human_rights="The customer can still say all that they want to say, in writing. Less would not keep staff safe.",
)


@dataclass(slots=True)
class Teller:
    """One story. ``at`` is where its clock stands; it never passes ``now``."""

    people: Mapping[str, Actor]
    now: datetime
    at: datetime
    customer: report_incident.NewCustomer | UUID
    case_id: UUID | None = field(default=None)

    @classmethod
    def begin(
        cls, people: Mapping[str, Actor], *, now: datetime, days_ago: int, name: str, phone: str, email: str
    ) -> Self:
        """A story that begins some days ago, at ten on a working morning."""
        return cls(
            people=people,
            now=now,
            at=_morning(now, days_ago),
            customer=report_incident.NewCustomer(
                name=name,
                contacts=[
                    (PointKind.PHONE, phone),
                    (PointKind.EMAIL, email),
                    (PointKind.ADDRESS, "7 Example Lane\nExampleton\nEX2 2EX"),
                ],
            ),
        )

    def on(self, *, days_ago: int) -> Self:
        """Move the clock on to a later morning."""
        self.at = max(self.at + timedelta(minutes=30), _morning(self.now, days_ago))
        return self

    def incident(
        self,
        what_happened: str,
        *,
        behaviours: Sequence[Behaviour],
        by: str = "olu",
        channel: Channel = Channel.TELEPHONE,
        response: Sequence[StaffResponse] = (StaffResponse.WARNED, StaffResponse.ENDED_CALL),
        opinion: str = "",
        taken_on: bool = True,
    ) -> Self:
        """An incident is reported, and as a rule the manager takes it on the same day."""
        reporter = self.people[by]
        incident_id = report_incident.report_incident(
            actor=reporter,
            at=self.at,
            customer=self.customer,
            occurred=self.at - timedelta(minutes=25),
            channel=channel,
            what_happened=what_happened,
            opinion=opinion,
            behaviours=behaviours,
            response=response,
            affected=[reporter.staff_id],
        )
        incident = Incident.objects.select_related("case").get(pk=incident_id)
        self.case_id, self.customer = incident.case_id, incident.case.customer_id
        if taken_on:
            self.at += timedelta(hours=1)
            acknowledge_incident.acknowledge_incident(actor=self.people["mia"], at=self.at, incident_id=incident_id)
            record_support.record_support(
                actor=self.people["mia"],
                at=self.at,
                incident_id=incident_id,
                note="Talked it over. They are all right, and know where to turn.",
            )
        return self

    def warned(self, reasons: str) -> Self:
        """The manager warns in writing, says why, and gives a chance to change."""
        self.at += timedelta(hours=1)
        warn.warn(
            actor=self.people["mia"],
            at=self.at,
            case_id=self.case.id,
            form=WarningForm.WRITTEN,
            reasons=reasons,
            chance_to_change=True,
        )
        return self

    def adjusted(self, arrangement: str, *, unusable: Sequence[Channel] = ()) -> Self:
        """An adjustment is recorded."""
        record_adjustment.record_adjustment(
            actor=self.people["mia"],
            at=self.at,
            case_id=self.case.id,
            arrangement=arrangement,
            unusable_channels=unusable,
        )
        return self

    def investigation_begins(self) -> Self:
        """The manager starts to investigate."""
        self.at += timedelta(hours=1)
        begin_investigation.begin_investigation(actor=self.people["mia"], at=self.at, case_id=self.case.id)
        return self

    def investigated(self, *, account: str, council_part: str, found: str) -> Self:
        """The manager checks who it was, investigates and recommends the team."""
        self.investigation_begins()
        verify_identity.verify_identity(
            actor=self.people["mia"],
            at=self.at,
            case_id=self.case.id,
            how="They gave their account number and address when we telephoned.",
        )
        self.at += timedelta(hours=3)
        conclude_investigation.conclude_investigation(
            actor=self.people["mia"],
            at=self.at,
            case_id=self.case.id,
            customer_account=account,
            council_part=council_part,
            conclusions=found,
            recommendation=Recommendation.REFER_TO_TEAM,
        )
        return self

    def referred(self, reasons: str) -> Self:
        """The manager refers the case to the team."""
        self.at += timedelta(minutes=20)
        refer_to_team.refer_to_team(actor=self.people["mia"], at=self.at, case_id=self.case.id, reasons=reasons)
        return self

    def decided_not_to_restrict(self, reasons: str) -> Self:
        """The panel decides not to restrict."""
        self._determine(reasons, ())
        return self

    def restricted(
        self, reasons: str, *, circumstances: str, service: str, aim: str, effect: str, lighter: str, days: int | None
    ) -> UUID:
        """The panel restricts to writing, for some days or without an end; returns the decision's id."""
        services = pack_of(self.case.policy).terms.mandatory_services
        draft = determine.RestrictionDraft(
            kind=RestrictionKind.WRITING_ONLY,
            scope=Scope.SERVICE,
            service=service,
            aim=aim,
            effect=effect,
            lighter_options=lighter,
            services={service.id: service.usual_way for service in services},
            ends_on=local_day(self.at) + timedelta(days=days) if days else None,
            permanent=days is None,
            permanent_reason="" if days else "The same happened after each earlier restriction ended.",
        )
        return self._determine(reasons, (draft,), circumstances=circumstances)

    def told(self, about: UUID, *, route: Route = Route.POST) -> Self:
        """The letter on a decision is issued and goes to the customer."""
        self.at += timedelta(hours=1)
        panel = self.people["dan"]
        letter = issue_notice.issue_notice(
            actor=panel, at=self.at, case_id=self.case.id, about=about, seen_version=self.case.version
        )
        record_telling.record_telling(actor=panel, at=self.at, letter_id=letter, route=route)
        return self

    def restriction(self, decision: UUID) -> UUID:
        """The restriction that a decision imposed."""
        return Restriction.objects.get(determination=decision).id

    @property
    def case(self) -> Case:
        """The case as it is now."""
        found: Case = Case.objects.select_related("policy").get(pk=self.case_id)
        return found

    def _determine(
        self, reasons: str, restrictions: Sequence[determine.RestrictionDraft], *, circumstances: str = ""
    ) -> UUID:
        panel = [determine.SeatDraft(member=self.people[key].staff_id) for key in ("dan", "eve", "fay")]
        return determine.determine(
            actor=self.people["dan"],
            at=self.at,
            case_id=self.case.id,
            seen_version=self.case.version,
            reasons=reasons,
            circumstances=circumstances,
            restrictions=restrictions,
            members=panel,
            equality=ASKED if restrictions else None,
        )


def _morning(now: datetime, days_ago: int) -> datetime:
    """Ten in the morning some days ago, or on the last working day before that; never after now."""
    day = local_day(now) - timedelta(days=days_ago)
    while day.weekday() >= 5:  # noqa: PLR2004 - Saturday
        day -= timedelta(days=1)
    morning = datetime.combine(day, time(10), tzinfo=LONDON)
    return min(morning, now - timedelta(hours=8))
