"""What belongs to a case: the people it names, and other cases (DOMAIN 6.3, R21)."""

from bot.domain.cases import Case
from bot.domain.named import Named, Part
from bot.ports import OpenUnitOfWork
from tests.adapters.database.paperwork import HERE, THERE, case, read

MIA = Named("P1", Part.TARGET, "Mia Cole", "Year 5")
TOM = Named("P2", Part.ALLEGED, "Tom Reed")
ACCOUNT = Named("P10", Part.ACCOUNT, "@mia_c")


def file(open_uow: OpenUnitOfWork, number: int = 1, **changes: object) -> Case:
    filed = case(ref=f"CB-2026-{number:04}", **changes)
    with open_uow() as uow:
        uow.cases.add(filed)
        uow.commit()
    return filed


def name(open_uow: OpenUnitOfWork, of: Case, *people: Named) -> None:
    with open_uow() as uow:
        uow.cases.name(of, people)
        uow.commit()


def link(open_uow: OpenUnitOfWork, one: Case, other: Case) -> None:
    with open_uow() as uow:
        uow.cases.link(one, other)
        uow.commit()


def refs(found: list[Case]) -> list[str]:
    return [each.ref for each in found]


def test_people_are_kept_in_the_order_of_their_tokens(open_uow: OpenUnitOfWork) -> None:
    ours = file(open_uow)

    name(open_uow, ours, ACCOUNT, TOM, MIA)

    assert read(open_uow, lambda uow: list(uow.cases.named(ours))) == [MIA, TOM, ACCOUNT]


def test_a_new_list_takes_the_place_of_the_one_before(open_uow: OpenUnitOfWork) -> None:
    ours = file(open_uow)
    name(open_uow, ours, MIA, TOM)

    name(open_uow, ours, MIA)
    after_one = read(open_uow, lambda uow: list(uow.cases.named(ours)))
    name(open_uow, ours)

    assert after_one == [MIA]
    assert read(open_uow, lambda uow: list(uow.cases.named(ours))) == []


def test_the_people_of_one_case_are_not_those_of_another(open_uow: OpenUnitOfWork) -> None:
    ours, other = file(open_uow), file(open_uow, 2)
    name(open_uow, ours, MIA)
    name(open_uow, other, TOM)

    name(open_uow, other)

    assert read(open_uow, lambda uow: list(uow.cases.named(ours))) == [MIA]


def test_the_same_pupil_is_found_in_the_schools_other_cases(open_uow: OpenUnitOfWork) -> None:
    typed = ("Mia Cole", "MIA  COLE", "Cole, Mia", "Mia Coles")
    for number, full_name in enumerate(typed, start=1):
        name(open_uow, file(open_uow, number), Named("P1", Part.TARGET, full_name))
    name(open_uow, file(open_uow, 9, school=THERE), MIA)

    found = read(open_uow, lambda uow: list(uow.cases.naming(HERE, MIA.key)))

    assert refs(found) == ["CB-2026-0003", "CB-2026-0002", "CB-2026-0001"]


def test_links_go_both_ways_and_twice_is_once(open_uow: OpenUnitOfWork) -> None:
    one, other, third = (file(open_uow, number) for number in (1, 2, 3))

    for pair in ((one, other), (one, other), (other, one), (one, third)):
        link(open_uow, *pair)

    assert read(open_uow, lambda uow: refs(list(uow.cases.linked(one)))) == [third.ref, other.ref]
    assert read(open_uow, lambda uow: refs(list(uow.cases.linked(other)))) == [one.ref]
    assert read(open_uow, lambda uow: refs(list(uow.cases.linked(third)))) == [one.ref]
