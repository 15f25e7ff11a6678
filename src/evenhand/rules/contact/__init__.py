"""The answer to a contact: what to do now, what to say, and where to send it (clauses 3.1, 8.1, 9.1 to 9.4).

``answer`` decides. What it decides from: the contact (``directive``), what each restriction gives to it
(``effects``, with the set times of ``windows`` and the names and numbers of ``points``), and how all of them stand
together (``standing``). What is done and said: ``advice`` by outcome, ``clash`` where an adjustment and a
restriction clash, and ``scripts`` the sentences.
"""

from evenhand.rules.contact.advice import EXCEPTIONAL, KINDS, NEW_ISSUE, SERVICES
from evenhand.rules.contact.answer import STAFF_RIGHTS, decide
from evenhand.rules.contact.clash import ADJUSTMENTS
from evenhand.rules.contact.directive import Contact, Directive

__all__ = [
    "ADJUSTMENTS",
    "EXCEPTIONAL",
    "KINDS",
    "NEW_ISSUE",
    "SERVICES",
    "STAFF_RIGHTS",
    "Contact",
    "Directive",
    "decide",
]
