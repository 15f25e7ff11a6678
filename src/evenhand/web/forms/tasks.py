"""The forms of tasks that a rule asks for beside the way of a case: care of staff, and referrals outside."""

from __future__ import annotations

from typing import Any

from evenhand.web.forms import ChoiceField, LongTextField, Submission, TextField

_TAKEN_ON: dict[str, bool | None] = {"yes": True, "no": False, "no_word": None}


class SupportForm(Submission):
    """That the staff affected were asked how they are; what was done, where it needs saying."""

    note = LongTextField(label="What was done?", what="what was done", required=False)


class IdentityForm(Submission):
    """How it was checked that the entries are about this customer and nobody else."""

    how = TextField(label="How was it checked?", what="how the customer's identity was checked")


class ReferOutsideForm(Submission):
    """What the police or safeguarding were told."""

    reasons = LongTextField(label="Why is it referred?", what="why it is referred")
    reference = TextField(label="Their reference", what="their reference", required=False)


class DeclineForm(Submission):
    """Why a matter is not referred."""

    reasons = LongTextField(label="Why is it not referred?", what="why it is not referred")


class OutcomeForm(Submission):
    """What came of a referral, as far as it is known."""

    accepted = ChoiceField(
        label="Did they take it on?",
        what="whether they took it on",
        choices=[("yes", "Yes"), ("no", "No"), ("no_word", "They have not said, or it is recorded already")],
    )
    reference = TextField(label="Their reference", what="their reference", required=False)
    outcome = LongTextField(label="What came of it?", what="what came of the referral", required=False)

    def arguments(self) -> dict[str, Any]:
        """What the action takes, from a valid form."""
        data = self.cleaned_data
        return {
            "accepted": _TAKEN_ON[data["accepted"]],
            "reference": data["reference"],
            "outcome": data["outcome"],
        }
