"""A report with all that it can say: what shows the behaviours, threats of harm, offences (4.1, 6.1, 7.4, 8.2)."""

from __future__ import annotations

import pytest
from django.db import transaction
from tests.actions.council import Line

from evenhand.actions.errors import InvalidInputError
from evenhand.record import models as rows
from evenhand.record.facts import case_facts
from evenhand.record.sensitive import sensitive_data
from evenhand.rules.facts import Incident
from evenhand.rules.vocabulary import Behaviour, Harm, Offence, Shown


def only_incident(line: Line) -> Incident:
    (found,) = case_facts(line.case, at=line.at).incidents
    return found


def test_all_that_a_report_says_reaches_the_rules(line: Line) -> None:
    line.incident(
        behaviours=[Behaviour.EXCESSIVE_CONTACT, Behaviour.UNDISCLOSED_RECORDING],
        shown={Shown.EARLIER_CONTACTS: " Calls on 2, 3 and 4 January. ", Shown.REPLY_PROMISED: "By 12 January."},
        at_public_meeting=False,
        harm=[Harm.SELF, Harm.OTHERS],
        offence=Offence.THREATENED,
    )

    found = only_incident(line)

    assert found.shown == {
        Shown.EARLIER_CONTACTS: "Calls on 2, 3 and 4 January.",
        Shown.REPLY_PROMISED: "By 12 January.",
    }
    assert found.at_public_meeting is False
    assert found.harm_threatened == {Harm.SELF, Harm.OTHERS}
    assert found.offence is Offence.THREATENED


def test_what_was_not_said_stays_unsaid(line: Line) -> None:
    line.incident(shown={Shown.VOLUME_COUNTED: "   "})

    found = only_incident(line)

    assert found.shown == {}
    assert found.at_public_meeting is None
    assert found.harm_threatened == frozenset()
    assert found.offence is None
    with transaction.atomic(), sensitive_data():
        assert not rows.IncidentRisk.objects.exists()


@pytest.mark.parametrize("behaviour", Behaviour)
def test_no_behaviour_is_refused_for_what_does_not_show_it(line: Line, behaviour: Behaviour) -> None:
    line.incident(behaviours=[behaviour])

    assert only_incident(line).behaviours == frozenset({behaviour})


def test_an_absurdly_long_text_is_named_by_its_field(line: Line) -> None:
    with pytest.raises(InvalidInputError) as caught:
        line.incident(shown={Shown.VOLUME_COUNTED: "x" * 20_001})

    assert caught.value.field == "shown_volume_counted"
