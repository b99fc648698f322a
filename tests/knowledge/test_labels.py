"""A teacher can read out where a clause stands."""

import pytest

from knowledge.labels import label_of


@pytest.mark.parametrize(
    ("number", "path", "label"),
    [
        ("6.7", ("6. Hats",), "6.7"),
        ("6.7.2", ("6. Hats",), "6.7.2"),
        ("2.4.b", ("2. Words",), "2.4.b"),
        ("3.b2", ("3. Boots",), "section 3, bullet 2"),
        ("3.b2.4", ("3. Boots", "At noon"), "section 3, bullet 2.4"),
        ("3.p1", ("3. Boots",), "section 3, paragraph 1"),
        ("2.i", ("2. Gates",), "section 2, point i"),
        ("2.n3", ("2. Gates",), "section 2, point 3"),
        ("2.p2.n3", ("2. Gates",), "section 2, paragraph 2, point 3"),
        ("2.1.b3", ("2. Gates", "2.1 Keys"), "section 2.1, bullet 3"),
        ("5.b7", ("Who does what", "Role of Staff"), "Role of Staff, point 7"),
        ("0.p2", ("Preamble",), "Preamble, paragraph 2"),
        ("6.p1", ("5. Advice",), "5. Advice, paragraph 1"),
        ("6.1", ("5. Advice",), "5. Advice, point 1"),
        ("A2.tablet", ("Appendix 2 - Mending",), "Appendix 2, Tablet"),
        ("A1.form", ("Appendix 1 - Trips",), "Appendix 1, form"),
        ("2.p1", ("Section 2: Rules",), "Section 2, paragraph 1"),
        ("17", ("Pupils",), "point 17"),
        ("3.1~2", ("3. Boots",), "3.1 (2)"),
    ],
)
def test_a_label_reads_well(number: str, path: tuple[str, ...], label: str) -> None:
    assert label_of(number, path, "Tablet: Mr Oak.") == label
