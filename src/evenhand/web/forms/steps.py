"""The forms of the manager's steps on a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from evenhand.rules.vocabulary import Channel, Recommendation, WarningForm
from evenhand.web.forms import (
    ChoiceField,
    ChoicesField,
    DateField,
    LongTextField,
    SeenVersion,
    Submission,
    TimeField,
    YesNoField,
)
from evenhand.web.spoken import LONDON

NOW, EARLIER = "now", "earlier"
_LONGEST_ARRANGEMENT = 500
_CARRIES_NOTHING = "The warning is recorded as it was, but it cannot lead to a restriction."


class TakeOnForm(Submission):
    """One button: the manager takes an incident on."""


class WarnForm(Submission, SeenVersion):
    """A warning as it was given, complete or not."""

    needed_when: ClassVar = {
        "reasons": ("told_why", True),
        "given_on": ("when", EARLIER),
        "given_time": ("when", EARLIER),
    }

    form = ChoiceField(label="How did you warn the customer?", what="how you warned the customer", choices=WarningForm)
    told_why = YesNoField(
        label="Did you tell them why their actions are unacceptable?",
        what="yes if you told them why their actions are unacceptable",
        hints={"no": _CARRIES_NOTHING},
    )
    reasons = LongTextField(
        label="What did you tell them?", what="what you told them about their actions", required=False
    )
    chance_to_change = YesNoField(
        label="Did you give them a chance to change?",
        what="yes if you gave them a chance to change",
        hints={"no": _CARRIES_NOTHING},
    )
    when = ChoiceField(
        label="When did you warn them?",
        what="when you warned them",
        choices=[(NOW, "Just now"), (EARLIER, "Earlier")],
    )
    given_on = DateField(
        label="Date of the warning", what="the date of the warning", latest=timezone.localdate, required=False
    )
    given_time = TimeField(label="Time of the warning", what="the time of the warning", required=False)

    def clean(self) -> dict[str, Any]:
        """Put day and time together; a warning was given now or in the past."""
        super().clean()
        day, clock = self.cleaned_data.get("given_on"), self.cleaned_data.get("given_time")
        if day is not None and clock is not None:
            given = datetime.combine(day, clock, LONDON)
            if given > timezone.now():
                self.add_error("given_time", ValidationError("The time of the warning must be now or in the past"))
            self.cleaned_data["given_at"] = given
        return self.cleaned_data

    def arguments(self) -> dict[str, Any]:
        """What the action takes, from a valid form."""
        data = self.cleaned_data
        return {
            "form": data["form"],
            "reasons": data["reasons"],
            "chance_to_change": data["chance_to_change"],
            "given_at": data.get("given_at"),
        }


class StartForm(Submission, SeenVersion):
    """One button: the manager starts to investigate."""

    finishing = forms.CharField(widget=forms.HiddenInput, initial="no", required=False)
    """Tells it from the form that finishes, which stands at the same address."""


class FinishForm(Submission, SeenVersion):
    """What the manager found, and what they recommend."""

    finishing = forms.CharField(widget=forms.HiddenInput, initial="yes", required=False)
    customer_account = LongTextField(label="The customer’s account", what="the customer’s account")
    council_part = LongTextField(label="The council’s own part", what="the council’s own part")
    conclusions = LongTextField(label="What you found", what="what you found")
    recommendation = ChoiceField(
        label="What do you recommend?",
        what="what you recommend",
        choices=Recommendation,
        hints={
            Recommendation.REFER_TO_TEAM: "The team decides, independently of you. You refer the case in the next step."
        },
    )


class ReferForm(Submission, SeenVersion):
    """Why the team should consider a restriction."""

    reasons = LongTextField(
        label="Why should the team consider a restriction?", what="why the team should consider a restriction"
    )


class CloseForm(Submission, SeenVersion):
    """Why the case is closed."""

    reasons = LongTextField(label="Why are you closing the case?", what="why the case is closed")


class AdjustmentForm(Submission):
    """What is arranged for the customer; never why."""

    arrangement = LongTextField(
        label="What will we do differently?", what="what we will do differently", max_length=_LONGEST_ARRANGEMENT
    )
    unusable_channels = ChoicesField(
        label="Is there a way of contacting us that they cannot use?",
        what="the ways they cannot use",
        choices=Channel,
        required=False,
    )
