"""The council's colour, and what is read upon it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.web.colours import BLACK, READABLE, WHITE, Colour, contrast, ink_of, text_upon
from evenhand.web.council import Council

parts = st.integers(min_value=0, max_value=255)
colours = st.builds(Colour, parts, parts, parts)


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == pytest.approx(1)
    # A grey that the guidelines' own tools put just above the line.
    assert contrast(Colour.from_hex("#767676"), WHITE) == pytest.approx(4.54, abs=0.005)


@given(colours)
def test_text_can_be_read_upon_every_brand_colour(brand: Colour) -> None:
    assert contrast(text_upon(brand), brand) >= READABLE


@given(colours)
def test_ink_can_be_read_upon_the_brands_own_surface(brand: Colour) -> None:
    surface = brand.mixed_with(WHITE, 0.94)
    assert contrast(ink_of(brand, surface), surface) >= READABLE


def test_a_colour_that_can_be_read_is_left_as_it_is() -> None:
    teal = Colour.from_hex("#14525a")
    assert ink_of(teal, WHITE) == teal


@pytest.mark.parametrize("text", ["14525a", "#14525", "#14525g", "red", "#000;}body{display:none", "#14525a\n"])
def test_only_a_colour_reaches_the_stylesheet(text: str) -> None:
    with pytest.raises(ValueError, match="is not a colour"):
        Colour.from_hex(text)


def test_a_short_colour_is_the_long_one() -> None:
    assert Colour.from_hex("#1aF") == Colour.from_hex("#11aaff")


def test_the_stylesheet_sets_the_design_systems_own_names() -> None:
    council = Council(name="Example Borough Council", brand=Colour.from_hex("#ffdd00"))
    css = council.stylesheet()
    assert "--govuk-brand-colour:#ffdd00;" in css
    assert "--evenhand-brand-text-colour:#000000;" in css


def test_another_colour_is_another_version() -> None:
    one = Council(name="Example", brand=Colour.from_hex("#14525a"))
    other = Council(name="Example", brand=Colour.from_hex("#14525b"))
    assert one.stylesheet_version() != other.stylesheet_version()
