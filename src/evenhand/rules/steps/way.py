"""What the policy asks for next: each step of the way, done, to do, or not yet and why."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from evenhand.rules import lifecycle, telling, warnings
from evenhand.rules.calendar import instant, local_day, not_after
from evenhand.rules.facts import CaseFacts, Investigation, Restriction
from evenhand.rules.findings import Finding
from evenhand.rules.reviews import ON_TIME, review_due_on
from evenhand.rules.rulebook import judge
from evenhand.rules.steps.step import Step, StepState
from evenhand.rules.tasks import TASKS, URGENT, keeps_open, task_for, towards_a_decision
from evenhand.rules.telling import TellingDuty
from evenhand.rules.terms import Terms
from evenhand.rules.vocabulary import Act, FactId, LetterKind, Recommendation, RuleId, Stage

_INVESTIGATED = frozenset({Stage.INVESTIGATED, Stage.REFERRED, Stage.RESTRICTED, Stage.NOT_RESTRICTED, Stage.LIFTED})
_REFERRED = _INVESTIGATED - {Stage.INVESTIGATED}
_DECIDED = _REFERRED - {Stage.REFERRED}
_THREAT = "Violence was threatened or used. Do this first, and make sure that the police are told."
_HELD_BACK = "It is held back for a recorded risk. Look at it again in time."
_WORDS = {
    LetterKind.RESTRICTION_NOTICE: ("Issue the notice", "Tell the customer"),
    LetterKind.REVIEW_OUTCOME: (
        "Issue the letter on the review",
        "Tell the customer the outcome of the review",
    ),
    LetterKind.LIFTED: (
        "Issue the letter on the lifting",
        "Tell the customer that the restriction is lifted",
    ),
}
_OWED = (
    frozenset({Act.ACKNOWLEDGE_INCIDENT, Act.CONSIDER_EQUALITY, Act.ISSUE_NOTICE, Act.RECORD_TELLING})
    | frozenset(task.act for tasks in TASKS.values() for task in tasks)
) - {Act.DETERMINE}


def next_steps(case: CaseFacts, terms: Terms, *, at: datetime) -> tuple[Step, ...]:
    """The whole way, in the policy's order, as it stands at a moment."""
    over = bool(case.restrictions) and all(one.over(at) for one in case.restrictions)
    stage = lifecycle.standing(case.stage, restrictions_over=over)
    afresh = stage in {Stage.NOT_RESTRICTED, Stage.LIFTED} and _happened_since_the_decision(case)
    asked = _asked(case, terms, at)
    way = [
        *(one for one in asked if one.act in URGENT),
        _taken_on(case, terms),
        _warn(case, terms, at, decided=(stage in _DECIDED and not afresh) or stage is Stage.CLOSED),
        *(_round_so_far(case) if stage is Stage.CLOSED else _round(case, terms, at, stage, afresh=afresh)),
        *(one for one in asked if one.act not in URGENT),
        *_tell(case, terms, at),
        *(_review(case, terms, one, at) for one in case.restrictions if not one.interim),
    ]
    return (*way, _close(case, stage, way, at))


def _happened_since_the_decision(case: CaseFacts) -> bool:
    decided = [one.decided_at for one in case.determinations if one.decided_at is not None]
    reported = [one.reported_at for one in case.incidents if one.reported_at is not None]
    return bool(decided) and any(all(not not_after(moment, one) for one in decided) for moment in reported)


def _taken_on(case: CaseFacts, terms: Terms) -> Step:
    waiting = sorted(
        (instant(one.reported_at), one.id)
        for one in case.incidents
        if one.acknowledged_at is None and one.reported_at is not None
    )
    threatened = any(one.physical_threat and one.acknowledged_at is None for one in case.incidents)
    due = None
    if waiting:
        first = local_day(waiting[0][0])
        due = terms.calendar.add_working_days(first, terms.manager_acknowledges_working_days)
    return Step(
        act=Act.ACKNOWLEDGE_INCIDENT,
        title="A manager takes each incident on",
        state=StepState.TO_DO if waiting else StepState.DONE,
        rule=RuleId("manager.informed"),
        why=_THREAT if waiting and threatened else "",
        due=due,
        about=waiting[0][1] if waiting else None,
    )


def _warn(case: CaseFacts, terms: Terms, at: datetime, *, decided: bool) -> Step:
    given = any(one.given for one in case.warnings)
    why = ""
    if warnings.live_warnings(case, terms, at=at) or warnings.went_on(case, terms, until=at):
        state = StepState.DONE
    elif warnings.threat_counts(case, terms, at=at):
        state, why = StepState.NOT_NEEDED, "A physical threat was made, so no warning is needed."
    elif decided:
        state = StepState.DONE if given else StepState.NOT_NEEDED
    elif given:
        state = StepState.TO_DO
        why = "No warning is still within its life, said why and gave a chance to change."
    else:
        state, why = StepState.TO_DO, "Say why the actions are unacceptable and give a chance to change."
    return Step(act=Act.WARN, title="Warn the customer", state=state, rule=RuleId("warning.before_action"), why=why)


