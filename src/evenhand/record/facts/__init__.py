"""Rows -> frozen facts, for all who ask: actions, pages, checks. A fixed number of queries a case."""

from evenhand.record.facts.case import case_facts
from evenhand.record.facts.decisions import determination_facts, restriction_facts, review_facts
from evenhand.record.facts.entries import marker_facts
from evenhand.record.facts.people import customer_facts, fact_id, person_id, staff_facts

__all__ = [
    "case_facts",
    "customer_facts",
    "determination_facts",
    "fact_id",
    "marker_facts",
    "person_id",
    "restriction_facts",
    "review_facts",
    "staff_facts",
]
