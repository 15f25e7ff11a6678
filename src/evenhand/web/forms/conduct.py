"""The questions on what somebody did: behaviours with what shows each, threats of harm, offences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.forms import BoundField

from evenhand.rules.vocabulary import Behaviour, Category, Harm, Offence, Shown
from evenhand.web.forms.base import Form
from evenhand.web.forms.fields import ChoiceField, ChoicesField, LongTextField, YesNoField

NO_OFFENCE = "no"
_RECORDING = Behaviour.UNDISCLOSED_RECORDING
_NO_WARNING = "No warning is needed before you leave or end the call."


def asked_of(behaviour: Behaviour) -> tuple[Shown, ...]:
    """What the report asks for where a behaviour is chosen; of a recording, also whether it was an adjustment."""
    return (*behaviour.shown_by, Shown.RECORDING_ADJUSTMENT) if behaviour is _RECORDING else behaviour.shown_by


def shown_field(behaviour: Behaviour, shown: Shown) -> str:
    """The field for one thing that shows a behaviour; two behaviours may ask for the same."""
    return f"shows_{behaviour.value}_{shown.value}"


def _of(category: Category) -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in Behaviour if one.category is category]


class ConductQuestions(Form):
    """What they did, in the groups of clauses 6 and 7, and what shows it.

    None of these must be answered: a fact can always be recorded. What shows a behaviour that is not chosen
    counts for nothing, since scripts hide it.
    """

    abuse = ChoicesField(
        label="Aggressive or abusive behaviour (clause 6)",
        what="what they did",
        choices=_of(Category.AGGRESSIVE_OR_ABUSIVE),
        required=False,
        hints={
            Behaviour.MALICIOUS_ALLEGATION: "Only where somebody looked into it. Until then it is a complaint.",
            Behaviour.THREAT_OF_VIOLENCE: _NO_WARNING,
            Behaviour.VIOLENCE: _NO_WARNING,
        },
    )
    demands = ChoicesField(
        label="Unreasonable demands (clause 7)",
        what="what they did",
        choices=_of(Category.UNREASONABLE_DEMANDS),
        required=False,
        hints={Behaviour.EXHAUSTED_COMPLAINT: "Say which complaint it is under ‘What happened?’."},
    )
    at_public_meeting = YesNoField(
        label="Was it at a public council meeting?", what="whether it was at a public council meeting", required=False
    )
    harm = ChoicesField(
        label="Did they threaten to harm themselves or somebody else?",
        what="whom they threatened to harm",
        choices=Harm,
        required=False,
    )
    offence = ChoiceField(
        label="Was a criminal offence threatened or committed?",
        what="whether there was an offence",
        choices=[(NO_OFFENCE, "No"), *((one.value, one.label) for one in Offence)],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for behaviour in Behaviour:
            for one in asked_of(behaviour):
                self.fields[shown_field(behaviour, one)] = LongTextField(
                    label=one.label, what=f"‘{one.label}’", required=False
                )

    def shown_for(self, behaviour: Behaviour) -> list[BoundField]:
        """The fields for what shows a behaviour."""
        return [self[shown_field(behaviour, one)] for one in asked_of(behaviour)]

    def clean(self) -> dict[str, Any]:
        """Drop what would show a behaviour that was not chosen."""
        data = super().clean()
        chosen = self.behaviours()
        for behaviour in Behaviour:
            for one in asked_of(behaviour) if behaviour not in chosen else ():
                name = shown_field(behaviour, one)
                self.errors.pop(name, None)
                data[name] = ""
        if _RECORDING not in chosen:
            self.errors.pop("at_public_meeting", None)
            data["at_public_meeting"] = None
        return data

    def behaviours(self) -> list[Behaviour]:
        """The behaviours that were chosen."""
        data = self.cleaned_data
        return [Behaviour(code) for code in (*data.get("abuse", ()), *data.get("demands", ()))]

    def shown_texts(self) -> dict[Shown, str]:
        """What shows the behaviours, from a valid form; of two that ask for the same, each under its own name."""
        said: dict[Shown, list[tuple[Behaviour, str]]] = {}
        for behaviour, one, text in self._said():
            said.setdefault(one, []).append((behaviour, text))
        return {
            one: texts[0][1]
            if len(texts) == 1
            else "\n\n".join(f"{behaviour.label}: {text}" for behaviour, text in texts)
            for one, texts in said.items()
        }

    def shown_fields(self) -> Mapping[str, str]:
        """The form's field for what shows something, by what the action calls it; the first of several."""
        said = reversed(list(self._said()))
        return {f"shown_{one.value}": shown_field(behaviour, one) for behaviour, one, _ in said}

    def offence_found(self) -> Offence | None:
        """Whether an offence was threatened or committed, from a valid form."""
        answer = self.cleaned_data.get("offence")
        return None if answer in {None, NO_OFFENCE} else Offence(answer)

    def _said(self) -> Iterator[tuple[Behaviour, Shown, str]]:
        for behaviour in self.behaviours():
            for one in asked_of(behaviour):
                text = self.cleaned_data.get(shown_field(behaviour, one), "").strip()
                if text:
                    yield behaviour, one, text
