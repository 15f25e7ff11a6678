"""The people of the demonstration council. Nobody in it exists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from evenhand.actions import create_staff, set_council
from evenhand.record.actor import Actor
from evenhand.rules.authority import Role

_SYSTEM = Actor.system("demonstration")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One made-up member of staff."""

    key: str
    name: str
    post: str
    role: Role
    manager: str = ""
    deputy: str = ""

    @property
    def email(self) -> str:
        """The address with which they sign in."""
        return f"{self.key}@example.org"


# In the order in which they are added: a manager stands before those they manage.
PEOPLE = (
    Person(key="max", name="Max Moor", post="Contact Centre Manager", role=Role.MANAGER),
    Person(key="mia", name="Mia Marsh", post="Customer Services Manager", role=Role.MANAGER, deputy="max"),
    Person(key="olu", name="Olu Oakes", post="Customer Services Officer", role=Role.OFFICER, manager="mia"),
    Person(key="rae", name="Rae Rowan", post="Receptionist", role=Role.OFFICER, manager="mia"),
    Person(key="dan", name="Dan Dale", post="Head of Housing", role=Role.DETERMINATION_TEAM),
    Person(key="eve", name="Eve Elm", post="Head of Planning", role=Role.DETERMINATION_TEAM),
    Person(key="fay", name="Fay Fell", post="Head of Revenues", role=Role.DETERMINATION_TEAM),
    Person(key="esi", name="Esi Eyot", post="Equality Adviser", role=Role.EQUALITY_ADVISER),
    Person(key="mona", name="Mona Moss", post="Monitoring Officer", role=Role.MONITORING_OFFICER),
    Person(key="abe", name="Abe Alder", post="Director of Services", role=Role.APPEAL_DECIDER),
    Person(key="cora", name="Cora Combe", post="Correspondence Reader", role=Role.CORRESPONDENCE_READER, manager="max"),
    Person(key="gus", name="Gus Glen", post="Governance Officer", role=Role.GOVERNANCE),
    Person(key="ana", name="Ana Ash", post="Systems Administrator", role=Role.ADMINISTRATOR),
)


def role_holders() -> Iterator[tuple[Role, str]]:
    """For each role, the address of one person who holds it; for managers the one with a team."""
    preferred = {Role.MANAGER: "mia"}
    for role in Role:
        holders = [one for one in PEOPLE if one.role is role]
        chosen = next((one for one in holders if one.key == preferred.get(role)), holders[0])
        yield role, chosen.email


def found_council(password: str, *, at: datetime) -> Mapping[str, Actor]:
    """Set up the made-up council and its people, all with one password; returns them by their keys.

    The council is a year old by the time that its demonstration starts.
    """
    began = at - timedelta(days=365)
    set_council.set_council(
        actor=_SYSTEM,
        at=began,
        name="Exampleton District Council",
        address="The Guildhall\nExample Street\nExampleton\nEX1 1EX",
        email="contact@example.org",
        telephone="020 7946 0100",
        web_form="https://www.example.org/contact",
        signatory="Head of Customer Services",
        brand_colour="#0b5351",
    )
    known: dict[str, Actor] = {}
    for person in PEOPLE:
        staff_id = create_staff.create_staff(
            actor=_SYSTEM,
            at=began,
            email=person.email,
            name=person.name,
            post=person.post,
            roles=[person.role],
            password=password,
            manager_id=known[person.manager].id if person.manager else None,
            deputy_id=known[person.deputy].id if person.deputy else None,
        )
        known[person.key] = Actor(id=staff_id, name=person.name, roles=frozenset({person.role}))
    return known
