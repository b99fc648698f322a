"""Items of lists stand under what introduces them."""

import pytest

from knowledge.reading.text import paragraphs_in
from knowledge.splitting.cleaning import clean
from knowledge.splitting.items import arranged
from knowledge.splitting.marks import with_marks


def parents_in(text: str) -> list[int | None]:
    return [entry.parent for entry in arranged(with_marks(clean(paragraphs_in(text))))]


@pytest.mark.parametrize(
    ("lists", "parents"),
    [
        ("Staff must:\n- sit\n- wait", [None, 0, 0]),
        ("Staff must sit.\n- here\n- there", [None, 0, 0]),
        ("- sit\n- wait", [None, None]),
        ("Bring:\n- a bag of:\n  - nuts\n  - figs\n- a hat", [None, 0, 1, 1, 0]),
        ("Bring:\n- a bag of:\n- nuts\n  - figs\n- a hat", [None, 0, 1, 1, 0]),
        ("Bring:\n(a) nuts:\n(i) wal\n(ii) hazel\n(b) figs", [None, 0, 1, 1, 0]),
        ("Bring:\n• nuts\no wal\no hazel\n• figs", [None, 0, 1, 1, 0]),
        ("2.1 Bring:\n- nuts\n2.2 Eat.", [None, 0, None]),
        ("2.1 Eat.\n2.1.1 Eat slowly.", [None, 0]),
        ("The head is:\n\n    Ms Elm\n\n    Mr Oak", [None, 0, 0]),
        ("Blocked:\nChatter\nPicboard\n\nAll else is open.", [None, 0, 0, None]),
    ],
)
def test_an_item_stands_under_what_introduces_it(lists: str, parents: list[int | None]) -> None:
    assert parents_in(lists) == parents


def test_an_item_that_ends_like_the_outer_list_belongs_to_it() -> None:
    lists = (
        "Staff:\n- sit;\n- wait;\n- bring:\n  - nuts\n  - figs\n  - sing loudly;\n  - go home;\n"
    )

    assert parents_in(lists) == [None, 0, 0, 0, 3, 3, 0, 0]


def test_the_last_inner_item_stays_inside_whatever_it_ends_with() -> None:
    lists = "Staff:\n- sit;\n- wait;\n- bring:\n  - nuts\n  - figs;\n- go home;\n"

    assert parents_in(lists) == [None, 0, 0, 0, 3, 3, 0]


def test_a_definition_beside_its_stem_is_no_item() -> None:
    lists = (
        "Acorn Vale defines “toys” as things such as:\n- balls\n"
        "- Acorn Vale defines “games” as what is played with toys.\n"
    )

    assert parents_in(lists) == [None, 0, None]
