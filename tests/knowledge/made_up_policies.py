"""Short made-up policies, written for the tests, and ways to look at their clauses."""

from collections.abc import Sequence

from knowledge.clauses import Clause
from knowledge.reading.text import paragraphs_in
from knowledge.splitting import split


def clauses_in(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a policy in plain text."""
    return split(paragraphs_in(text), "acorn")


def quotable(text: str) -> dict[str, str]:
    """Return the words of every clause that may be quoted, by number."""
    return {clause.number: clause.text for clause in clauses_in(text) if clause.kind.is_quotable}


def numbers_in(clauses: Sequence[Clause]) -> list[str]:
    """Return the numbers of clauses in order."""
    return [clause.number for clause in clauses]


def numbered(text: str, number: str) -> Clause:
    """Return the one clause with this number."""
    return next(clause for clause in clauses_in(text) if clause.number == number)


PAGED = """\
Acorn Vale School

Online Manners Policy

1. Kindness

Every adult at Acorn Vale is a model of good manners online. The head
keeps a list of the sites that classes have agreed to
\fAcorn Vale School                                     Page 2 of 3

use in lessons. It is read out each September.

Staff must:

Acorn Vale School

- answer messages kindly;
- log off at lunch;

Acorn Vale School

- tell the head about rude replies.
\fAcorn Vale School                                     Page 3 of 3
2. Repairs

Broken tablets go to Mr Oak.
"""

TWO_FOURS = """\
1. Aims
We want calm classrooms.
3. Phones
3.1 Phones rest in the blue box.
4. Cameras
4.1 Cameras belong to the office.
4. Helpers
4.1 Helpers sign in at the gate.
- They wear a green badge.
"""

WITH_CONTENTS = """\
Maple Trust Laptop Policy

Contents

Borrowing\t2
Care of laptops ........ 3
Teachers must:\t3
• a laptop - means any computer that folds and that the trust has lent to somebody\t4
Returning\t5

Borrowing

- 1.1 Laptops are lent for one year.
- 1.2 In this policy these words are used:-
- **a laptop** - means any computer that folds and that the trust has lent to somebody.
 - **borrower** - means the adult who signed for it.

Care of laptops

Teachers must:-

- carry it in the sleeve;
- keep tea away from it.

Returning

- 4.1 Laptops come back in July.
- 4.2** Chargers come back **in the same bag.**
"""

FORMS = """\
1. Trips
Tablets may go on trips if the head agrees.

Appendix 1 - Tablet trip form

Tablet trip request form
Name of teacher:

Where to:


Dates:


Agreed
    Yes
    No

Reason:
Appendix 2 - Who mends what

\tThing
\tWho to ask

\t

Tablet
\t
Mr Oak
Library desk

\t

Printer
\tMs Elm

Appendix 3 - Yearly check

Point\tYes\tNo
• Trips were logged\t✓\t
• Sleeves were counted\t\t✓

Linked papers
▪ Trips\t▪ Care
▪ Repairs\t▪ Fire

Head:\tA. Rowan\tDate:\t01.02.24
"""
