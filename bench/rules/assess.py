"""How fast histories are assessed, and what is missing in one long case is found; on one core, in one process.

`python bench/rules/assess.py [--histories N] [--rounds N] [--profile]`
"""

import argparse
import cProfile
import gc
import pstats
import random
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from evenhand.histories.assess import assess
from evenhand.histories.facts import facts_of
from evenhand.histories.faults import HistoryInvalid
from evenhand.histories.history import History
from evenhand.histories.policies import Policies
from evenhand.histories.read import histories_of
from evenhand.histories.timing import courses, end_of, happened
from evenhand.reading.faults import Origin
from evenhand.reading.yaml import parse_yaml
from evenhand.rules.rulebook import judge
from evenhand.rules.steps import next_steps
from evenhand.rules.terms import Terms

HISTORIES_A_SECOND = 2000
CASE_SECONDS = 0.005
LONG_CASE = 200
FIRST = date(2023, 1, 2)
DECISION = (
    "kind: decision, by: panel, independent: true, restrictions: [{kinds}], reasons_recorded: {a},"
    " proportionality_considered: {b}, equality_considered: true, duration_days: {days}"
)
KINDS = ("single_contact", "email_only", "phone_ban, single_contact", "writing_only", "premises_ban", "other")


_CALL = "kind: incident, category: aggressive_or_abusive, reporter: p1, behaviours: [insulting_language]"
_MESSAGE = "kind: incident, category: persistent, reporter: p2, behaviours: [excessive_contact]"
_WARNING = "kind: warning, form: written, reasons_given: true, chance_to_change: true"
_FILED = "kind: contact_handled, channel: email, handled: filed_after_reading"
_ANSWERED = "kind: contact_handled, channel: telephone, handled: answered"
_REVIEW = "kind: review, outcome: continued, reasons_recorded: true, lifting_considered: true"
_NOTICE = "kind: notice, states: [why, what, duration, review_date, appeal_route, ombudsman]"
_DECISION = (
    "kind: decision, members: [p4, p5, p6], restrictions: [single_contact], reasons_recorded: true,"
    " duration_days: 90, equality_considered: true"
)
ROUND = (
    *(_CALL, _WARNING, _CALL, _MESSAGE, _MESSAGE, _WARNING, _CALL, _MESSAGE, _CALL),
    "kind: investigation, by: p3, customer_heard: true, own_part_considered: true",
    "kind: team_referral, by: p3",
    *(_DECISION, _NOTICE, _FILED, _FILED, _ANSWERED, "kind: appeal, by: p7, outcome: continued", _NOTICE),
    *(_MESSAGE, _FILED, _FILED, _FILED, _ANSWERED, _REVIEW, _NOTICE, "kind: breach, channel: telephone", _ANSWERED),
    *(_FILED, _CALL, _ANSWERED, _FILED, _FILED, _REVIEW, _NOTICE, _MESSAGE, _ANSWERED, _FILED, _FILED),
    *("kind: lifting, told: true", "kind: adjustment_request, considered: true"),
)
"""Forty events: from the first calls to a restriction, its reviews and its end. Five rounds make the long case."""


def one_history(number: int, chance: random.Random) -> str:
    """A history as a register or a published decision gives one: some three to eleven events."""
    truth = ("true", "false")
    events = [f"kind: incident, category: persistent, notes_kept: {chance.choice(truth)}"]
    if chance.random() < 0.7:
        events.append("kind: warning, form: written, reasons_given: true")
        events.append("kind: incident, category: aggressive_or_abusive")
    decision = DECISION.format(
        kinds=chance.choice(KINDS), a=chance.choice(truth), b=chance.choice(truth), days=chance.choice(("365", "null"))
    )
    events.append(decision)
    later = (
        "kind: notice, states: [why, what], omits: [review_date]",
        "kind: contact_handled, channel: email, new_issue: false, handled: filed_after_reading",
        "kind: review, held: true, outcome: continued, reasons_given: true",
        "kind: review, held: false",
        "kind: appeal, answered: true, answered_late: true",
        "kind: adjustment_request, considered: true",
        "kind: lifting, told: true",
    )
    events += chance.sample(later, chance.randrange(len(later)))
    complete = chance.random() < 0.2
    top = f"  record_complete: true\n  judged: {FIRST + timedelta(days=700)}\n" if complete else ""
    day = FIRST
    lines = []
    for event in events:
        day += timedelta(days=chance.randrange(40))
        lines.append(f"    - {{when: {day}, {event}}}" if complete or chance.random() < 0.5 else f"    - {{{event}}}")
    return f"- ref: case {number}\n  body: A Borough Council\n{top}  events:\n" + "\n".join(lines) + "\n"


