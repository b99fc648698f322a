"""Numbers that governors read: nothing that is hidden can be worked out."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.counting import (
    FEW,
    HELD_BACK,
    UNKNOWN,
    Part,
    in_full,
    joined,
    split,
    total_with_few_hidden,
    with_few_hidden,
)

# Small enough to try every way that the cases could be split, large enough for every rule.
MOST_CASES, MOST_CELLS = 24, 4


def part(*counts: int) -> Part:
    return Part("kind", tuple((f"cell {n}", count) for n, count in enumerate(counts)))


def splits(total: int, cells: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to put so many cases into so many cells."""
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in splits(total - first, cells - 1):
            yield (first, *rest)


def page(counts: tuple[int, ...]) -> tuple[str, ...]:
    """Return all that a governor reads of a part."""
    return (total_with_few_hidden(sum(counts)), *with_few_hidden(part(*counts)))


@cache
def alike(cells: int) -> dict[tuple[str, ...], list[tuple[int, ...]]]:
    """Return all that the cases could be, by what is read of them."""
    found: dict[tuple[str, ...], list[tuple[int, ...]]] = defaultdict(list)
    for total in range(MOST_CASES + 1):
        for counts in splits(total, cells):
            found[page(counts)].append(counts)
    return found


@given(st.integers(2, MOST_CELLS).flatmap(lambda n: st.sampled_from(sorted(alike(n)))))
def test_whoever_knows_every_rule_cannot_work_out_a_hidden_number(read: tuple[str, ...]) -> None:
    possible = alike(len(read) - 1)[read]

    for place, shown in enumerate(read[1:]):
        could_be = {counts[place] for counts in possible}
        assert (shown in {FEW, HELD_BACK}) == (len(could_be) > 1), (read, place, could_be)


@given(st.lists(st.integers(0, 60), min_size=2, max_size=12))
def test_no_number_from_1_to_4_is_ever_read(counts: list[int]) -> None:
    shown = page(tuple(counts))

    assert not {"1", "2", "3", "4"} & set(shown)


@given(st.lists(st.integers(0, 60), min_size=2, max_size=12))
def test_a_number_that_is_read_is_the_right_one(counts: list[int]) -> None:
    shown = with_few_hidden(part(*counts))

    assert all(
        text in {FEW, HELD_BACK, str(count)} for text, count in zip(shown, counts, strict=True)
    )
    assert all(
        count in range(1, 5) for text, count in zip(shown, counts, strict=True) if text == FEW
    )


@given(st.lists(st.integers(0, 60), min_size=2, max_size=12))
def test_one_hidden_number_is_never_alone(counts: list[int]) -> None:
    hidden = [text for text in with_few_hidden(part(*counts)) if text in {FEW, HELD_BACK}]

    assert len(hidden) != 1


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((0, 0, 0), ("0", "0", "0")),
        ((7, 0, 12), ("7", "0", "12")),
        ((3, 0, 9, 20), (FEW, "0", HELD_BACK, "20")),
        ((3, 2, 20), (FEW, FEW, "20")),
        ((1, 1, 20), (HELD_BACK, HELD_BACK, HELD_BACK)),
        ((4, 4, 20), (HELD_BACK, HELD_BACK, HELD_BACK)),
        ((1, 5, 20), (HELD_BACK, HELD_BACK, HELD_BACK)),
        ((2, 30), (HELD_BACK, HELD_BACK)),
        ((1, 2, 0), (HELD_BACK, HELD_BACK, HELD_BACK)),
    ],
)
def test_what_a_governor_reads(counts: tuple[int, ...], shown: tuple[str, ...]) -> None:
    read = with_few_hidden(part(*counts))

    assert read == shown


def test_a_total_of_a_few_is_hidden_and_none_is_said() -> None:
    totals = [total_with_few_hidden(total) for total in (0, 1, 4, 5)]

    assert totals == ["0", FEW, FEW, "5"]


def test_whoever_is_in_charge_reads_every_number() -> None:
    shown = in_full(part(0, 1, 4, 12))

    assert shown == ("0", "1", "4", "12")


def test_cases_are_split_into_the_known_values_in_order_and_nothing_is_lost() -> None:
    found = split("platform", ["sms", "", "x", "sms", "fax"], known=("x", "sms", "email"))

    assert found.cells == (("x", 1), ("sms", 2), ("email", 0), ("fax", 1), (UNKNOWN, 1))
    assert found.total == 5


def test_joined_cells_are_one_number_and_the_total_stays() -> None:
    found = joined(Part("kind", (("SG", 2), ("ALG", 3), ("WEB", 9))), {"SG", "ALG"}, "both")

    assert found.cells == (("both", 5), ("WEB", 9))
    assert found.count("both") == 5
    assert found.total == 14


def test_cells_that_are_not_there_are_not_joined() -> None:
    found = joined(Part("kind", (("WEB", 9),)), {"SG", "ALG"}, "both")

    assert found.cells == (("WEB", 9),)
