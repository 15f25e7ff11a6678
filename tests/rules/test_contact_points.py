"""Whether two texts mean one number, address, person, issue or service, however they are written."""

import pytest

from evenhand.rules.contact.points import among, same_person, same_point, same_service


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("020 7946 0321", "+44 20 7946 0321"),
        ("(020) 7946-0321", "00442079460321"),
        ("+44 (0)20 7946 0321", "020 79460321"),
        ("Call 020 7946 0321 between 10 and 11", "02079460321"),
        ("Ada@Example.org", "ada@example.org"),
        ("Complaints <complaints@example.org>", "complaints@example.org"),
        ("Write to complaints@example.org.", "complaints@example.org"),
        ("@Ada", "@ada "),
        ("Front  desk", "front desk"),
    ],
)
def test_one_point_written_in_two_ways(one: str, other: str) -> None:
    assert same_point(one, other)
    assert same_point(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("020 7946 0321", "020 7946 0322"),
        ("020 7946 0321", "7946 0321"),
        ("ada@example.org", "ada@example.com"),
        ("a.da@example.org", "ada@example.org"),
        ("", ""),
        (" ", ""),
        ("", "ada@example.org"),
        ("Front desk", "Back desk"),
    ],
)
def test_two_points(one: str, other: str) -> None:
    assert not same_point(one, other)
    assert not same_point(other, one)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ms Dana Summer", "dana summer", True),
        ("Dana Summer", "Ms Dana Summer, Customer Services", True),
        ("The complaints officer", "the Complaints Officer", True),
        ("Summer, Dana", "Dana Summer", True),
        ("020 7946 0555", "Dana Summer, 020 7946 0555", True),
        ("mia", "Mia", True),
        ("Dana", "Dana Summer", False),
        ("Ms", "Mr", False),
        ("Dana Winter", "Dana Summer", False),
        ("", "Dana Summer", False),
        ("", "", False),
    ],
)
def test_a_recipient_is_the_person_who_is_named(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_an_issue_is_the_same_in_other_letters_and_spaces_alone() -> None:
    assert among(" THE hedge. ", ["The parking permit", "The hedge"])
    assert not among("The hedge at number 9", ["The hedge"])
    assert not among("", [""])
    assert not among("The hedge", [])


@pytest.mark.parametrize(
    ("text", "names", "same"),
    [
        ("Council Tax", ("Council Tax", "council_tax"), True),
        ("council_tax", ("Council Tax", "council_tax"), True),
        ("The Council Tax team", ("Council Tax", "council_tax"), True),
        ("Housing", ("Housing benefit", "housing_benefit"), True),
        ("Revenues", ("Council Tax", "council_tax"), False),
        ("", ("Council Tax",), False),
        ("Bins", ("", " "), False),
    ],
)
def test_a_service_is_named_by_its_name_or_a_part_of_it(
    text: str,
    names: tuple[str, ...],
    same: bool,  # noqa: FBT001
) -> None:
    assert same_service(text, *names) is same
