"""The rules in one table: where each acts, what a pack makes of it, and the principles above them all."""

from datetime import date

import pytest

from evenhand.rules.contact import Contact, decide
from evenhand.rules.rulebook import RULE_BY_ID, RULES, Rule, judge, refusals
from evenhand.rules.vocabulary import (
    Act,
    Channel,
    Match,
    Mode,
    NoticeItem,
    Purpose,
    RestrictionKind,
    ReviewOutcome,
    RuleId,
    Severity,
)

from . import build
from .build import DECIDED, REVIEWED, TERMS, fact, judged, london, refused, weighed, with_mode

RECORDS_A_FACT = {
    Act.REPORT_INCIDENT,
    Act.ACKNOWLEDGE_INCIDENT,
    Act.RECORD_TELLING,
    Act.RECORD_ADJUSTMENT,
    Act.DECLARE_CONFLICT,
}
UNREASONED = build.decided(determinations=(build.decision(reasons=""),))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_rule_refuses_the_record_of_a_fact_or_a_lifting(rule: Rule) -> None:
    """Principles 1 and 2."""
    assert not rule.refuses_at & (RECORDS_A_FACT | {Act.LIFT_RESTRICTION})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_acts_somewhere_and_says_what_it_asks(rule: Rule) -> None:
    findings = rule.function is not None
    assert findings or rule.in_directive
    assert rule.summary.endswith(".")
    assert RULE_BY_ID[rule.id] is rule


def test_rules_are_named_once() -> None:
    assert len(RULE_BY_ID) == len(RULES)


def test_the_doors_are_those_of_the_policy() -> None:
    """Principle 4 names them."""
    with_door = {rule.id for rule in RULES if rule.door}
    assert with_door == {
        *("warning.before_action", "warning.actions_continued", "determination.quorum", "equality.considered"),
        *("complaint.exhausted", "legal.considered", "notice.sent"),
    }


@pytest.mark.parametrize(
    ("mode", "is_refused", "found"),
    [
        (Mode.REFUSE, True, [("fault", "no_reasons")]),
        (Mode.FAULT, False, [("fault", "no_reasons")]),
        (Mode.ADVICE, False, [("advice", "no_reasons")]),
        (Mode.OFF, False, []),
    ],
)
def test_what_a_pack_makes_of_a_rule(mode: Mode, found: list[build.Weighed], *, is_refused: bool) -> None:
    rule = "determination.reasons"
    terms = with_mode(rule, mode)
    expected = {rule} if is_refused else set()
    assert refused(Act.DETERMINE, UNREASONED, "d1", at=DECIDED, terms=terms) == expected
    assert weighed(rule, UNREASONED, at=DECIDED, terms=terms) == found


def test_only_findings_on_the_draft_refuse() -> None:
    earlier = build.decision("d0", "2026-01-30 09:00", reasons="", restricts=False)
    drafted = build.decided(determinations=(earlier, build.decision()))
    assert refused(Act.DETERMINE, drafted, "d1", "r1", at=DECIDED) == set()
    assert judged("determination.reasons", drafted, at=DECIDED)[0].about == "d0"


def test_a_gap_does_not_refuse() -> None:
    drafted = build.history(determinations=(build.decision(reasons=None),))
    assert refused(Act.DETERMINE, drafted, "d1", at=DECIDED) == set()


def test_a_refusal_keeps_what_the_finding_says() -> None:
    found = judged("determination.reasons", UNREASONED, at=DECIDED)[0]
    subjects = frozenset({fact("d1")})
    refusal = refusals(Act.DETERMINE, UNREASONED, TERMS, at=london(DECIDED), subjects=subjects)[0]
    assert (refusal.message, refusal.about, refusal.fault) == (found.message, found.about, found.fault)
    assert (found.severity, refusal.severity) == (Severity.FAULT, Severity.REFUSES)


def test_a_review_that_loosens_beside_one_that_does_not_opens_nothing() -> None:
    both = build.told(
        reviews=(
            build.review("e1", outcome=ReviewOutcome.LIFTED),
            build.review("e2", restriction=fact("r2"), reasons="", next_review_on=date(2026, 7, 31)),
        )
    )
    assert refused(Act.REVIEW_RESTRICTION, both, "e1", "e2", at=REVIEWED) == {"review.reasoned"}
    assert refused(Act.REVIEW_RESTRICTION, both, "e1", at=REVIEWED) == set()


