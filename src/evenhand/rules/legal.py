"""Legal action against a customer (clauses 9.5 and 9.6)."""

from collections.abc import Iterator
from datetime import datetime

from evenhand.rules.doors import put_off
from evenhand.rules.facts import CaseFacts, LegalConsideration
from evenhand.rules.findings import Finding, absence, is_blank
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Fault, RuleId

RULE = RuleId("legal.considered")


def legal_considered(case: CaseFacts, terms: Terms, *, at: datetime) -> Iterator[Finding]:
    """Legal action: effect on staff and on the customer, whether we can engage, what is exhausted (9.6).

    'Not relevant, because' is an answer. An urgent injunction goes on with a recorded reason, and the
    answers that are missing then have a clock (principle 4). Not going ahead asks for none.
    """
    for decision in case.legal:
        if decision.goes_ahead:
            doors = {RULE: decision.urgent_reason or ""}
            yield from put_off(_answers(case, decision), doors=doors, since=decision.decided_at, terms=terms)


def _answers(case: CaseFacts, decision: LegalConsideration) -> Iterator[Finding]:
    asked = (
        ("effect_on_staff", decision.effect_on_staff, "Say how legal action may affect staff."),
        (
            "effect_on_customer",
            decision.effect_on_customer,
            "Say how legal action may affect the customer, with their circumstances and adjustments.",
        ),
        ("engagement", decision.engagement, "Say how far we can still engage with the customer or help them."),
        ("exhausted", decision.exhausted, "Say how far the process or the matter is exhausted."),
    )
    for part, answer, message in asked:
        if is_blank(answer):
            yield absence(
                RULE,
                f"{message} Where it is not relevant, say why.",
                known=case.says_all or answer is not None,
                about=decision.id,
                fault=Fault.NO_RECORD,
                part=part,
            )
