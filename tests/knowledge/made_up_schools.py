"""Two made-up schools whose policies differ on purpose, for tests of the search."""

from collections.abc import Sequence

from knowledge.clauses import Clause, ClauseKind, Policy
from knowledge.library import Library

STAFF_ONLINE = ("3. Staff online",)
PUPILS_ONLINE = ("4. Pupils online",)
PASSWORDS = ("5. Passwords",)
BAD_SITES = ("6. When a site gets through",)


def para(number: str, path: tuple[str, ...], text: str) -> Clause:
    """Return a paragraph of Marrowby's policy."""
    return Clause(f"mb/{number}", number, ClauseKind.PARAGRAPH, path, text)


def item(number: str, text: str) -> Clause:
    """Return an item of Marrowby's list about passwords."""
    return Clause(
        f"mb/{number}", number, ClauseKind.ITEM, PASSWORDS, text, "mb/5", "A good password:"
    )


MARROWBY = Policy(
    id="mb",
    title="Staying safe online at Marrowby Primary",
    clauses=(
        Clause("mb/0", "0", ClauseKind.META, (), "Signed by the chair: friends, Facebook"),
        para("1.1", ("1. Contents",), "Staff online"),
        para("2.1", ("2. Words we use",), "A device means anything that goes on the internet."),
        para("3.1", STAFF_ONLINE, "Teachers must refuse any friend request that a pupil sends."),
        para("3.2", STAFF_ONLINE, "Employees may use Instagram at break, not near pupils."),
        para("3.3", STAFF_ONLINE, "The headteacher signs every photograph before we publish it."),
        para("4.1", PUPILS_ONLINE, "Children hand their mobile phones to the office at nine."),
        para("4.2", PUPILS_ONLINE, "Children who get round the filter lose their laptops."),
        Clause("mb/5", "5", ClauseKind.STEM, PASSWORDS, "A good password:"),
        item("5.a", "has twelve letters or more;"),
        item("5.b", "is never a pet\u2019s name."),
        Clause("mb/5.x", "5.x", ClauseKind.TABLE, PASSWORDS, "Password: ____", "mb/5"),
        para("6.1", BAD_SITES, "Turn the screen off and tell the technician at once."),
        Clause("mb/A", "A", ClauseKind.TABLE, ("Appendix",), "Form: site to unblock; reason"),
    ),
)

PENNFIELD = Policy(
    id="pf",
    title="Pennfield on the web",
    clauses=(
        Clause(
            "pf/1",
            "1",
            ClauseKind.PARAGRAPH,
            ("1. Grown-ups",),
            "A teacher may accept friend requests of pupils who are cousins.",
        ),
        Clause(
            "pf/2",
            "2",
            ClauseKind.PARAGRAPH,
            ("2. Telescopes",),
            "Telescopes are borrowed from the caretaker.",
        ),
    ),
)


def marrowby() -> Sequence[Policy]:
    """Return Marrowby's policies, as a source of the library does."""
    return (MARROWBY,)


def pennfield() -> Sequence[Policy]:
    """Return Pennfield's policies."""
    return (PENNFIELD,)


def two_schools() -> Library:
    """Return a library of both schools."""
    return Library({"marrowby": marrowby, "pennfield": pennfield})
