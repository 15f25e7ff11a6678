"""The forms of conflicts: a member's tie to a case is declared, and decided on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from evenhand.queries.council import StaffChoice
from evenhand.rules.vocabulary import ConflictKind
from evenhand.web.forms import ChoiceField, LongTextField, Submission

MINE, ANOTHERS = "mine", "anothers"
MAY_SIT, MAY_NOT_SIT = "may_sit", "may_not_sit"


class DeclareForm(Submission):
    """Whose tie it is, which kind, and what it is.

    Args:
        others: the other members of the team.
    """

    needed_when: ClassVar = {"member": ("whose", ANOTHERS)}

    whose = ChoiceField(
        label="Who has the tie?", what="who has the tie", choices=[(MINE, "I have"), (ANOTHERS, "Another member")]
    )
    member = ChoiceField(
        label="Member of the team", what="a member of the team", choices=(), widget=forms.Select, required=False
    )
    kind = ChoiceField(label="What is the tie?", what="what the tie is", choices=ConflictKind)
    explanation = LongTextField(label="Explain the tie", what="what the tie is")

    def __init__(self, *args: Any, others: Sequence[StaffChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        if not isinstance(field, ChoiceField):
            raise TypeError("the member is chosen from a list")
        field.choices = [(str(one.id), f"{one.name}, {one.post}") for one in others]

    def arguments(self) -> dict[str, Any]:
        """What the action takes, from a valid form."""
        data = self.cleaned_data
        return {
            "kind": data["kind"],
            "explanation": data["explanation"],
            "member": UUID(data["member"]) if data["whose"] == ANOTHERS else None,
        }


class DecideForm(Submission):
    """Whether a member with a tie may sit, and why."""

    may_sit = ChoiceField(
        label="May they sit on the panel?",
        what="whether they may sit",
        choices=[(MAY_SIT, "They may sit"), (MAY_NOT_SIT, "They may not sit")],
    )
    reasons = LongTextField(label="Reasons for your decision", what="the reasons for your decision")

    def arguments(self) -> dict[str, Any]:
        """What the action takes, from a valid form."""
        return {"may_sit": self.cleaned_data["may_sit"] == MAY_SIT, "reasons": self.cleaned_data["reasons"]}
