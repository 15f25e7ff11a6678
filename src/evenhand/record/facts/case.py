"""All facts of one case."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from evenhand.record import models as rows
from evenhand.record.facts import decisions, entries, handling, incidents, telling
from evenhand.record.facts.people import customer_facts, fact_id, staff_facts
from evenhand.rules import facts, lifecycle
from evenhand.rules.vocabulary import Stage


def case_facts(case: rows.Case, *, at: datetime, comparables: facts.Comparables | None = None) -> facts.CaseFacts:
    """All facts of one case, as they stand at a moment, in a fixed number of queries.

    The record is complete: what is not recorded did not happen. Reads special-category data under its own
    database role, so that the rules can judge it; who may *see* it is the queries' business.

    Args:
        case: which case.
        at: the moment; timezone-aware.
        comparables: how comparable cases were decided, where somebody is about to decide this one.
    """
    with transaction.atomic():
        restrictions = decisions.restrictions(case)
        equality = decisions.equality_answers(case)
        return facts.CaseFacts(
            id=fact_id(case.id),
            customer=customer_facts(case.customer_id),
            stage=lifecycle.standing(
                Stage(case.stage),
                restrictions_over=bool(restrictions) and all(one.over(at) for one in restrictions),
            ),
            record_complete=True,
            incidents=incidents.incidents(case),
            warnings=incidents.warnings(case),
            investigations=incidents.investigations(case),
            referrals=incidents.referrals(case),
            complaints=incidents.complaints(case),
            conflicts=incidents.conflicts(case),
            determinations=decisions.determinations(case, equality),
            restrictions=restrictions,
            informal=entries.informal_restrictions(case),
            letters=telling.letters(case),
            direct_tellings=telling.direct_tellings(case),
            withholdings=telling.withholdings(case),
            reviews=decisions.reviews(case, equality),
            appeals=decisions.appeals(case),
            legal=decisions.legal_considerations(case),
            contacts=handling.contacts(case),
            breaches=handling.breaches(case),
            exceptional=handling.exceptional(case),
            enforcements=handling.enforcements(case),
            evasions=handling.evasions(case),
            markers=entries.markers(case),
            sharings=entries.sharings(case),
            corrections=entries.corrections(case),
            holds=entries.holds(case),
            statement_on_file=entries.statement_on_file(case),
            closed_at=case.closed_at,
            comparables=comparables,
            staff=staff_facts(at=at),
        )
