"""What forms say, what they drop, and what they carry unseen."""

import uuid
from datetime import date, time
from typing import Any, ClassVar

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from tests.web.example_site import Channel, ExampleForm, Refused

from evenhand.rules.vocabulary import RuleId
from evenhand.web.forms import (
    ChoiceField,
    ChoicesField,
    DateField,
    EmailField,
    Form,
    LongTextField,
    SeenVersion,
    Submission,
    TextField,
    TimeField,
    YesNoField,
    form_for,
)

TODAY = date(2026, 11, 24)
GOOD: dict[str, Any] = {
    "submission": "5f2d1f5e-0d3c-4b57-9d0f-6a3c5a3f8f10",
    "seen_version": "7",
    "channel": "telephone",
    "behaviours": ["shouted"],
    "happened_on_day": "24",
    "happened_on_month": "nov",
    "happened_on_year": "2026",
    "told": "no",
    "reasons": "They shouted.",
}


def example(**changes: Any) -> ExampleForm:
    """The example's form as it was sent, with some answers changed."""
    return ExampleForm({**GOOD, **changes}, seen_version=7)


def errors(form: Form) -> dict[str, list[str]]:
    """What a form says, by field."""
    return {name: [str(text) for text in said] for name, said in form.errors.items()}


def test_a_good_form_gives_values_of_the_right_kind() -> None:
    form = example(happened_at="2pm")
    assert form.is_valid(), form.errors
    data = form.cleaned_data
    assert data["channel"] is Channel.TELEPHONE
    assert data["happened_on"] == TODAY
    assert data["happened_at"] == time(14)
    assert data["told"] is False
    assert data["submission"] == uuid.UUID(GOOD["submission"])
    assert data["seen_version"] == 7
    assert data["team"] is None


def test_an_empty_form_asks_for_each_thing_in_plain_words() -> None:
    form = ExampleForm({"submission": GOOD["submission"], "seen_version": "7"}, seen_version=7)
    assert errors(form) == {
        "channel": ["Select how they got in touch"],
        "behaviours": ["Select what they did"],
        "happened_on": ["Enter the date it happened"],
        "told": ["Select yes if the customer was warned"],
        "reasons": ["Enter what happened"],
    }


class Every(Form):
    """Fields on their own, for their messages."""

    line = TextField(label="Name", what="a name", max_length=5, required=False)
    long = LongTextField(label="Text", what="the text", max_length=10, required=False)
    email = EmailField(label="Email", required=False)
    one = ChoiceField(label="One", what="one", choices=[("a", "A")], required=False)
    many = ChoicesField(label="Many", what="some", choices=[("a", "A")], required=False)
    day = DateField(label="Day", what="the day of the call", latest=lambda: TODAY, required=False)
    clock = TimeField(label="Time", what="the time of the call", required=False)


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"line": "too long"}, "line", "A name must be 5 characters or fewer"),
        ({"line": "a\x00b"}, "line", "A name has a character that we cannot keep"),
        ({"long": "x" * 11}, "long", "The text must be 10 characters or fewer"),
        (
            {"email": "priya"},
            "email",
            "Enter an email address in the correct format, like name@example.org",
        ),
        ({"one": "b"}, "one", "Select one from the list"),
        ({"many": ["a", "b"]}, "many", "Select some from the list"),
        ({"day_day": "24", "day_year": "2026"}, "day", "The day of the call must include a month"),
        (
            {"day_day": "25", "day_month": "11", "day_year": "2026"},
            "day",
            "The day of the call must be today or in the past",
        ),
        ({"clock": "soon"}, "clock", "The time of the call must be a time, like 9:30am, 2pm or 14:05"),
        ({"clock": "2.30"}, "clock", "The time of the call must say am or pm, like 9:30am or 2pm"),
    ],
)
def test_a_wrong_answer_says_what_to_do(sent: dict[str, object], field: str, message: str) -> None:
    assert errors(Every(sent)) == {field: [message]}


def test_nothing_is_read_as_nothing() -> None:
    form = Every({})
    assert form.is_valid()
    assert form.cleaned_data == {
        "line": "",
        "long": "",
        "email": "",
        "one": None,
        "many": [],
        "day": None,
        "clock": None,
    }


def test_our_words_for_an_address_stay_ours() -> None:
    """Django shares its validators; a form of ours must not change what another says."""
    from django import forms

    EmailField(what="your email address")
    with pytest.raises(forms.ValidationError, match="Enter a valid email address"):
        forms.EmailField().clean("priya")


def test_an_answer_that_another_calls_for_is_asked_for() -> None:
    assert errors(example(told="yes")) == {"told_on": ["Enter the date of the warning"]}
    assert errors(example(behaviours=["other"])) == {"other_words": ["Enter what else they did"]}


def test_an_answer_that_nothing_calls_for_is_dropped_with_its_errors() -> None:
    form = example(told="no", told_on_day="99", told_on_month="1", told_on_year="2026", other_words="Left over")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["told_on"] is None
    assert form.cleaned_data["other_words"] == ""