def test_an_earlier_review_that_kept_it_does_not_hold_up_ending_it_sooner() -> None:
    sooner = build.review("e2", "2026-06-01 10:00", ReviewOutcome.VARIED, next_review_on=None)
    drafted = build.reviewed().with_review(sooner)
    assert refused(Act.REVIEW_RESTRICTION, drafted, "e2", at="2026-06-01 10:00") == set()


def test_loosening_opens_no_other_act() -> None:
    drafted = build.reviewed(ReviewOutcome.LIFTED).with_letter(build.silent_letter(NoticeItem.OMBUDSMAN, name="n2"))
    assert refused(Act.ISSUE_NOTICE, drafted, "n2", "e1", at=REVIEWED) == {"notice.ombudsman"}


def test_the_rules_with_a_clock() -> None:
    with_clock = {rule.id for rule in RULES if rule.has_clock}
    assert with_clock == {
        *("staff.support", "riddor.report", "safeguarding.referral", "police.threat_of_harm", "police.offence"),
        *("manager.informed", "complaint.exhausted", "restriction.interim", "determination.quorum"),
        *("equality.considered", "legal.considered", "notice.sent"),
        *("issues.new_valid_issue", "file.reviewed_for_new_issue", "restriction.enforced", "restriction.evasion"),
        *("review.on_time", "review.reasoned", "review.lapse", "appeal.independent", "response.timely"),
        *("record.retained", "marker.ends"),
    }


def test_the_rules_in_a_directive_are_those_that_it_names() -> None:
    ada = build.customer(build.adjustment())
    no_contact = build.told(restrictions=(build.restriction(kind=RestrictionKind.NO_CONTACT),))
    named = {
        rule
        for known in (build.decided(), build.told(customer=ada), no_contact)
        for channel in Channel
        for purpose in (None, Purpose.APPEAL)
        for at in (DECIDED, "2026-06-01 10:00")
        for rule in decide(
            Contact(channel=channel, match=Match.VERIFIED, purpose=purpose), known, TERMS, at=london(at)
        ).rules
    }
    assert named == {rule.id for rule in RULES if rule.in_directive}


def test_every_act_that_a_rule_refuses_is_refused_by_it() -> None:
    """The whole of where rules refuse, in one place."""
    table = {(rule.id, act) for rule in RULES for act in rule.refuses_at}
    refuses = {
        Act.REFER_TO_TEAM: {"manager.informed"},
        Act.IMPOSE_INTERIM_LIMIT: {
            *("behaviour.anger_alone", "restriction.interim", "services.mandatory_open", "restriction.kinds"),
        },
        Act.DETERMINE: {
            *("behaviour.anger_alone", "behaviour.aggressive_or_abusive", "behaviour.unreasonable_demand"),
            *("persistence.not_alone", "complaint.exhausted", "contact.time_to_respond"),
            *("warning.before_action", "warning.actions_continued"),
            *("determination.independent", "determination.quorum", "determination.reasons"),
            *("determination.proportionate", "determination.individual", "evidence.specific", "evidence.accurate"),
            *("services.mandatory_open", "restriction.open_ended", "restriction.kinds"),
            *("equality.considered", "review.on_time", "review.lapse"),
        },
        Act.RECORD_MARKER: {"evidence.specific", "evidence.accurate"},
        Act.ISSUE_NOTICE: {
            *("notice.why", "notice.what", "notice.time_limit"),
            *("notice.review_date", "notice.appeal", "notice.ombudsman"),
        },
        Act.REVIEW_RESTRICTION: {
            *("review.on_time", "review.reasoned", "review.lapse", "equality.considered", "notice.sent"),
        },
        Act.CONSIDER_EQUALITY: {"equality.considered"},
        Act.CONSIDER_LEGAL_ACTION: {"legal.considered"},
        Act.DECIDE_APPEAL: {"appeal.independent"},
    }
    assert table == {(RuleId(rule), act) for act, rules in refuses.items() for rule in rules}


def test_the_lawful_story_has_no_fault_from_end_to_end() -> None:
    for known, at in (
        (build.unheard(), "2026-01-20 17:00"),
        (build.referred(), "2026-01-21 10:00"),
        (build.decided(), DECIDED),
        (build.told(), "2026-05-01 09:00"),
        (build.reviewed(), "2026-05-02 09:00"),
    ):
        found = judge(known, TERMS, at=london(at))
        assert [one for one in found if one.severity is not Severity.ADVICE] == []
