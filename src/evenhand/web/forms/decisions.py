"""The forms of the panel's decision, and of the equality questions that go with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from evenhand.drafting.decisions import DecisionDraft, RestrictionDraft
from evenhand.queries.cases import PanelChoices
from evenhand.queries.decisions import QUORUM
from evenhand.queries.evidence import Evidence
from evenhand.rules.complaints import EXHAUSTED
from evenhand.rules.equality import RULE as EQUALITY
from evenhand.rules.facts import EqualityConsideration
from evenhand.rules.terms import MandatoryService
from evenhand.rules.vocabulary import RestrictionKind, Scope
from evenhand.web.forms import (
    ChoiceField,
    DateField,
    Form,
    LongTextField,
    SeenVersion,
    Submission,
    TextField,
    YesNoField,
)
from evenhand.web.forms.base import FieldByRule, Refusal
from evenhand.web.forms.going_on import GoingOn, door_field, door_reason_field
from evenhand.web.forms.panel import PanelSeats

RESTRICT, NO_RESTRICTION = RestrictionKind.WRITING_ONLY.value, "no_restriction"
UNTIL, NO_END = "until", "no_end"

ANSWERS = ("barriers", "bears_harder", "arrangements", "human_rights")
"""The fields of the equality questions, which are named as the rules name the answers."""
EQUALITY_FIELDS: Mapping[str, str] = {EQUALITY: "barriers"} | {f"{EQUALITY}/{name}": name for name in ANSWERS}
"""The field to which the rule's refusals speak."""

_RESTRICTION = (
    "circumstances",
    "scope",
    "service",
    "why_council_wide",
    "aim",
    "effect",
    "lighter_options",
    "length",
    "ends_on",
    "permanent_reason",
    "next_review_on",
)


class EqualityQuestions(Form):
    """The equality questions (11.1 to 11.3). They ask what is hard and what is arranged, never what somebody is.

    What is missing is for the rules to say, so that nothing here is required.
    """

    barriers = LongTextField(
        label="What makes it hard for the customer to deal with us?", what="what makes it hard", required=False
    )
    bears_harder = YesNoField(
        label="Would this restriction be harder on them than on other people?",
        what="yes if it would be harder on them",
        required=False,
    )
    arrangements = LongTextField(label="What will you arrange for them?", what="what you will arrange", required=False)
    human_rights = LongTextField(
        label="How did you weigh their human rights?", what="how you weighed their rights", required=False
    )

    def considered(self) -> EqualityConsideration:
        """The answers, from a valid form; a question without one stands as not answered."""
        data = self.cleaned_data
        return EqualityConsideration(
            barriers=data["barriers"] or None,
            bears_harder=data["bears_harder"],
            arrangements=data["arrangements"] or None,
            human_rights=data["human_rights"] or None,
        )

    def answered(self) -> bool:
        """Whether any of the questions has an answer."""
        return any(self.cleaned_data.get(name) not in (None, "") for name in ANSWERS)


class EqualityForm(Submission, EqualityQuestions):
    """The equality questions of a decision that went ahead without them."""


