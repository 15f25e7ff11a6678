"""The forms of the panel's decision, and of the equality questions that go with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from evenhand.drafting.decisions import DecisionDraft, RestrictionDraft, SeatDraft
from evenhand.queries.cases import PanelChoice
from evenhand.queries.evidence import Evidence
from evenhand.rules.equality import RULE as EQUALITY
from evenhand.rules.facts import EqualityConsideration
from evenhand.rules.terms import MandatoryService
from evenhand.rules.vocabulary import RestrictionKind, Scope, View
from evenhand.web.forms import (
    ChoiceField,
    ChoicesField,
    DateField,
    Form,
    LongTextField,
    SeenVersion,
    Submission,
    TextField,
    YesNoField,
)
from evenhand.web.forms.base import FieldByRule, Refusal

RESTRICT, NO_RESTRICTION = RestrictionKind.WRITING_ONLY.value, "no_restriction"
NOT_THERE = "not_there"
UNTIL, NO_END = "until", "no_end"
LATER = "later"
_SEAT = "seat_"

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


class DecisionForm(Submission, SeenVersion, EqualityQuestions):
    """The panel's decision: who sat, what they decided and why, and the terms of a restriction.

    What the policy asks for is for its rules to say, each beside its field; the form itself asks only for what no
    rule could judge: what was decided, and who sat.

    Args:
        panel: the members of the team.
        evidence: what the panel has before it, with the services and the dates that the policy gives.
    """

    needed_when: ClassVar = {"door_reason": ("door", LATER)}

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
    door = ChoicesField(
        label="If you cannot answer these questions now",
        what="that you cannot answer them now",
        choices=[(LATER, "We cannot answer them now, and delay would do harm")],
        required=False,
    )
    door_reason = LongTextField(label="What harm would delay do?", what="what harm delay would do", required=False)

    def __init__(self, *args: Any, panel: Sequence[PanelChoice], evidence: Evidence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.panel = panel
        self._services = evidence.services
        self.initial.setdefault("next_review_on", evidence.latest_review)
        for one in panel:
            self._add_seat(one)
        for service in evidence.services:
            self.initial.setdefault(service_field(service), service.usual_way)
            self.fields[service_field(service)] = LongTextField(
                label=service.name, what=f"how they reach {service.name}", required=False
            )
        if not evidence.may_put_off:
            del self.fields["door"], self.fields["door_reason"]
            self.needed_when = {}  # type: ignore[misc]  # this form has no such door
        seats = [name(one) for one in panel for name in (seat_field, comment_field)]
        services = [service_field(one) for one in evidence.services]
        self.order_fields([*seats, "decision", "reasons", *_RESTRICTION, *services, *ANSWERS, "door", "door_reason"])

    @property
    def wants_preview(self) -> bool:
        """Whether the button was the one that shows the notice and records nothing."""
        return "preview" in self.data

    def shows_seat(self, choice: PanelChoice) -> bool:
        """Whether the page asks for a member's view: of those who may sit, and of whoever was said to have sat."""
        return not choice.barred or self[seat_field(choice)].value() in list(View)

    def clean(self) -> dict[str, Any]:
        """Ask who sat; refuse a last day in the past, and answers to questions that are put off."""
        super().clean()
        data = self.cleaned_data
        seats = [seat_field(one) for one in self.panel]
        if any(name.startswith(_SEAT) and name not in self.fields for name in self.data):
            self.add_error(
                None, ValidationError("Somebody has left the determination team. Check who sat on the panel")
            )
        if seats and not any(name in self.errors or data.get(name) in list(View) for name in seats):
            self.add_error(self._first_seat(), ValidationError("Select who sat on the panel"))
        ends_on = data.get("ends_on") if data.get("length") == UNTIL else None
        if ends_on is not None and ends_on < timezone.localdate():
            self.add_error("ends_on", ValidationError("The last day must be today or in the future"))
        if data.get("door") and self.answered():
            self.add_error("door", ValidationError("Answer the questions above, or put them off: not both"))
        if data.get("decision") == NO_RESTRICTION:
            # Nothing of it is sent; what was typed stays on the page, in case they think again.
            for name in (*_RESTRICTION, *map(service_field, self._services), *ANSWERS, "door", "door_reason"):
                self.errors.pop(name, None)
        return data

    def add_refusals(self, refusals: Iterable[Refusal], field_by_rule: FieldByRule) -> None:
        """Show each refusal beside its field: beside the members whom it concerns, where it concerns some."""
        for refusal in refusals:
            people = {str(one) for one in getattr(refusal, "people", ())}
            seats = [seat_field(one) for one in self.panel if str(one.member.id) in people]
            for place in seats or [""]:
                super().add_refusals([refusal], {refusal.rule: place} if place else field_by_rule)

    def field_by_rule(self) -> Mapping[str, str]:
        """The field to which each rule, or each part of one, speaks."""
        about = "length"
        length = self.cleaned_data.get("length")
        if length:
            about = "ends_on" if length == UNTIL else "permanent_reason"
        services = {f"services.mandatory_open/{one.id}": service_field(one) for one in self._services}
        return {
            "warning.before_action": "decision",
            "warning.actions_continued": "decision",
            "determination.independent": self._first_seat(),
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
            "members": self._first_seat(),
            "doors": "door",
            "service": self._service_field(),
            "services": service_field(self._services[0]),
        }

    def draft(self) -> DecisionDraft:
        """The decision, from a valid form."""
        data = self.cleaned_data
        restricts = data["decision"] == RESTRICT
        put_off = bool(data.get("door"))
        return DecisionDraft(
            reasons=data["reasons"],
            circumstances=data["circumstances"] if restricts else "",
            restrictions=[self._restriction()] if restricts else [],
            members=list(self._seats()),
            equality=self.considered() if restricts and not put_off else None,
            doors={EQUALITY: data["door_reason"]} if restricts and put_off else {},
        )

    def _add_seat(self, choice: PanelChoice) -> None:
        name = choice.member.name
        self.initial.setdefault(seat_field(choice), NOT_THERE)
        self.fields[seat_field(choice)] = ChoiceField(
            label=f"{name}, {choice.member.post}",
            what=f"whether {name} sat, and their view",
            choices=[(NOT_THERE, "Did not sit"), *((view.value, view.label) for view in View)],
            # Nothing is asked about who may not sit, so nothing need be answered.
            required=not choice.barred,
        )
        self.fields[comment_field(choice)] = LongTextField(
            label=f"What {name} disagrees with", what=f"what {name} disagrees with", required=False
        )

    def _service_field(self) -> str:
        return "why_council_wide" if self.cleaned_data.get("scope") == Scope.COUNCIL_WIDE else "service"

    def _first_seat(self) -> str:
        open_seats = [one for one in self.panel if not one.barred] or list(self.panel)
        return seat_field(open_seats[0]) if open_seats else ""

    def _seats(self) -> Iterable[SeatDraft]:
        for one in self.panel:
            answer = self.cleaned_data[seat_field(one)] or NOT_THERE
            if answer != NOT_THERE:
                view = View(answer)
                comment = self.cleaned_data[comment_field(one)] if view is View.DISSENTS else ""
                yield SeatDraft(member=UUID(str(one.member.id)), view=view, comment=comment)

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


def seat_field(choice: PanelChoice) -> str:
    """The name of the field for a member's view."""
    return f"{_SEAT}{choice.member.id.hex}"


def comment_field(choice: PanelChoice) -> str:
    """The name of the field for what a member disagrees with."""
    return f"comment_{choice.member.id.hex}"


def service_field(service: MandatoryService) -> str:
    """The name of the field for how a mandatory service stays reachable."""
    return f"service_{service.id}"
