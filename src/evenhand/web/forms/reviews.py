"""The forms of a review, and of lifting a restriction at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from evenhand.rules.vocabulary import ReviewOutcome
from evenhand.web.forms import ChoiceField, DateField, LongTextField, SeenVersion, Submission
from evenhand.web.forms.decisions import EQUALITY_FIELDS, EqualityQuestions

_REASONS = {
    ReviewOutcome.LIFTED: "lift_reasons",
    ReviewOutcome.VARIED: "vary_reasons",
    ReviewOutcome.CONTINUED: "keep_reasons",
}
"""The field of the reasons, by outcome: each outcome asks its own questions."""


class ReviewForm(Submission, SeenVersion, EqualityQuestions):
    """How a review ends, lightest first, each outcome with its own questions.

    What is missing for keeping a restriction is for the rules to say.

    Args:
        latest_review: the last day that the policy allows for the next review.
    """

    needed_when: ClassVar = {
        "lift_reasons": ("outcome", ReviewOutcome.LIFTED),
        "new_end_on": ("outcome", ReviewOutcome.VARIED),
        "vary_reasons": ("outcome", ReviewOutcome.VARIED),
    }

    outcome = ChoiceField(label="How does the review end?", what="how the review ends", choices=ReviewOutcome)
    lift_reasons = LongTextField(label="Why is it lifted?", what="why it is lifted", required=False)
    new_end_on = DateField(label="What is the new last day?", what="the new last day", required=False)
    vary_reasons = LongTextField(label="Why does it end sooner?", what="why it ends sooner", required=False)
    lift_considered = LongTextField(
        label="Why can it not be lifted, in whole or in part?", what="why it cannot be lifted", required=False
    )
    keep_reasons = LongTextField(label="Why is it still needed now?", what="why it is still needed", required=False)
    next_review_on = DateField(
        label="When will you review it again?", what="the date of the next review", required=False
    )

    field_order = (
        "outcome",
        "lift_reasons",
        "new_end_on",
        "vary_reasons",
        "lift_considered",
        "keep_reasons",
        "barriers",
        "bears_harder",
        "arrangements",
        "human_rights",
        "next_review_on",
    )

    def __init__(self, *args: Any, latest_review: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("next_review_on", latest_review)

    def clean(self) -> dict[str, Any]:
        """What belongs to keeping it is asked of nobody who does not keep it."""
        super().clean()
        outcome = self.cleaned_data.get("outcome")
        if outcome in (ReviewOutcome.LIFTED, ReviewOutcome.VARIED):
            for name in ("lift_considered", "keep_reasons", "next_review_on", *EQUALITY_FIELDS.values()):
                self.errors.pop(name, None)
        return self.cleaned_data

    def arguments(self) -> dict[str, Any]:
        """What the action takes, from a valid form."""
        data = self.cleaned_data
        outcome = data["outcome"]
        keeps = outcome is ReviewOutcome.CONTINUED
        return {
            "outcome": outcome,
            "reasons": data[_REASONS[outcome]],
            "lift_considered": data["lift_considered"] if keeps else "",
            "new_end_on": data["new_end_on"] if outcome is ReviewOutcome.VARIED else None,
            "next_review_on": data["next_review_on"] if keeps else None,
            "equality": self.considered() if keeps else None,
        }

    def fields_of_action(self) -> Mapping[str, str]:
        """The form's field for each argument of the action that has another name here."""
        return {"reasons": _REASONS[self.cleaned_data["outcome"]]}

    @staticmethod
    def field_by_rule() -> Mapping[str, str]:
        """The field to which each rule, or each part of one, speaks."""
        return {
            "review.reasoned/lift_considered": "lift_considered",
            "review.reasoned/reasons": "keep_reasons",
            "review.on_time": "next_review_on",
            "notice.sent": "outcome",
            **EQUALITY_FIELDS,
        }


class LiftForm(Submission):
    """Why a restriction is lifted at once; nothing else is asked."""

    reasons = LongTextField(label="Why are you lifting it?", what="why you are lifting the restriction")