def long_case() -> str:
    """A complete record of one case with two hundred events, as a live one is after some years."""
    events = [
        f"    - {{when: {FIRST + timedelta(days=3 * number)}, {ROUND[number % len(ROUND)]}}}"
        for number in range(LONG_CASE)
    ]
    judged = FIRST + timedelta(days=3 * LONG_CASE)
    top = f"- ref: long\n  body: A Borough Council\n  record_complete: true\n  judged: {judged}\n"
    return top + "  events:\n" + "\n".join(events) + "\n"


def read(text: str) -> tuple[History, ...]:
    """The histories of a text."""
    return histories_of(parse_yaml(text, Origin(file="generated", invalid=HistoryInvalid)), Policies(Path()))


def measured(rounds: int, work: Callable[[], object]) -> list[float]:
    """Seconds that the processor spent on each round, after one that is not counted: the machine may be shared."""
    work()
    found = []
    for _ in range(rounds):
        gc.collect()
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return found


def _all_of(histories: tuple[History, ...], terms: Terms) -> None:
    for history in histories:
        assess(history, terms)


def _profile(work: Callable[[], object]) -> None:
    with cProfile.Profile() as profile:
        work()
    pstats.Stats(profile).sort_stats("tottime").print_stats(30)


def main() -> None:
    """Measures, and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", action="store_true")
    chosen = parser.parse_args()
    chance = random.Random(7)
    text = "".join(one_history(number, chance) for number in range(chosen.histories))
    terms = Policies(Path()).terms("lgsco-guide")
    histories = read(text)
    (long,) = read(long_case())
    events = happened(long)
    case = facts_of(long, events, next(courses(long, events)))
    at = end_of(long.judged or FIRST)
    if chosen.profile:
        _profile(lambda: _all_of(histories, terms))
        _profile(lambda: [next_steps(case, terms, at=at) for _ in range(20)])
        return
    reading: tuple[tuple[str, Callable[[], object]], ...] = (
        ("assess, reading included", lambda: _all_of(read(text), terms)),
        ("assess, reading not included", lambda: _all_of(histories, terms)),
    )
    for words, work in reading:
        rates = [chosen.histories / one for one in measured(chosen.rounds, work)]
        middle = statistics.median(rates)
        print(
            f"{words}: {middle:,.0f} histories/s ({min(rates):,.0f} to {max(rates):,.0f}), "
            f"{middle / HISTORIES_A_SECOND:.2f} times the floor of {HISTORIES_A_SECOND:,}"
        )
    missing: tuple[tuple[str, Callable[[], object]], ...] = (
        (f"what is missing in a case of {LONG_CASE} events", lambda: next_steps(case, terms, at=at)),
        ("of it, the findings", lambda: judge(case, terms, at=at)),
    )
    for words, work in missing:
        times = measured(chosen.rounds * 20, work)
        middle = statistics.median(times)
        print(
            f"{words}: {middle * 1000:.2f} ms ({min(times) * 1000:.2f} to {max(times) * 1000:.2f}), "
            f"{middle / CASE_SECONDS:.2f} of the ceiling of {CASE_SECONDS * 1000:.0f} ms"
        )


if __name__ == "__main__":
    main()
