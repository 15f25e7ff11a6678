"""Two people at one case, one person pressing twice: nothing is lost, and nothing happens twice."""

import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from tests.actions.council import Line, found_council

from evenhand.actions import report_incident
from evenhand.actions.errors import AlreadyCarriedOutError, CaseChangedError, InvalidInputError
from evenhand.config.environment import DatabaseAddress
from evenhand.ports import wired
from evenhand.ports.documents import MemoryStore
from evenhand.record import models as rows
from evenhand.record.audit.verify import verify_chain
from evenhand.rules.vocabulary import Act, Behaviour, Channel


@pytest.fixture
def committed(fresh_database: DatabaseAddress) -> Line:
    """A line whose every step is really committed."""
    del fresh_database
    wired.wire(documents=MemoryStore())
    return Line(found_council())


def both(*calls: Callable[[], object]) -> list[object]:
    """What the calls gave, or raised, when all of them started together."""
    ready = threading.Barrier(len(calls))
    results: list[object] = [None] * len(calls)

    def run(place: int, call: Callable[[], object]) -> None:
        ready.wait()
        try:
            results[place] = call()
        except Exception as error:  # noqa: BLE001 - what was raised is the result
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_the_second_to_decide_is_told_what_changed(line: Line) -> None:
    line.to_referred()
    seen = line.case.version
    line.determine()

    with pytest.raises(CaseChangedError) as caught:
        line.determine(actor=line.people.eve, seen_version=seen)

    assert caught.value.version == line.case.version
    assert [(event.act, event.by) for event in caught.value.since] == [(Act.DETERMINE, line.people.dan.id)]
    assert rows.Determination.objects.count() == 1


def test_two_panels_that_decide_in_the_same_moment(committed: Line) -> None:
    line = committed.to_referred()
    seen = line.case.version

    results = both(
        lambda: line.determine(seen_version=seen),
        lambda: line.determine(seen_version=seen, actor=line.people.eve, restrictions=[], equality=None),
    )

    decided = [one for one in results if isinstance(one, UUID)]
    overtaken = [one for one in results if isinstance(one, CaseChangedError)]
    assert (len(decided), len(overtaken)) == (1, 1)
    assert rows.Determination.objects.count() == 1
    assert verify_chain(connection).whole


def test_the_same_form_twice_is_carried_out_once(line: Line) -> None:
    line.incident()
    token = uuid4()
    first = line.warn(submission=token)

    with pytest.raises(AlreadyCarriedOutError) as caught:
        line.warn(submission=token)

    assert caught.value.result == first
    assert rows.Warning.objects.count() == 1


def test_the_same_form_twice_in_the_same_moment(committed: Line) -> None:
    line = committed
    line.incident()
    token = uuid4()

    results = both(lambda: line.warn(submission=token), lambda: line.warn(submission=token))

    done = [one for one in results if isinstance(one, UUID)]
    again = [one for one in results if isinstance(one, AlreadyCarriedOutError)]
    assert len(done) == 1
    assert [one.result for one in again] == done
    assert rows.Warning.objects.count() == 1


def test_a_form_that_was_refused_can_be_sent_again(line: Line) -> None:
    line.incident()
    token = uuid4()
    with pytest.raises(InvalidInputError):
        line.warn(submission=token, given_at=line.at + timedelta(days=1))

    line.warn(submission=token)

    assert rows.Warning.objects.count() == 1


def test_two_first_reports_on_one_customer_open_one_case(committed: Line) -> None:
    line = committed
    line.incident()
    before = rows.Case.objects.count()
    customer = line.customer
    assert customer is not None

    def report() -> UUID:
        return report_incident.report_incident(
            actor=line.people.olu,
            at=line.at,
            customer=customer,
            occurred=line.at,
            channel=Channel.TELEPHONE,
            what_happened="The customer shouted.",
            behaviours=[Behaviour.INSULTING_LANGUAGE],
        )

    results = both(report, report)

    assert all(isinstance(one, UUID) for one in results)
    assert rows.Case.objects.count() == before
    assert rows.Incident.objects.count() == 3
