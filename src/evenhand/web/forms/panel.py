"""Who sat on a panel and what each thought: the members of the team, and substitutes from outside it (9.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from evenhand.drafting.decisions import SeatDraft
from evenhand.queries.cases import PanelChoice, PanelChoices
from evenhand.rules.vocabulary import View
from evenhand.web.forms import ChoiceField, Form, LongTextField, Submission

NOT_THERE = "not_there"
_SEAT, _SUBSTITUTE = "seat_", "substitute_"
_OUTSIDE = " (from outside the team)"


class PanelSeats(Form):
    """Asks for the view of each member of the team who may sit, and of substitutes who sat in a member's place.

    Args:
        panel: who could sit.
    """

    def __init__(self, *args: Any, panel: PanelChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.panel = panel.members
        self.substitutes = range(1, panel.quorum + 1)
        """The numbers of the places for substitutes: as many as must sit."""
        for one in panel.members:
            self._add_seat(one)
        for number in self.substitutes:
            self._add_substitute(number, panel.substitutes)

    @property
    def seat_fields(self) -> list[str]:
        """The names of its fields, in the order of the page."""
        members = [name(one) for one in self.panel for name in (seat_field, comment_field)]
        outside = [name(number) for number in self.substitutes for name in _SUBSTITUTE_FIELDS]
        return [*members, *outside]

    def shows_seat(self, choice: PanelChoice) -> bool:
        """Whether the page asks for a member's view: of those who may sit, and of whoever was said to have sat."""
        return not choice.barred or self[seat_field(choice)].value() in list(View)

    @property
    def shows_substitutes(self) -> bool:
        """Whether something was said of substitutes, or nobody of the team may sit."""
        said = any(self[name(number)].value() for number in self.substitutes for name in _SUBSTITUTE_FIELDS)
        return said or all(one.barred for one in self.panel)

    def clean(self) -> dict[str, Any]:
        """Ask who sat, and for both a substitute and their view; refuse somebody named twice."""
        super().clean()
        data = self.cleaned_data
        if any(name.startswith(_SEAT) and name not in self.fields for name in self.data):
            self.add_error(
                None, ValidationError("Somebody has left the determination team. Check who sat on the panel")
            )
        self._check_substitutes()
        sat = [*map(seat_field, self.panel), *map(substitute_view_field, self.substitutes)]
        if not any(name in self.errors or data.get(name) in list(View) for name in sat):
            self.add_error(self.first_seat() or None, ValidationError("Select who sat on the panel"))
        return data

    def first_seat(self) -> str:
        """The first field that asks for somebody's view, to which what concerns the whole panel speaks."""
        open_seats = [one for one in self.panel if not one.barred] or list(self.panel)
        return seat_field(open_seats[0]) if open_seats else ""

    def fields_of_people(self, people: Iterable[str]) -> list[str]:
        """The fields that speak of some people: a member's own, and the one in which a substitute was chosen."""
        wanted = set(people)
        chosen = [name for name in map(substitute_field, self.substitutes) if self.cleaned_data.get(name) in wanted]
        return [*(seat_field(one) for one in self.panel if str(one.member.id) in wanted), *chosen]

    def seats(self) -> Iterator[SeatDraft]:
        """Who sat and their views, from a valid form."""
        data = self.cleaned_data
        for one in self.panel:
            answer = data[seat_field(one)] or NOT_THERE
            if answer != NOT_THERE:
                yield _seat(str(one.member.id), answer, data[comment_field(one)])
        for number in self.substitutes:
            person = data[substitute_field(number)]
            if person:
                view, comment = data[substitute_view_field(number)], data[substitute_comment_field(number)]
                yield _seat(person, view, comment, from_outside=True)

    def _check_substitutes(self) -> None:
        data, named = self.cleaned_data, set[str]()
        for number in self.substitutes:
            who, view = substitute_field(number), substitute_view_field(number)
            if who in self.errors or view in self.errors:
                continue
            person, taken = data[who], data[view]
            if person in named:
                self.add_error(who, ValidationError("You have chosen this person already"))
            elif person and not taken:
                self.add_error(view, ValidationError("Select what the substitute thinks"))
            elif taken and not person:
                self.add_error(who, ValidationError("Select who the substitute is"))
            if person:
                named.add(person)

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

    def _add_substitute(self, number: int, people: Sequence[PanelChoice]) -> None:
        field = substitute_field(number)
        # Somebody may have been barred since they were chosen: then the policy says so beside their name.
        offered = [one for one in people if not one.barred or str(one.member.id) == self.data.get(field)]
        self.fields[field] = ChoiceField(
            label=f"Substitute {number}" if len(self.substitutes) > 1 else "Substitute",
            what="a substitute",
            choices=[(str(one.member.id), f"{one.member.name}, {one.member.post}") for one in offered],
            widget=forms.Select,
            required=False,
        )
        self.fields[substitute_view_field(number)] = ChoiceField(
            label="What do they think?", what="what the substitute thinks", choices=View, required=False
        )
        self.fields[substitute_comment_field(number)] = LongTextField(
            label="What they disagree with", what="what they disagree with", required=False
        )


class OneViewForm(Submission):
    """The view of one more person on a decision that too few took.

    Args:
        people: who can still give theirs.
    """

    who = ChoiceField(label="Whose view is it?", what="whose view it is", choices=(), widget=forms.Select)
    view = ChoiceField(label="What do they think of the decision?", what="what they think of it", choices=View)
    comment = LongTextField(label="What they disagree with", what="what they disagree with", required=False)

    def __init__(self, *args: Any, people: PanelChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._outside = {str(one.member.id) for one in people.substitutes}
        field = self.fields["who"]
        if not isinstance(field, ChoiceField):
            raise TypeError("the person is chosen from a list")
        field.choices = [
            (str(one.member.id), f"{one.member.name}, {one.member.post}{_OUTSIDE if outside else ''}")
            for choices, outside in ((people.members, False), (people.substitutes, True))
            for one in choices
            if not one.barred
        ]

    def seat(self) -> SeatDraft:
        """The person and their view, from a valid form."""
        data = self.cleaned_data
        return _seat(data["who"], data["view"], data["comment"], from_outside=data["who"] in self._outside)


def seat_field(choice: PanelChoice) -> str:
    """The name of the field for a member's view."""
    return f"{_SEAT}{choice.member.id.hex}"


def comment_field(choice: PanelChoice) -> str:
    """The name of the field for what a member disagrees with."""
    return f"comment_{choice.member.id.hex}"


def substitute_field(number: int) -> str:
    """The name of the field for who a substitute is."""
    return f"{_SUBSTITUTE}{number}"


def substitute_view_field(number: int) -> str:
    """The name of the field for a substitute's view."""
    return f"view_of_{_SUBSTITUTE}{number}"


def substitute_comment_field(number: int) -> str:
    """The name of the field for what a substitute disagrees with."""
    return f"comment_of_{_SUBSTITUTE}{number}"


_SUBSTITUTE_FIELDS = (substitute_field, substitute_view_field, substitute_comment_field)


def _seat(person: str, view: str, comment: str, *, from_outside: bool = False) -> SeatDraft:
    taken = View(view)
    said = comment if taken is View.DISSENTS else ""
    return SeatDraft(member=UUID(person), view=taken, comment=said, from_outside=from_outside)
