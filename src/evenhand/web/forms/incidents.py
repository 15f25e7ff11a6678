"""The form for reporting an incident: quick to fill in, and whole without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from evenhand.actions.report_incident import NewCustomer, PointKind
from evenhand.queries.council import StaffChoice
from evenhand.queries.customers import CustomerChoice
from evenhand.rules.vocabulary import Channel, StaffResponse
from evenhand.web.forms import (
    ChoiceField,
    ChoicesField,
    ConfirmField,
    DateField,
    EmailField,
    LongTextField,
    Submission,
    TextField,
    TimeField,
)
from evenhand.web.forms.conduct import ConductQuestions
from evenhand.web.spoken import LONDON

LookUp = Callable[..., tuple[CustomerChoice, ...]]
"""``(texts, *, chosen) -> customers``: finds whom texts may mean, and one who was chosen before."""

NEW, UNKNOWN = "new", "unknown"
UNKNOWN_PERSON = "Unknown person"
FILLING_IN = frozenset({"find", "another_affected", "another_witness"})
"""The buttons that bring the form back with more to fill in, and send nothing."""

_ABOUT_NEW = ("new_name", "new_phone", "new_email", "new_address")
_PERHAPS_KNOWN = (
    "We already have a record of somebody who may be the same person. Choose them, or send the report again if it is "
    "somebody else"
)


class PeopleField(ChoicesField):
    """Members of staff, each in a box of its own; empty boxes count for nothing. Its cleaned value is ids."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=(), what="somebody", widget=forms.SelectMultiple, **options)
        self.coerce = UUID

    def clean(self, value: object) -> object:
        """Each person once."""
        several = value if isinstance(value, list) else []
        return super().clean(list(dict.fromkeys(one for one in several if one)))


