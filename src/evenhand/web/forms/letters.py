"""The forms of letters: their words, and how the customer was told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils import timezone

from evenhand.letters.draft import LONGEST_TEXT, LetterDraft
from evenhand.rules.vocabulary import NoticeItem, Route
from evenhand.web.forms import ChoiceField, DateField, LongTextField, SeenVersion, Submission, TimeField
from evenhand.web.spoken import LONDON, spoken_date

NOW, EARLIER = "now", "earlier"
FIELD_BY_RULE: Mapping[str, str] = {
    "notice.why": NoticeItem.WHY.value,
    "notice.what": NoticeItem.WHAT.value,
    "notice.time_limit": NoticeItem.DURATION.value,
    "notice.review_date": NoticeItem.REVIEW_DATE.value,
    "notice.appeal": NoticeItem.APPEAL_ROUTE.value,
    "notice.ombudsman": NoticeItem.OMBUDSMAN.value,
}
"""The field to which each rule on what a letter states speaks."""

_ALWAYS_OFFERED = frozenset({NoticeItem.WHY, NoticeItem.WHAT, NoticeItem.DURATION, NoticeItem.OMBUDSMAN})


class LetterForm(Submission, SeenVersion):
    """The words of a letter, an item each; a blank one takes the item out of the letter.

    Args:
        draft: the letter as the record has it; ``None`` where the record cannot become a letter, so that only
            what somebody typed can be shown.
    """

    def __init__(self, *args: Any, draft: LetterDraft | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = [one for one in NoticeItem if draft is None or _offered(one, draft)]
        for item in self.items:
            label = draft.headings[item] if draft else item.label
            self.fields[item.value] = LongTextField(
                label=label, what=f"‘{label}’", max_length=LONGEST_TEXT, required=False
            )
            if draft:
                self.initial[item.value] = draft.sections[item]

    @property
    def wants_preview(self) -> bool:
        """Whether the button was the one that shows the letter again and issues nothing."""
        return "preview" in self.data

    def texts(self) -> dict[NoticeItem, str]:
        """The words of each item, from a valid form."""
        return {item: self.cleaned_data[item.value] for item in self.items}


def _offered(item: NoticeItem, draft: LetterDraft) -> bool:
    """Whether somebody is asked for an item's words: where the letter has it, and where a letter may need it."""
    return item in _ALWAYS_OFFERED or bool(draft.sections[item].strip())


class TellingForm(Submission):
    """How and when the customer was told.

    Args:
        received: when the letter would count as received if it went today, by route.
    """

    needed_when: ClassVar = {"sent_on": ("when", EARLIER), "sent_time": ("when", EARLIER)}

    route = ChoiceField(label="How was the customer told?", what="how the customer was told", choices=Route)
    when = ChoiceField(label="When was it?", what="when it was", choices=[(NOW, "Just now"), (EARLIER, "Earlier")])
    sent_on = DateField(label="Date", what="the date", latest=timezone.localdate, required=False)
    sent_time = TimeField(label="Time", what="the time", required=False)

    def __init__(self, *args: Any, received: Mapping[Route, datetime], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        field = self.fields["route"]
        if not isinstance(field, ChoiceField):
            raise TypeError("the route is chosen from a list")
        field.hints = {
            route: "Counts as received at once."
            if timezone.localdate(moment) == today
            else f"Sent today, it counts as received on {spoken_date(moment)}."
            for route, moment in received.items()
        }

    def clean(self) -> dict[str, Any]:
        """Put day and time together; a letter was sent now or in the past."""
        super().clean()
        day, clock = self.cleaned_data.get("sent_on"), self.cleaned_data.get("sent_time")
        if day is not None and clock is not None:
            sent = datetime.combine(day, clock, LONDON)
            if sent > timezone.now():
                self.add_error("sent_time", ValidationError("The time must be now or in the past"))
            self.cleaned_data["sent_at"] = sent
        return self.cleaned_data
