"""A customer at each stage of the line. Each story follows the facts of a published decision, told of nobody real.

The numbers name the decisions whose facts the stories borrow; the people, the council and the words are made up.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from evenhand.actions import lift_restriction, review_restriction
from evenhand.config.demonstration.teller import ASKED, Teller
from evenhand.record.actor import Actor
from evenhand.rules.vocabulary import Behaviour, Channel, ReviewOutcome, Route, StaffResponse

Story: TypeAlias = Callable[[Mapping[str, Actor], datetime], None]


def tell_all(people: Mapping[str, Actor], *, now: datetime) -> None:
    """Tell every story, as it stands at a moment."""
    for story in STORIES:
        story(people, now)


def reported_and_waiting(people: Mapping[str, Actor], now: datetime) -> None:
    """Calls that staff ended because he recorded them: was recording his adjustment? (22 008 578)."""
    teller = Teller.begin(
        people, now=now, days_ago=1, name="Mr Bram Brook", phone="020 7946 0311", email="bram@example.org"
    )
    teller.incident(
        "He said that he was recording the call. When asked to stop he shouted and called the officer useless.",
        behaviours=[Behaviour.INSULTING_LANGUAGE],
        response=[StaffResponse.ENDED_CALL],
        opinion="He may need the recording to remember what was said.",
        taken_on=False,
    )
    teller.adjusted("Agree beforehand that he may record calls, and send him a short note of each call.")


def asked_to_ease_off(people: Mapping[str, Actor], now: datetime) -> None:
    """Many emails to two officers while complaints were open: asked in writing to ease off (21 015 709, first part)."""
    teller = Teller.begin(
        people, now=now, days_ago=12, name="Ms Cleo Croft", phone="020 7946 0312", email="cleo@example.org"
    )
    teller.incident(
        "Forty-one emails in two weeks to two officers about one complaint, most before the last could be answered.",
        behaviours=[Behaviour.EXCESSIVE_CONTACT],
        channel=Channel.EMAIL,
        response=[],
    )
    teller.warned(
        "So many emails about one complaint stop us from answering it. Please send one a week; we will answer it."
    )


def many_defects(people: Mapping[str, Actor], now: datetime) -> None:
    """A resident who reports many road defects, and shouts when they are not mended (18 017 377)."""
    teller = Teller.begin(
        people, now=now, days_ago=30, name="Mr Dov Dingle", phone="020 7946 0313", email="dov@example.org"
    )
    teller.incident(
        "He telephoned nine times in a day about potholes and shouted at two officers that they were liars.",
        behaviours=[Behaviour.EXCESSIVE_CONTACT, Behaviour.INSULTING_LANGUAGE],
    )
    teller.warned("Shouting at staff and calling them liars is unacceptable. Reports of road defects remain welcome.")
    teller.on(days_ago=2).incident(
        "He came to reception without an appointment and shouted at the receptionist for ten minutes.",
        behaviours=[Behaviour.INSULTING_LANGUAGE],
        by="rae",
        channel=Channel.FACE_TO_FACE,
        response=[StaffResponse.WARNED, StaffResponse.ASKED_TO_LEAVE],
    )
    teller.investigation_begins()


def went_on_after_the_warning(people: Mapping[str, Actor], now: datetime) -> None:
    """The emails went on after the warning, and the team is asked to decide (21 015 709, second part)."""
    teller = Teller.begin(
        people, now=now, days_ago=45, name="Mrs Edda Eaves", phone="020 7946 0314", email="edda@example.org"
    )
    teller.incident(
        "She called an investigator a coward and a cheat on the telephone, and rang off when asked to stop.",
        behaviours=[Behaviour.INSULTING_LANGUAGE],
    )
    teller.warned("Insults make it impossible to look into your complaint. Please speak to staff with respect.")
    teller.on(days_ago=6).incident(
        "She rang four times in an hour and called two officers names that they found degrading.",
        behaviours=[Behaviour.INSULTING_LANGUAGE, Behaviour.EXCESSIVE_CONTACT],
    )
    teller.investigated(
        account="She says that nobody listens, and that she would rather write if somebody answers.",
        council_part="Two letters of hers were answered nine days late.",
        found="The insults went on after a clear warning. Our late answers made matters worse.",
    ).referred("Calls with insults went on after a written warning. The team should consider a restriction to writing.")


def decided_and_not_told(people: Mapping[str, Actor], now: datetime) -> None:
    """A restriction that nobody has told the customer of yet (23 012 707)."""
    teller = _abusive_calls(
        people, now, days_ago=40, name="Mr Finn Ferris", phone="020 7946 0315", email="finn@example.org"
    )
    teller.on(days_ago=1)
    _restricted(teller, days=180)


def in_writing_for_a_year(people: Mapping[str, Actor], now: datetime) -> None:
    """A year's restriction, well reasoned, told, and everything sent dealt with quickly (19 007 748)."""
    teller = _abusive_calls(
        people, now, days_ago=75, name="Ms Gwen Gale", phone="020 7946 0316", email="gwen@example.org"
    )
    teller.on(days_ago=50)
    decision = _restricted(teller, days=365)
    teller.told(decision, route=Route.BY_HAND)


