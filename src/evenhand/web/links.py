"""From a step of a case to the page on which it is taken."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.urls import reverse

from evenhand.queries.cases import CasePage
from evenhand.queries.restrictions import RestrictionLine
from evenhand.queries.work import WorkItem
from evenhand.rules.vocabulary import Act, ReferralTarget

ROUTES: Mapping[Act, str] = {
    Act.REPORT_INCIDENT: "report_incident",
    Act.ACKNOWLEDGE_INCIDENT: "acknowledge",
    Act.WARN: "warn",
    Act.BEGIN_INVESTIGATION: "investigate",
    Act.CONCLUDE_INVESTIGATION: "investigate",
    Act.REFER_TO_TEAM: "refer",
    Act.DECLARE_CONFLICT: "declare_conflict",
    Act.DECIDE_CONFLICT: "decide_conflict",
    Act.DETERMINE: "determine",
    Act.CONSIDER_EQUALITY: "consider_equality",
    Act.COMPLETE_PANEL: "complete_panel",
    Act.ISSUE_NOTICE: "letter",
    Act.RECORD_TELLING: "telling",
    Act.REVIEW_RESTRICTION: "review",
    Act.LIFT_RESTRICTION: "lift",
    Act.RECORD_ADJUSTMENT: "adjustment",
    Act.CLOSE_CASE: "close_case",
    Act.RECORD_SUPPORT: "record_support",
    Act.REFER_TO_POLICE: "refer_outside",
    Act.REFER_TO_SAFEGUARDING: "refer_outside",
    Act.RECORD_REFERRAL_OUTCOME: "referral_outcome",
    Act.VERIFY_IDENTITY: "verify_identity",
}
"""The name of the route on which each act is carried out; an act without a page yet is not here."""

_SUBJECT: Mapping[Act, str] = {
    Act.ACKNOWLEDGE_INCIDENT: "incident_id",
    Act.DECIDE_CONFLICT: "conflict_id",
    Act.CONSIDER_EQUALITY: "determination_id",
    Act.COMPLETE_PANEL: "determination_id",
    Act.ISSUE_NOTICE: "about",
    Act.RECORD_TELLING: "letter_id",
    Act.REVIEW_RESTRICTION: "restriction_id",
    Act.LIFT_RESTRICTION: "restriction_id",
    Act.RECORD_SUPPORT: "incident_id",
    Act.REFER_TO_POLICE: "incident_id",
    Act.REFER_TO_SAFEGUARDING: "incident_id",
    Act.RECORD_REFERRAL_OUTCOME: "referral_id",
}
"""What the path names besides the case, for an act that is taken on one thing of several."""

_TARGET: Mapping[Act, ReferralTarget] = {
    Act.REFER_TO_POLICE: ReferralTarget.POLICE,
    Act.REFER_TO_SAFEGUARDING: ReferralTarget.SAFEGUARDING,
}
"""To whom the path says that a matter is referred, for the acts that share a page."""

_OUTSIDE_THE_CASE = frozenset({Act.REPORT_INCIDENT, Act.RECORD_TELLING})
"""The acts whose path does not name the case."""


def step_href(act: Act, on: CasePage | WorkItem, about: UUID | None = None) -> str | None:
    """The address of the page on which an act is carried out.

    Whether this person may carry it out is not asked here: the page and the action both ask it.

    Args:
        act: what is to be done.
        on: the case as its page shows it, or one thing to do on a case.
        about: the incident, referral, tie, decision, letter or restriction that it is done on, where it is one of
            these that the act needs; without it, the first that waits for the act.

    Returns:
        The address; ``None`` where the act has no page yet, or the case has nothing that it could be done on.
    """
    if act not in ROUTES:
        return None
    case_id = on.id if isinstance(on, CasePage) else on.case_id
    taken: dict[str, UUID | str] = {} if act in _OUTSIDE_THE_CASE else {"case_id": case_id}
    if act in _TARGET:
        taken["target"] = _TARGET[act].value
    if act in _SUBJECT:
        subject = about or (_waiting(act, on) if isinstance(on, CasePage) else on.about)
        if subject is None:
            return None
        taken[_SUBJECT[act]] = subject
    return reverse(ROUTES[act], kwargs=taken or None)


def case_href(case_id: UUID) -> str:
    """The address of a case's page."""
    return reverse("case", kwargs={"case_id": case_id})


def _waiting(act: Act, page: CasePage) -> UUID | None:
    """What an act is done on, of the things on a case's page: the first that waits for it."""
    return next(iter(_SUBJECTS[act](page)), None)


def _letters(page: CasePage) -> tuple[UUID, ...]:
    """The letters, those of which the customer was not told yet first."""
    return tuple(one.id for one in sorted(page.letters, key=lambda one: bool(one.tellings)))


def _standing(page: CasePage) -> list[RestrictionLine]:
    """The restrictions that have not ended, paused or not, those in force first."""
    return sorted((one for one in page.restrictions if one.stands), key=lambda one: not one.in_force)


_SUBJECTS: Mapping[Act, Callable[[CasePage], tuple[UUID, ...]]] = {
    Act.ACKNOWLEDGE_INCIDENT: lambda page: tuple(one.id for one in reversed(page.incidents) if not one.taken_on),
    Act.DECIDE_CONFLICT: lambda page: tuple(one.id for one in page.conflicts if one.may_sit is None),
    Act.CONSIDER_EQUALITY: lambda page: (page.equality_due,) if page.equality_due else (),
    Act.COMPLETE_PANEL: lambda page: tuple(
        UUID(one.step.about) for one in page.steps if one.step.act is Act.COMPLETE_PANEL and one.step.about
    ),
    Act.ISSUE_NOTICE: lambda page: tuple(one.about for one in page.letters_due),
    Act.RECORD_TELLING: _letters,
    Act.REVIEW_RESTRICTION: lambda page: tuple(one.id for one in _standing(page) if not one.interim),
    Act.LIFT_RESTRICTION: lambda page: tuple(one.id for one in _standing(page)),
    Act.RECORD_SUPPORT: lambda page: tuple(
        one.id for one in reversed(page.incidents) if one.affected and not one.supported
    ),
    Act.REFER_TO_POLICE: lambda page: tuple(one.id for one in page.incidents),
    Act.REFER_TO_SAFEGUARDING: lambda page: tuple(one.id for one in page.incidents),
    Act.RECORD_REFERRAL_OUTCOME: lambda page: tuple(
        one.id for one in reversed(page.referrals) if one.why_not is None and one.outcome_at is None
    ),
}