class DecisionForm(Submission, SeenVersion, PanelSeats, GoingOn, EqualityQuestions):
    """The panel's decision: who sat, what they decided and why, and the terms of a restriction.

    What the policy asks for is for its rules to say, each beside its field; the form itself asks only for what no
    rule could judge: what was decided, and who sat.

    Args:
        panel: who could sit.
        evidence: what the panel has before it, with the services and the dates that the policy gives.
    """

    decision = ChoiceField(
        label="What did the panel decide?",
        what="what the panel decided",
        choices=[(RESTRICT, "Restrict contact: in writing only"), (NO_RESTRICTION, "Do not restrict contact")],
    )
    reasons = LongTextField(label="Reasons for the decision", what="the reasons", required=False)
    circumstances = LongTextField(
        label="What is particular to this customer’s case?", what="what is particular to this case", required=False
    )
    scope = ChoiceField(
        label="What does the restriction cover?",
        what="what it covers",
        choices=[(one.value, one.label) for one in Scope],
        required=False,
    )
    service = TextField(label="Which service is it?", what="which service it is", required=False)
    why_council_wide = LongTextField(
        label="Why must it cover the whole council?", what="why it covers the whole council", required=False
    )
    aim = LongTextField(label="What is the restriction for?", what="what it is for", required=False)
    effect = LongTextField(
        label="What do the actions do to staff and to the service?", what="what the actions do", required=False
    )
    lighter_options = LongTextField(
        label="Which lighter options did you consider, and why would they not do?",
        what="the lighter options",
        required=False,
    )
    length = ChoiceField(
        label="How long does it last?",
        what="how long it lasts",
        choices=[(UNTIL, "Until a last day"), (NO_END, "It has no end date")],
        required=False,
    )
    ends_on = DateField(label="Last day", what="the last day", required=False)
    permanent_reason = LongTextField(label="Why can it have no end date?", what="why it has no end", required=False)
    next_review_on = DateField(label="When will you review it?", what="the date of the review", required=False)

    def __init__(self, *args: Any, panel: PanelChoices, evidence: Evidence, **kwargs: Any) -> None:
        super().__init__(*args, panel=panel, doors=evidence.doors, **kwargs)
        self._services, self._quorum = evidence.services, panel.quorum
        self.initial.setdefault("next_review_on", evidence.latest_review)
        for service in evidence.services:
            self.initial.setdefault(service_field(service), service.usual_way)
            self.fields[service_field(service)] = LongTextField(
                label=service.name, what=f"how they reach {service.name}", required=False
            )
        services = [service_field(one) for one in evidence.services]
        quorum = [door_field(QUORUM), door_reason_field(QUORUM)]
        complaint = [door_field(EXHAUSTED), door_reason_field(EXHAUSTED)]
        self.order_fields(
            [*self.seat_fields, *quorum, "decision", "reasons", *complaint, *_RESTRICTION, *services, *ANSWERS]
        )

    @property
    def wants_preview(self) -> bool:
        """Whether the button was the one that shows the notice and records nothing."""
        return "preview" in self.data

    def clean(self) -> dict[str, Any]:
        """Refuse a last day in the past, and a step that was taken and is put off at once."""
        super().clean()
        data = self.cleaned_data
        ends_on = data.get("ends_on") if data.get("length") == UNTIL else None
        if ends_on is not None and ends_on < timezone.localdate():
            self.add_error("ends_on", ValidationError("The last day must be today or in the future"))
        if self.goes_through(EQUALITY) and self.answered():
            self.add_error(
                door_field(EQUALITY), ValidationError("Answer the questions above, or put them off: not both")
            )
        if self.goes_through(QUORUM) and not self.errors and len(list(self.seats())) >= self._quorum:
            self.add_error(door_field(QUORUM), ValidationError("Enough members sat, so leave this empty"))
        if data.get("decision") == NO_RESTRICTION:
            # Nothing of it is sent; what was typed stays on the page, in case they think again.
            for name in (*_RESTRICTION, *map(service_field, self._services), *ANSWERS, *self.door_fields):
                self.errors.pop(name, None)
        return data

    def add_refusals(self, refusals: Iterable[Refusal], field_by_rule: FieldByRule) -> None:
        """Show each refusal beside its field: beside the people whom it concerns, where it concerns some."""
        for refusal in refusals:
            people = [str(one) for one in getattr(refusal, "people", ())]
            for place in self.fields_of_people(people) or [""]:
                super().add_refusals([refusal], {refusal.rule: place} if place else field_by_rule)

    def field_by_rule(self) -> Mapping[str, str]:
        """The field to which each rule, or each part of one, speaks."""
        about = "length"
        length = self.cleaned_data.get("length")
        if length:
            about = "ends_on" if length == UNTIL else "permanent_reason"
        complaint = door_field(EXHAUSTED)
        services = {f"services.mandatory_open/{one.id}": service_field(one) for one in self._services}
        return {
            "warning.before_action": "decision",
            "warning.actions_continued": "decision",
            "determination.independent": self.first_seat(),
            QUORUM: self.first_seat(),
            EXHAUSTED: complaint if complaint in self.fields else "decision",
            "determination.reasons": "reasons",
            "determination.individual/circumstances": "circumstances",
            "determination.individual/scope": "scope",
            "determination.individual/service": self._service_field(),
            "persistence.not_alone/circumstances": "circumstances",
            "persistence.not_alone/effect": "effect",
            "determination.proportionate/aim": "aim",
            "determination.proportionate/effect": "effect",
            "determination.proportionate/lighter_options": "lighter_options",
            "services.mandatory_open": "decision",
            **services,
            "restriction.open_ended": about,
            "review.on_time": "next_review_on",
            **EQUALITY_FIELDS,
        }

    def fields_of_action(self) -> Mapping[str, str]:
        """The form's field for each argument of the action that has another name here."""
        return {
            "members": self.first_seat(),
            "doors": next(iter(self.door_fields), ""),
            "service": self._service_field(),
            "services": service_field(self._services[0]),
        }

    def draft(self) -> DecisionDraft:
        """The decision, from a valid form."""
        data = self.cleaned_data
        restricts = data["decision"] == RESTRICT
        return DecisionDraft(
            reasons=data["reasons"],
            circumstances=data["circumstances"] if restricts else "",
            restrictions=[self._restriction()] if restricts else [],
            members=list(self.seats()),
            equality=self.considered() if restricts and not self.goes_through(EQUALITY) else None,
            doors=self.reasons_for_doors() if restricts else {},
        )

    def _service_field(self) -> str:
        return "why_council_wide" if self.cleaned_data.get("scope") == Scope.COUNCIL_WIDE else "service"

    def _restriction(self) -> RestrictionDraft:
        data = self.cleaned_data
        no_end = data["length"] == NO_END
        return RestrictionDraft(
            kind=RestrictionKind.WRITING_ONLY,
            scope=Scope(data["scope"]) if data["scope"] else None,
            service=data[self._service_field()],
            aim=data["aim"],
            effect=data["effect"],
            lighter_options=data["lighter_options"],
            services={one.id: data[service_field(one)] for one in self._services},
            ends_on=data["ends_on"] if data["length"] == UNTIL else None,
            permanent=no_end,
            permanent_reason=data["permanent_reason"] if no_end else "",
            next_review_on=data["next_review_on"],
        )


def service_field(service: MandatoryService) -> str:
    """The name of the field for how a mandatory service stays reachable."""
    return f"service_{service.id}"
