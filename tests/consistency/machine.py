"""A council at random: people, times and facts as they come, and what must hold whatever they do."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import Any, ClassVar
from uuid import UUID

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tests.actions.council import CONSIDERED, Line, People
from tests.consistency.arguments import World, arguments

from evenhand.actions import determine as decision
from evenhand.actions.errors import ActionError, RefusedError
from evenhand.actions.lift_restriction import lift_restriction
from evenhand.actions.suspend_restriction import suspend_restriction
from evenhand.record import models as rows
from evenhand.record.actor import Actor
from evenhand.record.facts import case_facts
from evenhand.record.policies import pack_of
from evenhand.replay.arguments import action
from evenhand.rules import lifecycle
from evenhand.rules.authority import PERMISSION_FOR
from evenhand.rules.facts import CaseFacts, RestrictionTerms
from evenhand.rules.principles import FACTS, LOOSENING
from evenhand.rules.rulebook import NEVER_REFUSED, RULE_BY_ID, judge, refusals
from evenhand.rules.steps import next_steps
from evenhand.rules.vocabulary import Act, FactId, RestrictionKind, Stage

_DECIDED = ("determinations", "restrictions", "reviews", "letters", "referrals", "appeals", "legal", "markers")
"""What rules may refuse before it comes to be."""


_LAWFUL_KINDS = {
    RestrictionKind.WRITING_ONLY: RestrictionTerms(),
    RestrictionKind.SINGLE_CONTACT: RestrictionTerms(named_contact="The complaints officer", cover="Their deputy"),
    RestrictionKind.CALL_LENGTH: RestrictionTerms(minutes=15),
    RestrictionKind.NO_FACE_TO_FACE: RestrictionTerms(),
}


class CouncilAtRandom(RuleBasedStateMachine):
    """Any act by anybody at any time, and between them the lawful way onward, so that deep states are reached."""

    people: ClassVar[People]
    steps: ClassVar[Counter[str]] = Counter()
    """How often each act was accepted, refused or invalid, over all runs: shown by `make stress`."""

    def __init__(self) -> None:
        super().__init__()
        self._undo = transaction.atomic()
        self._undo.__enter__()
        self.line = Line(self.people)
        self.line.incident()
        self._known = self._facts()
        """The facts as they stood after the last step."""

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._undo.__exit__(None, None, None)

    # What may happen.

    @rule(hours=st.sampled_from([0, 1, 5, 24, 72, 24 * 14, 24 * 92]))
    def time_passes(self, hours: int) -> None:
        self.line.wait(hours=hours)

    @rule(data=st.data())
    def anybody_tries_anything(self, data: st.DataObject) -> None:
        act = data.draw(st.sampled_from(list(Act)), label="act")
        by = data.draw(st.sampled_from(self._everybody()), label="by")
        self._attempt(act, by, arguments(data.draw, act, self._world()))

    @rule(data=st.data())
    def somebody_fit_records_or_decides(self, data: st.DataObject) -> None:
        act = data.draw(st.sampled_from(sorted(set(Act) - LOOSENING)), label="act")
        able = [one for one in self._everybody() if one.may(PERMISSION_FOR[act])]
        by = data.draw(st.sampled_from(able), label="by")
        self._attempt(act, by, arguments(data.draw, act, self._world()))

    @rule(kind=st.sampled_from(list(_LAWFUL_KINDS)))
    def the_lawful_way_onward(self, kind: RestrictionKind) -> None:
        line, stage = self.line, Stage(self.line.case.stage)
        if stage is Stage.CLOSED:
            line.incident()
        elif stage is Stage.REPORTED:
            line.warn()
            line.wait(hours=1)
            line.incident()
        elif stage in {Stage.WARNED, Stage.NOT_RESTRICTED, Stage.LIFTED, Stage.RESTRICTED}:
            self._attempt(Act.BEGIN_INVESTIGATION, self.people.mia, {"case_id": line.case.id})
        elif stage is Stage.INVESTIGATING:
            line.wait(hours=1)
            self._attempt(Act.CONCLUDE_INVESTIGATION, self.people.mia, self._conclusion())
        elif stage is Stage.INVESTIGATED:
            self._attempt(Act.REFER_TO_TEAM, self.people.mia, {"case_id": line.case.id, "reasons": "It went on."})
        elif stage is Stage.REFERRED:
            self._attempt(Act.DETERMINE, self.people.dan, self._decision(kind))

    @rule(data=st.data())
    def anything_that_stands_can_be_loosened_at_once(self, data: st.DataObject) -> None:
        standing = [one for one in rows.Restriction.objects.filter(case=self.line.case) if self._stands(one.id)]
        if not standing:
            return
        restriction = data.draw(st.sampled_from(standing), label="restriction")
        loosen = data.draw(st.sampled_from([lift_restriction, suspend_restriction]), label="loosen")
        keep = data.draw(st.booleans(), label="keep")
        with transaction.atomic():
            paused = restriction.suspensions.filter(resumed_at=None).exists()
            if loosen is lift_restriction or not paused:
                loosen(
                    actor=self.people.max,
                    at=self.line.at,
                    restriction_id=restriction.id,
                    reasons="It should not stand any longer.",
                )
                assert not self._in_force(restriction.id)
            if not keep:
                transaction.set_rollback(True)

    # What must hold.

    @invariant()
    def the_order_of_facts_changes_nothing_and_the_way_onward_can_be_told(self) -> None:
        facts = self._known = self._facts()
        lists: dict[str, Any] = {
            one.name: value[::-1]
            for one in dataclasses.fields(facts)
            if isinstance(value := getattr(facts, one.name), tuple)
        }
        turned = dataclasses.replace(facts, **lists)
        terms = self._world().terms
        assert Counter(judge(facts, terms, at=self.line.at)) == Counter(judge(turned, terms, at=self.line.at))
        assert next_steps(facts, terms, at=self.line.at)

    # How it is done.

    def _attempt(self, act: Act, by: Actor, given: dict[str, Any]) -> None:
        before = self._ids(self._known)
        try:
            with transaction.atomic():
                action(act)(actor=by, at=self.line.at, **given)
        except RefusedError as error:
            self._refused(act, error)
            self.steps[f"{act.value} refused"] += 1
            return
        except (ActionError, ValueError) as error:  # wrong input, no permission, nothing there: said, nothing done
            self.steps[f"{act.value} {type(error).__name__}"] += 1
            return
        self.steps[f"{act.value} accepted"] += 1
        if act is Act.REPORT_INCIDENT:
            newest = rows.Incident.objects.filter(case__customer=self.line.customer).order_by("-id").first()
            assert newest is not None
            self.line.case_id = newest.case_id
        facts = self._facts()
        made = self._ids(facts) - before
        left = refusals(act, facts, self._world().terms, at=self.line.at, subjects=frozenset(made))
        assert not left, f"{act.value} was accepted against {[one.rule for one in left]}"

    def _refused(self, act: Act, error: RefusedError) -> None:
        assert error.refusals
        for one in error.refusals:
            of_stage = one.rule.startswith("lifecycle.")
            assert of_stage or (one.rule in RULE_BY_ID and one.clause), one
            assert one.message
            assert of_stage or act not in NEVER_REFUSED, f"{one.rule} refused {act.value}"
        if act in FACTS | LOOSENING and lifecycle.stages_for(act) == tuple(Stage):
            raise AssertionError(f"{act.value} was refused")

    def _world(self) -> World:
        case = self.line.case
        return World(
            at=self.line.at,
            case=case,
            staff=[one.staff_id for one in self._everybody()],
            terms=pack_of(case.policy).terms,
        )

    def _everybody(self) -> list[Actor]:
        return [getattr(self.people, one.name) for one in dataclasses.fields(self.people)]

    def _facts(self) -> CaseFacts:
        return case_facts(self.line.case, at=self.line.at)

    def _ids(self, facts: CaseFacts) -> set[FactId]:
        return {one.id for kind in _DECIDED for one in getattr(facts, kind)}

    def _stands(self, restriction: UUID) -> bool:
        return any(one.id == str(restriction) and one.stands(self.line.at) for one in self._facts().restrictions)

    def _in_force(self, restriction: UUID) -> bool:
        return any(one.id == str(restriction) and one.in_force(self.line.at) for one in self._facts().restrictions)

    def _conclusion(self) -> dict[str, Any]:
        return {
            "case_id": self.line.case.id,
            "customer_account": "Asked by letter; they say that they were upset about a bill.",
            "council_part": "Our reply was two days late.",
            "conclusions": "It went on after the warning.",
            "recommendation": "refer_to_team",
        }

    def _decision(self, kind: RestrictionKind) -> dict[str, Any]:
        people = self.people
        return {
            "case_id": self.line.case.id,
            "seen_version": self.line.case.version,
            "reasons": "The customer insulted staff on two calls, the second after a warning.",
            "circumstances": "They rang about one bill.",
            "restrictions": [self.line.writing_only(kind=kind, terms=_LAWFUL_KINDS[kind])],
            "members": [decision.SeatDraft(member=one.staff_id) for one in (people.dan, people.eve, people.fay)],
            "equality": CONSIDERED,
        }
