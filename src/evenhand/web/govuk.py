"""From a form's field to the GOV.UK component that draws it: which one, and with which parameters.

Templates call this through the macro ``field`` of ``macros/forms.html``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.forms import BoundField
from markupsafe import Markup, escape

from evenhand.web.forms.base import Form
from evenhand.web.forms.dates import PARTS, DateWidget

Params = dict[str, Any]
OPTIONS = frozenset(
    {
        "label",
        "hint",
        "size",
        "heading",
        "hidden_label",
        "optional",
        "rows",
        "width",
        "inline",
        "small",
        "reveal",
        "divider_before",
        "exclusive",
        "prefix",
        "suffix",
        "autocomplete",
        "inputmode",
        "spellcheck",
        "classes",
    }
)
"""What a page may say about one field; anything else is a slip of the pen and is refused."""


@dataclass(frozen=True, slots=True)
class Component:
    """One component of the design system and the parameters of its macro."""

    name: str
    params: Params


def component_for(bound: BoundField, options: Mapping[str, Any]) -> Component:
    """The component that draws a field.

    Args:
        bound: the field of a form.
        options: what the page says of it, of `OPTIONS`:
            ``label``, ``hint``: other words than the field's own;
            ``size``: of the label, "s" unless told, "m", "l", or None for plain;
            ``heading``: the label is the page's heading, in the largest size unless told;
            ``hidden_label``: the label is there for screen readers alone;
            ``optional``: False leaves out "(optional)" where the page says so in another way;
            ``rows`` of a text area; ``width`` of a box, in letters (2, 3, 4, 5, 10, 20, 30);
            ``inline``, ``small``: how radios and checkboxes stand;
            ``reveal``: what each answer unfolds, as drawn HTML by answer;
            ``divider_before``: the answer before which a word such as "or" stands, with that word, as a pair;
            ``exclusive``: the checkbox that clears all others;
            ``prefix``, ``suffix``, ``autocomplete``, ``inputmode``, ``spellcheck``, ``classes``: as they are.

    Raises:
        TypeError: an option does not exist, or nothing here draws a field of this kind.
    """
    unknown = set(options) - OPTIONS
    if unknown:
        raise TypeError(f"field() takes no {', '.join(sorted(unknown))}. It takes: {', '.join(sorted(OPTIONS))}.")
    for widget, (name, build) in _BUILDERS.items():
        if isinstance(bound.field.widget, widget):
            return Component(name, build(bound, options))
    raise TypeError(f"No component draws {type(bound.field.widget).__name__} ({bound.name}).")


def _form(bound: BoundField) -> Form:
    return cast("Form", bound.form)


def _common(bound: BoundField, options: Mapping[str, Any]) -> Params:
    """What all components take: the name, and what is said beside the field."""
    params: Params = {"name": bound.html_name}
    hint = options.get("hint", bound.help_text)
    if hint:
        params["hint"] = _words(hint)
    errors = _form(bound).errors_beside(bound.name)
    if errors:
        params["errorMessage"] = _words(errors[0] if len(errors) == 1 else Markup("<br>").join(errors))
    return params


def _words(text: object) -> Params:
    """Text as text, and HTML that is known to be safe as HTML."""
    return {"html": text} if isinstance(text, Markup) else {"text": str(text)}


def _label(bound: BoundField, options: Mapping[str, Any], kind: str) -> Params:
    """The label of one box, or the legend of several."""
    words = str(options.get("label", bound.label))
    depends = bound.name in _form(bound).needed_when
    if not bound.field.required and not depends and options.get("optional", True):
        words = f"{words} (optional)"
    heading = bool(options.get("heading", False))
    size = options.get("size", "l" if heading else "s")
    classes = f"govuk-{kind}--{size}" if size else ""
    if options.get("hidden_label"):
        classes = "govuk-visually-hidden"
    return {"text": words, "classes": classes, "isPageHeading": heading}


def _box(bound: BoundField, options: Mapping[str, Any]) -> Params:
    """What every single box takes."""
    value = bound.value()
    classes = [str(options.get("classes", ""))]
    if "width" in options:
        classes.append(f"govuk-input--width-{options['width']}")
    params = _common(bound, options) | {
        "id": bound.auto_id,
        "label": _label(bound, options, "label"),
        "classes": " ".join(part for part in classes if part),
        "value": "" if value is None else str(value),
    }
    for name in ("autocomplete", "inputmode", "spellcheck"):
        if name in options:
            params[name] = options[name]
    return params


def _input(bound: BoundField, options: Mapping[str, Any]) -> Params:
    params = _box(bound, options)
    if isinstance(bound.field, forms.EmailField):
        params = {"type": "email", "autocomplete": "email", "spellcheck": False} | params
    for name in ("prefix", "suffix"):
        if name in options:
            params[name] = _words(options[name])
    return params


def _password(bound: BoundField, options: Mapping[str, Any]) -> Params:
    """A password goes out empty, whatever came in."""
    return {"autocomplete": "current-password"} | _box(bound, options) | {"value": ""}


def _textarea(bound: BoundField, options: Mapping[str, Any]) -> Params:
    params = _box(bound, options)
    return params | {"rows": options.get("rows", 5), "value": _lines(params["value"])}


def _lines(text: str) -> Markup:
    """Text of several lines, with each line's end as a character reference.

    The macros indent what they nest, which would otherwise add spaces to what somebody typed; and a browser
    drops an end of line that comes first in a text area.
    """
    lines = str(escape(text)).replace("\r\n", "\n").replace("\r", "\n")
    return Markup(("\n" + lines if lines.startswith("\n") else lines).replace("\n", "&#10;"))  # noqa: S704 - escaped


def _answers_given(bound: BoundField) -> set[str]:
    """The codes of the answers that stand in the form."""
    value = bound.value()
    several = value if isinstance(value, list | tuple | set) else [] if value is None else [value]
    return {"yes" if one is True else "no" if one is False else str(one) for one in several}


def _choices(bound: BoundField) -> list[tuple[object, object]]:
    """The answers of the field as codes and words; groups of answers are not drawn here."""
    return list(cast("Iterable[tuple[object, object]]", cast("forms.ChoiceField", bound.field).choices))


def _items(bound: BoundField, options: Mapping[str, Any]) -> list[Params]:
    """The answers to choose from."""
    given, hints = _answers_given(bound), getattr(bound.field, "hints", {})
    reveal = options.get("reveal", {})
    before, divider = options.get("divider_before", (None, None))
    items: list[Params] = []
    for code, words in _choices(bound):
        item: Params = {"value": str(code), "text": str(words), "checked": str(code) in given}
        if code in hints:
            item["hint"] = _words(hints[code])
        if code in reveal:
            item["conditional"] = {"html": reveal[code]}
        if code == options.get("exclusive"):
            item["behaviour"] = "exclusive"
        if before is not None and code == before:
            items.append({"divider": divider})
        items.append(item)
    return items


def _group(bound: BoundField, options: Mapping[str, Any], kind: str) -> Params:
    """What radios and checkboxes take. Browsers group them by name, so that all stand within one legend."""
    shapes = [f"govuk-{kind}--{shape}" for shape in ("inline", "small") if options.get(shape)]
    return _common(bound, options) | {
        "idPrefix": bound.auto_id,
        "fieldset": {"legend": _label(bound, options, "fieldset__legend")},
        "items": _items(bound, options),
        "classes": " ".join(shapes),
    }


def _radios(bound: BoundField, options: Mapping[str, Any]) -> Params:
    return _group(bound, options, "radios")


def _checkboxes(bound: BoundField, options: Mapping[str, Any]) -> Params:
    return _group(bound, options, "checkboxes")


def _tick(bound: BoundField, options: Mapping[str, Any]) -> Params:
    """One box to tick: the sentence beside it says all, so that it needs no legend."""
    words = str(options.get("label", bound.label))
    item = {"value": "on", "text": words, "checked": bool(bound.value())}
    return _common(bound, options) | {"idPrefix": bound.auto_id, "items": [item]}


def _select(bound: BoundField, options: Mapping[str, Any]) -> Params:
    given = _answers_given(bound)
    choices = _choices(bound)
    if not any(str(code) == "" for code, _ in choices):
        choices = [("", "Choose one"), *choices]
    items = [{"value": str(code), "text": str(words), "selected": str(code) in given} for code, words in choices]
    params = _box(bound, options)
    del params["value"]  # which would be taken for the code of an answer
    return params | {"items": items}


def _date(bound: BoundField, options: Mapping[str, Any]) -> Params:
    typed, wrong = DateWidget.decompose(bound.value()), _form(bound).error_parts(bound.name)
    items = [
        {
            "id": f"{bound.auto_id}_{part}",
            "name": f"{bound.html_name}_{part}",
            "label": part.capitalize(),
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
            "value": getattr(typed, part),
            # A month may be typed as a word, so that its box must not bring up digits alone.
            "inputmode": "text" if part == "month" else "numeric",
        }
        for part in PARTS
    ]
    params = _common(bound, options)
    del params["name"]
    return params | {
        "id": bound.auto_id,
        "fieldset": {"legend": _label(bound, options, "fieldset__legend")},
        "items": items,
    }


# The first that fits is taken, so that a kind stands before the wider kind it is a case of.
_BUILDERS: dict[type[forms.Widget], tuple[str, Callable[[BoundField, Mapping[str, Any]], Params]]] = {
    DateWidget: ("date-input", _date),
    forms.Textarea: ("textarea", _textarea),
    forms.CheckboxSelectMultiple: ("checkboxes", _checkboxes),
    forms.RadioSelect: ("radios", _radios),
    forms.CheckboxInput: ("checkboxes", _tick),
    forms.Select: ("select", _select),
    forms.PasswordInput: ("password-input", _password),
    forms.EmailInput: ("input", _input),
    forms.TextInput: ("input", _input),
}