def _round(case: CaseFacts, terms: Terms, at: datetime, stage: Stage, *, afresh: bool) -> tuple[Step, ...]:
    """Investigation, referral and decision as the stage has them; ``afresh`` where a new round begins."""
    return (
        _investigate(case, stage, done=stage in _INVESTIGATED and not afresh),
        _refer(case, stage, done=stage in _REFERRED and not afresh),
        _determine(case, terms, at, stage, done=stage in _DECIDED and not afresh),
    )


def _round_so_far(case: CaseFacts) -> tuple[Step, ...]:
    """The same three of a closed case: what was done, and what was not needed."""

    def left(done: object) -> StepState:
        return StepState.DONE if done else StepState.NOT_NEEDED

    return (
        _investigation(Act.BEGIN_INVESTIGATION, left(_last_finished(case))),
        _referral(left(case.referrals)),
        _decision(left(case.determinations)),
    )


def _investigate(case: CaseFacts, stage: Stage, *, done: bool) -> Step:
    if done:
        return _investigation(Act.BEGIN_INVESTIGATION, StepState.DONE)
    act = Act.CONCLUDE_INVESTIGATION if stage is Stage.INVESTIGATING else Act.BEGIN_INVESTIGATION
    again = _last_finished(case) is not None and stage is not Stage.INVESTIGATING
    why = "Hear the customer's account and look at the council's own part."
    return _investigation(act, StepState.TO_DO, f"If the actions go on. {why}" if again else why)


def _refer(case: CaseFacts, stage: Stage, *, done: bool) -> Step:
    if done:
        return _referral(StepState.DONE)
    if stage is not Stage.INVESTIGATED:
        return _referral(StepState.NOT_YET, "The manager has not finished investigating.")
    last = _last_finished(case)
    advised = last.recommendation if last else None
    if advised in {Recommendation.NO_ACTION, Recommendation.WARN}:
        return _referral(StepState.NOT_NEEDED, f"The manager recommended: {advised.label.lower()}.")
    return _referral(StepState.TO_DO, "Only if a restriction should be considered.")


def _determine(case: CaseFacts, terms: Terms, at: datetime, stage: Stage, *, done: bool) -> Step:
    if done:
        return _decision(StepState.DONE)
    if stage is not Stage.REFERRED:
        return _decision(StepState.NOT_YET, "The case has not been referred to the team.")
    if warnings.threat_counts(case, terms, at=at) or warnings.went_on(case, terms, until=at):
        return _decision(StepState.TO_DO)
    return _decision(
        StepState.TO_DO,
        "A restriction needs unacceptable action after a warning. The panel can decide not to restrict.",
        rule="warning.actions_continued",
    )


def _investigation(act: Act, state: StepState, why: str = "") -> Step:
    return Step(act=act, title="The manager investigates", state=state, rule=RuleId("manager.informed"), why=why)


def _referral(state: StepState, why: str = "") -> Step:
    title = "Refer to the independent determination team"
    return Step(act=Act.REFER_TO_TEAM, title=title, state=state, rule=RuleId("manager.informed"), why=why)


def _decision(state: StepState, why: str = "", rule: str = "determination.independent") -> Step:
    return Step(act=Act.DETERMINE, title="The panel decides", state=state, rule=RuleId(rule), why=why)


def _last_finished(case: CaseFacts) -> Investigation | None:
    finished = [(instant(one.concluded_at), one.id, one) for one in case.investigations if one.concluded_at]
    return max(finished, key=lambda each: each[:2])[2] if finished else None


def _asked(case: CaseFacts, terms: Terms, at: datetime) -> tuple[Step, ...]:
    """The tasks beside the way, from what the rules find: each once, by the finding that is due first."""
    steps: dict[tuple[str, FactId], Step] = {}
    for finding in sorted(judge(case, terms, at=at), key=_urgency):
        found = task_for(case, finding, at=at)
        if found is not None:
            task, about = found
            act = towards_a_decision(case.stage) if task.act is Act.DETERMINE else task.act
            possible = lifecycle.allows(act, case.stage)
            steps.setdefault(
                (task.title if act is not task.act else task.act, about),
                Step(
                    act=act,
                    title=task.title,
                    state=StepState.TO_DO if possible else StepState.NOT_YET,
                    rule=finding.rule,
                    why=finding.message,
                    due=finding.due,
                    about=about,
                ),
            )
    return tuple(steps.values())