class ReportForm(Submission, ConductQuestions):
    """Who it was, what happened, what staff did, and whom it affected.

    Args:
        reporter: who reports it; they are ticked as affected, and offered in no list of others.
        staff: those who work here.
        look_up: finds customers on the record.
    """

    needed_when: ClassVar = {"new_name": ("customer", NEW)}

    offered = forms.CharField(required=False, widget=forms.HiddenInput)
    """The customers whom the page offered, so that one found since is shown once before a second is made."""

    search = TextField(label="Find the customer", what="a name", required=False, max_length=320)
    customer = ChoiceField(label="Who was it?", what="who it was", choices=())
    new_name = TextField(label="Their name", what="their name", required=False)
    new_phone = TextField(label="Telephone number", what="their telephone number", required=False)
    new_email = EmailField(label="Email address", required=False)
    new_address = LongTextField(label="Address", what="their address", required=False, max_length=1_000)
    unknown_contact = TextField(
        label="Telephone number or email address that they used", what="what they used", required=False, max_length=320
    )

    happened_on = DateField(
        label="Date", what="the date it happened", latest=timezone.localdate, help_text="For example, 27 3 2026"
    )
    happened_at = TimeField(label="Time", what="the time it happened", help_text="For example, 9:30am or 14:05")
    channel = ChoiceField(label="How were they in touch?", what="how they were in touch", choices=Channel)

    what_happened = LongTextField(label="What happened?", what="what happened")
    opinion = LongTextField(label="What do you make of it?", what="what you make of it", required=False)
    response = ChoicesField(
        label="What did you or your colleagues do?", what="what you did", choices=StaffResponse, required=False
    )

    me_affected = ConfirmField(label="I was affected", what="that you were affected", required=False, initial=True)
    others_affected = PeopleField(label="Colleagues who were affected", required=False)
    witnesses = PeopleField(label="Colleagues who saw or heard it", required=False)

    def __init__(
        self, *args: Any, reporter: UUID | None, staff: Sequence[StaffChoice], look_up: LookUp, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(_in_the_order_of_the_page(self.fields))
        self._reporter, self._look_up = reporter, look_up
        self.pressed = next((name for name in FILLING_IN if name in self.data), None)
        self.colleagues = [(str(one.id), f"{one.name}, {one.post}") for one in staff if one.id != reporter]
        self._choices("others_affected").choices = self.colleagues
        self._choices("witnesses").choices = self.colleagues
        self.found = self._alike() if self.is_bound else ()
        self._offer(self.found)

    @property
    def searched(self) -> str:
        """What was typed to find the customer by; empty where nothing was."""
        return self._typed("search")

    @property
    def chosen_channel(self) -> Channel | None:
        """How they were in touch, as far as the form says it by now."""
        return next((one for one in Channel if one == self["channel"].value()), None)

    def is_valid(self) -> bool:
        """Whether it was sent and every answer can be used; never so where a button only asked for more."""
        return self.pressed is None and super().is_valid()

    @property
    def has_errors(self) -> bool:
        """Whether the page must show errors: not while somebody is still filling in."""
        return self.pressed is None and super().has_errors

    def hidden_value(self, name: str) -> str:
        """What a hidden field carries: among them, whom this page offers."""
        return " ".join(str(one.id) for one in self.found) if name == "offered" else super().hidden_value(name)

    def boxes(self, name: str) -> list[str]:
        """What stands in the boxes for people: those chosen, and one empty box more."""
        value = self[name].value()
        chosen = value if isinstance(value, list) else []
        return [*dict.fromkeys(str(one) for one in chosen if one), ""]

    def clean(self) -> dict[str, Any]:
        """Drop what does not belong to the customer chosen, and put day and time together."""
        super().clean()
        who = self.cleaned_data.get("customer")
        for name in (*(() if who == NEW else _ABOUT_NEW), *(() if who == UNKNOWN else ("unknown_contact",))):
            self.errors.pop(name, None)
            self.cleaned_data[name] = ""
        offered = set(str(self.cleaned_data.get("offered", "")).split())
        if who in {NEW, UNKNOWN} and {str(one.id) for one in self.found} - offered:
            self.add_error("customer", ValidationError(_PERHAPS_KNOWN))
        day, clock = self.cleaned_data.get("happened_on"), self.cleaned_data.get("happened_at")
        if day is not None and clock is not None:
            occurred = datetime.combine(day, clock, LONDON)
            if occurred > timezone.now():
                self.add_error("happened_at", ValidationError("The time it happened must be now or in the past"))
            self.cleaned_data["occurred"] = occurred
        return self.cleaned_data

    def arguments(self) -> dict[str, Any]:
        """What the action takes, from a valid form."""
        data = self.cleaned_data
        me = [self._reporter] if data["me_affected"] and self._reporter else []
        return {
            "customer": self._customer(),
            "occurred": data["occurred"],
            "channel": data["channel"],
            "what_happened": data["what_happened"],
            "behaviours": self.behaviours(),
            "shown": self.shown_texts(),
            "at_public_meeting": data["at_public_meeting"],
            "harm": data["harm"],
            "offence": self.offence_found(),
            "response": data["response"],
            "affected": [*me, *data["others_affected"]],
            "witnesses": data["witnesses"],
            "opinion": data["opinion"],
        }

    def fields_of_action(self) -> dict[str, str]:
        """The form's field for each argument of the action that has another name here."""
        unknown = self.cleaned_data["customer"] == UNKNOWN
        return {
            "occurred": "happened_at",
            "affected": "others_affected",
            "customer_name": "new_name",
            "customer_phone": "unknown_contact" if unknown else "new_phone",
            "customer_email": "unknown_contact" if unknown else "new_email",
            "customer_address": "new_address",
            **self.shown_fields(),
        }

    def _customer(self) -> UUID | NewCustomer:
        data = self.cleaned_data
        if data["customer"] == NEW:
            given = (
                (PointKind.PHONE, data["new_phone"]),
                (PointKind.EMAIL, data["new_email"]),
                (PointKind.ADDRESS, data["new_address"]),
            )
            return NewCustomer(name=data["new_name"], contacts=[one for one in given if one[1]])
        if data["customer"] == UNKNOWN:
            used = data["unknown_contact"]
            kind = PointKind.EMAIL if "@" in used else PointKind.PHONE
            return NewCustomer(name=UNKNOWN_PERSON, contacts=[(kind, used)] if used else [])
        return UUID(data["customer"])

    def _alike(self) -> tuple[CustomerChoice, ...]:
        """Whom all that was typed may mean: a customer is looked for whether the button was pressed or not."""
        who = self._typed("customer")
        texts = [self._typed("search")]
        if who == NEW:
            texts += [self._typed(name) for name in ("new_name", "new_phone", "new_email")]
        if who == UNKNOWN:
            texts.append(self._typed("unknown_contact"))
        return self._look_up([one for one in texts if one], chosen=_uuid(who))

    def _offer(self, found: Iterable[CustomerChoice]) -> None:
        field = self.fields["customer"]
        if not isinstance(field, ChoiceField):
            raise TypeError("the customer is chosen from a list")
        field.choices = [
            *((str(one.id), one.name) for one in found),
            (NEW, "Somebody who is not on our record"),
            (UNKNOWN, "I do not know who it was"),
        ]
        field.hints = {str(one.id): "; ".join((f"Reference {one.reference}", *one.known_by)) for one in self.found}

    def _choices(self, name: str) -> PeopleField:
        field = self.fields[name]
        if not isinstance(field, PeopleField):
            raise TypeError(f"{name} is no list of people")
        return field

    def _typed(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), "") or "").strip()


def _in_the_order_of_the_page(names: Iterable[str]) -> list[str]:
    """The fields in the order in which their errors are listed: who, when and how, what they did, and the rest."""
    choices, others = ["abuse", "demands"], ["at_public_meeting", "harm", "offence"]
    conduct = [*choices, *(one for one in names if one.startswith("shows_")), *others]
    own = [one for one in names if one not in conduct]
    after = own.index("channel") + 1
    return [*own[:after], *conduct, *own[after:]]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
