"""What belongs to a case: the people it names, and other cases."""

from collections.abc import Sequence

from sqlalchemy import Connection, Select, delete, insert, select

from adapters.database.tables import case_links, cases, named_people
from adapters.database.upserts import insert_for
from bot.domain.cases import Case
from bot.domain.named import Named, Part
from bot.domain.people import SchoolId


def put_names(connection: Connection, case: Case, people: Sequence[Named]) -> None:
    """Keep the list of people in place of the one before."""
    old = delete(named_people).where(
        named_people.c.school == case.school, named_people.c.case == case.public_id
    )
    connection.execute(old)
    rows = [
        {
            "school": case.school,
            "case": case.public_id,
            "token": each.token,
            "part": each.part.value,
            "name": each.name,
            "year": each.year,
            "key": each.key,
        }
        for each in people
    ]
    if rows:
        connection.execute(insert(named_people), rows)


def names_of(connection: Connection, case: Case) -> Sequence[Named]:
    """Return the people whom a case names, in the order in which they were named."""
    this = select(named_people).where(
        named_people.c.school == case.school, named_people.c.case == case.public_id
    )
    rows = connection.execute(this).mappings()
    found = [Named(r["token"], Part(r["part"]), r["name"], r["year"]) for r in rows]
    return sorted(found, key=lambda each: int(each.token[1:]))


def cases_naming(school: SchoolId, key: str) -> Select[tuple[int]]:
    """Return the query for the cases of a school that name the same person or account."""
    named = select(named_people.c.case).where(
        named_people.c.school == school, named_people.c.key == key
    )
    return select(cases.c.id).where(cases.c.school == school, cases.c.public_id.in_(named))


def put_link(connection: Connection, case: Case, other: Case) -> None:
    """Link two cases of one school, both ways round; twice is once."""
    pairs = ((case.public_id, other.public_id), (other.public_id, case.public_id))
    rows = [{"school": case.school, "case": one, "other": another} for one, another in pairs]
    connection.execute(insert_for(connection, case_links).values(rows).on_conflict_do_nothing())


def cases_linked(case: Case) -> Select[tuple[int]]:
    """Return the query for the cases that are linked to a case."""
    others = select(case_links.c.other).where(
        case_links.c.school == case.school, case_links.c.case == case.public_id
    )
    return select(cases.c.id).where(cases.c.school == case.school, cases.c.public_id.in_(others))
