"""One made-up customer's case, from which each test changes what it is about."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from evenhand.letters.draft import CouncilDetails, LetterFacts
from evenhand.rules.calendar import LONDON, end_of_day
from evenhand.rules.facts import Determination, Incident, Restriction, Review
from evenhand.rules.terms import MandatoryService, Terms
from evenhand.rules.vocabulary import (
    Behaviour,
    Channel,
    FactId,
    RestrictionKind,
    ReviewOutcome,
    ServiceId,
)

DECIDED = datetime(2027, 2, 24, 11, 30, tzinfo=LONDON)
HOUSING, BINS = ServiceId("housing"), ServiceId("bins")


@pytest.fixture
def terms() -> Terms:
    return Terms(
        review_interval_months=3,
        warning_life_months=12,
        manager_acknowledges_working_days=1,
        decided_by="the team",
        quorum_members=2,
        kinds=frozenset(RestrictionKind),
        longest_restriction_months=24,
        interim_limit_working_days=10,
        tell_customer_working_days=1,
        support_working_days=2,
        harm_referral_working_days=0,
        offence_referral_working_days=1,
        risk_look_working_days=0,
        message_read_working_days=5,
        appeal_window_working_days=20,
        appeal_decided_working_days=20,
        enforcement_working_days=1,
        comparables_hidden_below=5,
        retention_months={},
        door_working_days=5,
        door_roles={},
        deemed_receipt_working_days={},
        mandatory_services=(
            MandatoryService(id=HOUSING, name="Homelessness and housing", usual_way="Use the usual housing form."),
            MandatoryService(id=BINS, name="Bins and missed collections", usual_way="Use the usual bin form."),
        ),
        service_override_roles=frozenset(),
        modes={},
        part_modes={},
        clauses={},
    )


@pytest.fixture
def council() -> CouncilDetails:
    return CouncilDetails(
        name="Northmoor District Council",
        address_lines=("Moor House", "1 High Street", "Northmoor", "NM1 1AA"),
        email="contact@northmoor.example.org",
        telephone="020 7946 0100",
        web_form="https://northmoor.example.org/contact-us",
        signatory="Head of Customer Services",
    )


@pytest.fixture
def restriction() -> Restriction:
    """In writing only, from 24 February to the end of 24 May 2027."""
    return Restriction(
        id=FactId("restriction-1"),
        determination=FactId("determination-1"),
        kind=RestrictionKind.WRITING_ONLY,
        services={
            HOUSING: "Telephone us on 020 7946 0103 if you have nowhere to stay.",
            BINS: "Report it with the form on our website.",
        },
        starts_at=DECIDED,
        ends_at=end_of_day(date(2027, 5, 24)),
        next_review_on=date(2027, 5, 20),
    )


@pytest.fixture
def permanent(restriction: Restriction) -> Restriction:
    return replace(restriction, ends_at=None, permanent=True, permanent_reason="Two time limits did not help.")


@pytest.fixture
def review() -> Review:
    return Review(
        id=FactId("review-1"),
        restriction=FactId("restriction-1"),
        held_at=DECIDED + timedelta(days=80),  # 15 May 2027
        outcome=ReviewOutcome.CONTINUED,
        lift_considered="We looked at calls with two people.",
        reasons="You telephoned us twice in April and shouted.",
        next_review_on=date(2027, 8, 15),
    )


@pytest.fixture
def facts(terms: Terms, council: CouncilDetails, restriction: Restriction) -> LetterFacts:
    """A case with two incidents and a decision."""
    return LetterFacts(
        reference="7K3M-9QPD",
        customer_name="Ms Ada Example",
        address_lines=("Flat 2", "14 Mill Lane", "Northmoor", "NM2 3BB"),
        on=date(2027, 2, 24),
        council=council,
        terms=terms,
        ombudsman="You can complain to them.\n\nTelephone: 020 7946 0199\nWebsite: ombudsman.example.org",
        appeal="You can ask the team to look at this again.",
        incidents=(
            Incident(
                id=FactId("incident-2"),
                occurred_at=DECIDED - timedelta(days=4),
                channel=Channel.FACE_TO_FACE,
                behaviours=frozenset({Behaviour.THREAT_OF_VIOLENCE, Behaviour.INSULTING_LANGUAGE}),
            ),
            Incident(
                id=FactId("incident-1"),
                occurred_at=DECIDED - timedelta(days=30),
                channel=Channel.TELEPHONE,
                behaviours=frozenset({Behaviour.INSULTING_LANGUAGE}),
            ),
        ),
        determination=Determination(
            id=FactId("determination-1"),
            decided_at=DECIDED,
            reasons="You swore at two call handlers after we asked you to stop.",
        ),
        restrictions=(restriction,),
    )


@pytest.fixture
def reviewed(facts: LetterFacts, review: Review) -> LetterFacts:
    """The same case after a review that kept the restriction."""
    return replace(facts, on=date(2027, 5, 16), review=review)


@pytest.fixture
def lifted(facts: LetterFacts, restriction: Restriction) -> LetterFacts:
    """The same case after the restriction was lifted on 26 March 2027."""
    ended = replace(restriction, lifted_at=DECIDED + timedelta(days=30))
    return replace(facts, on=date(2027, 3, 27), restrictions=(ended,))