def never_reviewed(people: Mapping[str, Actor], now: datetime) -> None:
    """A restriction treated as if for life, whose review did not happen (19 016 130): the alarm it would have rung."""
    teller = _abusive_calls(
        people, now, days_ago=150, name="Mr Hal Heath", phone="020 7946 0317", email="hal@example.org"
    )
    teller.on(days_ago=110)
    decision = _restricted(teller, days=None)
    teller.told(decision)


def reviewed_and_lifted(people: Mapping[str, Actor], now: datetime) -> None:
    """A restriction that was well founded, softened and then lifted (201801313)."""
    teller = _abusive_calls(
        people, now, days_ago=230, name="Mrs Ines Ivory", phone="020 7946 0318", email="ines@example.org"
    )
    teller.on(days_ago=200)
    decision = _restricted(teller, days=365)
    teller.told(decision, route=Route.BY_HAND)
    teller.on(days_ago=112)
    review = review_restriction.review_restriction(
        actor=teller.people["eve"],
        at=teller.at,
        restriction_id=teller.restriction(decision),
        seen_version=teller.case.version,
        outcome=ReviewOutcome.CONTINUED,
        lift_considered="Lifting was considered. A call of last month in which staff were insulted speaks against it.",
        reasons="One more call this quarter ended in insults, so writing remains the calmer way for both sides.",
        equality=ASKED,
    )
    teller.told(review, route=Route.EMAIL)
    teller.on(days_ago=25)
    lifted = review_restriction.review_restriction(
        actor=teller.people["eve"],
        at=teller.at,
        restriction_id=teller.restriction(decision),
        seen_version=teller.case.version,
        outcome=ReviewOutcome.LIFTED,
        reasons="Three months of courteous letters. There is no reason left to keep the restriction.",
    )
    teller.told(lifted, route=Route.EMAIL)


def block_taken_back(people: Mapping[str, Actor], now: datetime) -> None:
    """A restriction that the council found it should not have: lifted at once by a manager (24 002 119)."""
    teller = _abusive_calls(
        people, now, days_ago=60, name="Mr Jude Jarrow", phone="020 7946 0319", email="jude@example.org"
    )
    teller.on(days_ago=35)
    decision = _restricted(teller, days=180)
    teller.told(decision, route=Route.BY_HAND)
    teller.on(days_ago=9)
    restriction = teller.restriction(decision)
    lift_restriction.lift_restriction(
        actor=teller.people["mia"],
        at=teller.at,
        restriction_id=restriction,
        reasons="One of the calls was not his. We checked the number with him and were wrong.",
    )
    teller.told(restriction, route=Route.TELEPHONE)


def not_restricted(people: Mapping[str, Actor], now: datetime) -> None:
    """The team looks at the evidence and decides that nothing is to be restricted."""
    teller = _abusive_calls(
        people, now, days_ago=55, name="Ms Kit Keld", phone="020 7946 0320", email="kit@example.org"
    )
    teller.on(days_ago=20).decided_not_to_restrict(
        "The second call was short and the customer apologised by letter the same day. A restriction would be too much."
    )


def _abusive_calls(
    people: Mapping[str, Actor], now: datetime, *, days_ago: int, name: str, phone: str, email: str
) -> Teller:
    """Two abusive calls with a warning between them, investigated and referred."""
    teller = Teller.begin(people, now=now, days_ago=days_ago, name=name, phone=phone, email=email)
    teller.incident(
        "The customer swore at the officer, who warned them and then ended the call.",
        behaviours=[Behaviour.INSULTING_LANGUAGE],
    )
    teller.warned("Swearing at staff is unacceptable. We will help you, and ask you to speak to us with respect.")
    teller.at += timedelta(days=7)
    teller.incident(
        "The customer swore again and told the officer to get a proper job. Warned, and the call was ended.",
        behaviours=[Behaviour.INSULTING_LANGUAGE],
    )
    teller.investigated(
        account="The customer was telephoned and says that the waiting time made them angry.",
        council_part="They had waited 25 minutes on the telephone. That was too long.",
        found="The waiting explains the anger and not the words. They went on after a clear warning.",
    )
    return teller.referred("Insults went on after a written warning.")


def _restricted(teller: Teller, *, days: int | None) -> UUID:
    return teller.restricted(
        "Staff were insulted on two calls, the second after a written warning that said why and asked for a change.",
        circumstances="Both calls were about one account. Nothing that the customer told us explains the insults.",
        service="Council tax and benefits",
        aim="To let us deal with the customer's questions without staff being insulted.",
        effect="Two officers were distressed, one went home, and other callers waited while it was dealt with.",
        lighter="A named officer for calls was considered: that officer would be insulted instead.",
        days=days,
    )


STORIES: tuple[Story, ...] = (
    reported_and_waiting,
    asked_to_ease_off,
    many_defects,
    went_on_after_the_warning,
    decided_and_not_told,
    in_writing_for_a_year,
    never_reviewed,
    reviewed_and_lifted,
    block_taken_back,
    not_restricted,
)