def _urgency(finding: Finding) -> tuple[int, date, str, str, str]:
    """Rule by rule in the order of the tasks, by the last day; the same in whatever order facts are listed."""
    order = list(TASKS)
    place = order.index(finding.rule) if finding.rule in TASKS else len(order)
    return place, finding.due or date.max, finding.about or "", finding.part, finding.message


def _tell(case: CaseFacts, terms: Terms, at: datetime) -> Iterator[Step]:
    for duty in telling.telling_duties(case):
        sent = telling.was_told(case, duty, at=at)
        if sent and duty.letter is not LetterKind.RESTRICTION_NOTICE:
            continue  # every few months there is one more: only those still owed are shown
        due = telling.due_day(case, terms, duty)
        held = None if sent else telling.held_back(case, terms, duty, at=at)
        if held is not None and held.until is not None:
            due = local_day(held.until)
        if duty.letter is not None:
            yield from _tell_by_letter(case, duty, duty.letter, due, sent=sent, held=held is not None)
            continue
        yield Step(
            act=Act.TELL_DIRECTLY,
            title=duty.title,
            state=StepState.TO_DO if held is None else StepState.NOT_YET,
            rule=duty.rule,
            why="" if held is None else _HELD_BACK,
            due=due,
            about=duty.subject,
        )


def _tell_by_letter(
    case: CaseFacts, duty: TellingDuty, letter: LetterKind, due: date, *, sent: bool, held: bool
) -> Iterator[Step]:
    """A letter to issue, and the telling that follows it."""
    # The newest, whatever order they are listed in.
    about = case.letters_about(duty.subject)
    letters = sorted((instant(one.issued_at), one.id) for one in about if one.issued_at is not None)
    issued = bool(letters)
    unneeded = sent and not issued and case.customer.has_address is False
    to_issue, to_tell = _WORDS[letter]
    yield Step(
        act=Act.ISSUE_NOTICE,
        title=to_issue,
        state=StepState.DONE if issued else StepState.NOT_NEEDED if unneeded else StepState.TO_DO,
        rule=RuleId("notice.why") if letter is LetterKind.RESTRICTION_NOTICE else duty.rule,
        why="The customer was told without a letter, and no address is known." if unneeded else "",
        due=None if issued or unneeded else due,
        about=duty.subject,
    )
    waits = "" if sent else _HELD_BACK if held else "" if issued else "The letter has not been issued."
    yield Step(
        act=Act.RECORD_TELLING,
        title=to_tell,
        state=StepState.DONE if sent else StepState.NOT_YET if waits else StepState.TO_DO,
        rule=duty.rule,
        why=waits,
        due=None if sent else due,
        about=letters[-1][1] if letters else None,
    )


def _review(case: CaseFacts, terms: Terms, restriction: Restriction, at: datetime) -> Step:
    state, why, due = (
        StepState.TO_DO,
        "Lifting it is considered first.",
        review_due_on(case, terms, restriction),
    )
    if restriction.over(at):
        reviewed = any(one.restriction == restriction.id for one in case.reviews)
        state, why, due = (
            StepState.DONE if reviewed else StepState.NOT_NEEDED,
            "The restriction has ended.",
            None,
        )
    return Step(
        act=Act.REVIEW_RESTRICTION,
        title="Review the restriction",
        state=state,
        rule=ON_TIME,
        why=why,
        due=due,
        about=restriction.id,
    )


def owed(way: Iterable[Step]) -> tuple[Step, ...]:
    """The steps that must be done before a case is closed, since nothing asks for them afterwards."""
    waits = {StepState.TO_DO, StepState.NOT_YET}
    return tuple(one for one in way if one.act in _OWED and one.state in waits)


def _close(case: CaseFacts, stage: Stage, way: list[Step], at: datetime) -> Step:
    kept_open = keeps_open(case, at=at)
    if stage is Stage.CLOSED:
        state, why = StepState.DONE, ""
    elif not lifecycle.allows(Act.CLOSE_CASE, stage):
        state, why = StepState.NOT_YET, "Work on the case goes on."
    elif any(one.act in URGENT for one in way):
        state, why = StepState.NOT_YET, "First make the referrals above."
    elif kept_open:
        state, why = StepState.NOT_YET, " ".join(kept_open)
    elif owed(way):
        state, why = StepState.TO_DO, "First do what is still to do above."
    elif stage is Stage.LIFTED:
        state, why = StepState.TO_DO, "The restriction has ended. Close the case when nothing more is needed."
    else:
        state, why = StepState.TO_DO, "When nothing more is needed."
    return Step(act=Act.CLOSE_CASE, title="Close the case", state=state, rule=None, why=why)
