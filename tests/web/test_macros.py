"""What the macros draw: the right component, with its errors, and nothing that the page's policy forbids."""

import re
from html import unescape
from typing import Any

import jinja2
import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import RequestFactory
from tests.web.example_site import ExampleForm
from tests.web.test_forms import GOOD

from evenhand.web.forms import form_for
from evenhand.web.govuk import component_for


def draw(source: str, data: dict[str, Any] | None = None) -> str:
    """Draw a template with the example's form, sent or new."""
    factory = RequestFactory()
    request = factory.get("/example") if data is None else factory.post("/example", data)
    request.user, request.session = AnonymousUser(), {}  # type: ignore[assignment] # enough of a session
    form = form_for(request, ExampleForm, seen_version=7)
    head = '{% from "macros/forms.html" import field, form_page, error_summary %}'
    return str(engines["jinja2"].from_string(head + source).render({"form": form}, request))


def attributes(html: str, tag: str, marker: str) -> dict[str, str]:
    """The attributes of the first tag that has a marker in it."""
    found = next(one for one in re.findall(rf"<{tag}\b[^>]*>", html) if marker in one)
    return {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', found)}


@pytest.mark.parametrize(
    ("field", "component"),
    [
        ("channel", "radios"),
        ("told", "radios"),
        ("behaviours", "checkboxes"),
        ("sure", "checkboxes"),
        ("happened_on", "date-input"),
        ("happened_at", "input"),
        ("email", "input"),
        ("other_words", "input"),
        ("team", "select"),
        ("reasons", "textarea"),
        ("code_word", "password-input"),
    ],
)
def test_each_kind_of_field_has_its_component(field: str, component: str) -> None:
    form = ExampleForm(seen_version=7)
    assert component_for(form[field], {}).name == component


def test_an_option_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError, match="takes no hnit"):
        component_for(ExampleForm(seen_version=7)["reasons"], {"hnit": "…"})


def test_a_name_that_does_not_exist_is_an_error_in_our_templates() -> None:
    with pytest.raises(jinja2.UndefinedError):
        draw("{{ form.no_such_field }}")
    with pytest.raises(jinja2.UndefinedError):
        draw("{% if no_such_name %}x{% endif %}")


def test_what_was_typed_is_escaped() -> None:
    html = draw(
        "{{ field(form.reasons) }}{{ field(form.other_words) }}",
        {**GOOD, "reasons": "<b>&", "other_words": '">'},
    )
    assert "&lt;b&gt;&amp;</textarea>" in html
    assert attributes(html, "input", "other_words")["value"] == '">'


@pytest.mark.parametrize("typed", ["one\n  two\n\nthree", "\nfirst line empty", "one\r\ntwo", "  led in"])
def test_lines_come_back_as_they_were_typed_however_deep_they_stand(typed: str) -> None:
    source = '{{ field(form.channel, reveal={"email": field(form.reasons)}) }}'
    html = draw(source, {**GOOD, "reasons": typed})
    inside = unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)[1])  # type: ignore[index]
    # A browser drops one end of line where a text area begins with it.
    assert inside.removeprefix("\n") == typed.replace("\r\n", "\n")


def test_a_field_says_its_error_and_its_hint_to_a_screen_reader() -> None:
    html = draw('{{ field(form.reasons, hint="In your own words.", rows=8) }}', {**GOOD, "reasons": ""})
    box = attributes(html, "textarea", "reasons")
    assert box["aria-describedby"] == "id_reasons-hint id_reasons-error"
    assert box["rows"] == "8"
    assert 'id="id_reasons-error"' in html
    assert "Enter what happened" in html


def test_a_new_form_shows_no_errors() -> None:
    assert "govuk-error" not in draw("{{ field(form.reasons) }}{{ field(form.channel) }}{{ error_summary(form) }}")


def test_a_date_marks_the_box_that_is_wrong() -> None:
    html = draw("{{ field(form.happened_on) }}", {**GOOD, "happened_on_month": "13"})
    assert "govuk-input--error" in attributes(html, "input", "happened_on_month")["class"]
    assert "govuk-input--error" not in attributes(html, "input", "happened_on_day")["class"]
    assert attributes(html, "input", "happened_on_month")["value"] == "13"


def test_answers_stay_ticked_and_unfold_what_depends_on_them() -> None:
    source = '{{ field(form.behaviours, reveal={"other": field(form.other_words)}) }}'
    html = draw(source, {**GOOD, "behaviours": ["swore", "other"], "other_words": "Spat"})
    ticked = re.findall(r'value="(\w+)"\s*checked', html)
    assert ticked == ["swore", "other"]
    assert "conditional--hidden" not in html
    assert attributes(html, "input", "other_words")["value"] == "Spat"
    assert "conditional--hidden" in draw(source, GOOD)


def test_only_what_nobody_has_to_answer_says_optional() -> None:
    html = draw("{{ field(form.email) }}{{ field(form.other_words) }}{{ field(form.reasons) }}")
    assert html.count("(optional)") == 1
    assert "Email address (optional)" in html


def test_a_password_never_comes_back() -> None:
    html = draw("{{ field(form.code_word) }}", {**GOOD, "code_word": "open sesame"})
    assert "open sesame" not in html


def test_a_form_needs_nothing_inline() -> None:
    source = """{% call form_page(form, button="Send") %}
      {{ field(form.channel) }}{{ field(form.behaviours) }}{{ field(form.happened_on) }}{{ field(form.team) }}
      {{ field(form.code_word) }}{{ field(form.sure) }}{% endcall %}{{ error_summary(form) }}"""
    html = draw(source, {**GOOD, "channel": ""})
    assert not re.search(r"\sstyle=|\son\w+=|javascript:|<style|<script", html, re.IGNORECASE)