def test_a_wrong_answer_that_is_called_for_keeps_its_own_error() -> None:
    form = example(told="yes", told_on_day="31", told_on_month="2", told_on_year="2026")
    assert errors(form) == {"told_on": ["The date of the warning must be a real date"]}


def test_the_summary_leads_to_each_field_in_the_order_of_the_page() -> None:
    form = example(channel="", happened_on_month="13", behaviours=[])
    assert [(line.text, line.href) for line in form.summary()] == [
        ("Select how they got in touch", "#id_channel"),
        ("Select what they did", "#id_behaviours"),
        ("The date it happened must be a real date", "#id_happened_on_month"),
    ]


def test_a_refusal_stands_beside_its_field_with_its_clause_in_words() -> None:
    form = example()
    assert form.is_valid()
    form.add_refusals(
        [
            Refused(RuleId("warning.before_action"), "Say what warning was given.", "8.2"),
            Refused(RuleId("determination.quorum"), "Three members must decide.", None),
        ],
        {"warning.before_action": "reasons"},
    )
    assert form.errors_beside("reasons") == ["Say what warning was given (Clause 8.2)"]
    assert [(line.text, line.href) for line in form.summary()] == [
        ("Three members must decide", None),
        ("Say what warning was given (Clause 8.2)", "#id_reasons"),
    ]
    assert form["reasons"].value() == "They shouted."


def test_a_refusal_for_a_field_that_the_form_lacks_speaks_to_the_whole_page() -> None:
    form = example()
    form.add_refusals([Refused(RuleId("notice.why"), "Say why.", "9.1")], {"notice.why": "elsewhere"})
    assert [line.href for line in form.summary()] == [None]


@pytest.mark.parametrize("name", ["submission", "seen_version"])
@pytest.mark.parametrize("value", [None, "garbled", "-1"])
def test_an_unseen_field_that_was_damaged_is_told_without_a_link(name: str, value: str | None) -> None:
    sent = {key: given for key, given in GOOD.items() if key != name} | ({name: value} if value else {})
    form = ExampleForm(sent, seen_version=7)
    assert [(line.text, line.href) for line in form.summary()] == [
        ("This page changed on its way to us. Check what it says and send it again", None)
    ]


def drawn(form_class: type[Form], method: str = "get", data: dict[str, Any] | None = None, **options: Any) -> Any:
    """A form as a view makes it, for somebody who is not signed in."""
    request = getattr(RequestFactory(), method)("/example", data or {})
    request.user, request.session = AnonymousUser(), {}
    return form_for(request, form_class, **options)


def test_each_new_form_has_a_token_of_its_own() -> None:
    tokens = {dict(drawn(ExampleForm, seen_version=7).hidden_inputs())["submission"] for _ in range(3)}
    assert len(tokens) == 3
    assert {str(uuid.UUID(token)) for token in tokens} == tokens


def test_a_form_that_is_corrected_keeps_its_token() -> None:
    form = drawn(ExampleForm, "post", {**GOOD, "channel": ""}, seen_version=7)
    assert not form.is_valid()
    assert dict(form.hidden_inputs())["submission"] == GOOD["submission"]


def test_a_form_without_a_good_token_gets_one() -> None:
    form = drawn(ExampleForm, "post", {**GOOD, "submission": "garbled"}, seen_version=7)
    token = dict(form.hidden_inputs())["submission"]
    assert str(uuid.UUID(token)) == token


def test_a_form_carries_the_version_that_was_seen_until_it_is_told_of_a_newer() -> None:
    form = drawn(ExampleForm, "post", GOOD, seen_version=9)
    assert form.is_valid()
    assert form.cleaned_data["seen_version"] == 7
    assert dict(form.hidden_inputs())["seen_version"] == "7"
    form.now_seen(9)
    assert dict(form.hidden_inputs())["seen_version"] == "9"
    assert dict(drawn(ExampleForm, seen_version=9).hidden_inputs())["seen_version"] == "9"


def test_a_form_that_was_not_made_for_a_request_cannot_be_drawn() -> None:
    with pytest.raises(RuntimeError, match="form_for"):
        example().hidden_inputs()


def test_a_form_needs_neither_mixin() -> None:
    class Bare(Form):
        name = TextField(label="Name", what="a name")

    assert [name for name, _ in drawn(Bare).hidden_inputs()] == ["csrfmiddlewaretoken"]


def test_the_mixins_stand_alone() -> None:
    class Once(Submission):
        told = YesNoField(label="Told?", what="yes if told")

    class Seen(SeenVersion):
        needed_when: ClassVar = {}

    assert set(dict(drawn(Once).hidden_inputs())) == {"csrfmiddlewaretoken", "submission"}
    assert set(dict(drawn(Seen, seen_version=1).hidden_inputs())) == {"csrfmiddlewaretoken", "seen_version"}
