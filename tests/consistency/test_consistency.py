"""The policy holds whatever anybody does: a random council, a small run here and 10,000 steps in `make stress`."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.actions.council import People
from tests.consistency.machine import CouncilAtRandom

_ALWAYS = settings(
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


_NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""In the small run: what fails is printed as it came, and `make stress` makes it small."""


def test_a_council_at_random_keeps_to_the_policy(people: People) -> None:
    CouncilAtRandom.people = people

    run_state_machine_as_test(
        CouncilAtRandom, settings=settings(_ALWAYS, max_examples=6, stateful_step_count=25, phases=_NO_SHRINKING)
    )


@pytest.mark.stress
def test_ten_thousand_steps(people: People) -> None:
    CouncilAtRandom.people = people
    CouncilAtRandom.steps.clear()

    run_state_machine_as_test(CouncilAtRandom, settings=settings(_ALWAYS, max_examples=200, stateful_step_count=50))

    for what, count in sorted(CouncilAtRandom.steps.items()):
        print(f"{count:6d}  {what}")  # noqa: T201 - long work shows what it did
    assert sum(CouncilAtRandom.steps.values()) > 0
