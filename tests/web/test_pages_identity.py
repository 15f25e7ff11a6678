"""How a customer's identity was checked: recorded by whoever sees the case, before anything rests on an entry."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.actions.council import Line
from tests.web.on_cases import browser_of, fill_in, investigated, main_of, page_of, words_of

pytestmark = pytest.mark.django_db

HOW = "They gave their account number and address."


def address(line: Line) -> str:
    return reverse("verify_identity", kwargs={"case_id": line.case.id})


def test_a_check_is_recorded_and_the_case_asks_for_it_no_longer(line: Line) -> None:
    investigated(line)
    browser = browser_of(line.people.mia)
    case = reverse("case", kwargs={"case_id": line.case.id})
    assert "Check that the entries are about this customer" not in words_of(page_of(line))
    line.refer()
    line.determine()
    assert "Check that the entries are about this customer" in words_of(page_of(line))
    assert address(line) in main_of(page_of(line))

    answer = fill_in(browser, address(line), {"how": HOW})

    assert (answer.status_code, answer["Location"]) == (302, case)
    customer = line.case.customer
    assert (customer.identity_how, customer.identity_checked_by) == (HOW, line.people.mia.id)
    assert "Check that the entries are about this customer" not in words_of(page_of(line))


def test_it_says_how_and_keeps_nothing_else(line: Line) -> None:
    line.incident()
    browser = browser_of(line.people.olu)

    answer = fill_in(browser, address(line), {"how": "  "})

    assert answer.status_code == 422
    assert "Enter how the customer" in answer.content.decode()
    assert line.case.customer.identity_checked_at is None


def test_it_is_not_there_for_somebody_who_does_not_see_the_case(line: Line) -> None:
    line.incident()
    assert browser_of(line.people.oscar).get(address(line)).status_code == 404
