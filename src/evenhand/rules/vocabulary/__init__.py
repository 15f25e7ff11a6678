"""The field's words as types: the one place where a name, a code and its page words meet.

The value of each member is its stable code (API, packs, replays, database). ``label`` is what a page says.
"""

from evenhand.rules.vocabulary.acts import (
    Act,
)
from evenhand.rules.vocabulary.base import (
    FactId,
    Labelled,
    PersonId,
    RuleId,
    ServiceId,
)
from evenhand.rules.vocabulary.contact import (
    Handling,
    Match,
    Outcome,
    Purpose,
)
from evenhand.rules.vocabulary.decisions import (
    AppealOutcome,
    ConflictKind,
    Recommendation,
    ReferralTarget,
    RestrictionKind,
    ReviewOutcome,
    Scope,
    Stage,
    TermNeeded,
    View,
)
from evenhand.rules.vocabulary.incidents import (
    Behaviour,
    Category,
    Channel,
    Harm,
    Injury,
    Offence,
    OmbudsmanStage,
    Shown,
    StaffResponse,
    WarningForm,
)
from evenhand.rules.vocabulary.judging import (
    Fault,
    Mode,
    RetentionClass,
    Severity,
    Source,
)
from evenhand.rules.vocabulary.letters import (
    LetterKind,
    NoticeItem,
    Route,
)

__all__ = [
    "Act",
    "AppealOutcome",
    "Behaviour",
    "Category",
    "Channel",
    "ConflictKind",
    "FactId",
    "Fault",
    "Handling",
    "Harm",
    "Injury",
    "Labelled",
    "LetterKind",
    "Match",
    "Mode",
    "NoticeItem",
    "Offence",
    "OmbudsmanStage",
    "Outcome",
    "PersonId",
    "Purpose",
    "Recommendation",
    "ReferralTarget",
    "RestrictionKind",
    "RetentionClass",
    "ReviewOutcome",
    "Route",
    "RuleId",
    "Scope",
    "ServiceId",
    "Severity",
    "Shown",
    "Source",
    "StaffResponse",
    "Stage",
    "TermNeeded",
    "View",
    "WarningForm",
]
