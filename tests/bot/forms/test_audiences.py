"""Who a site is for, in the words of teachers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms.audiences import LONGEST, Audience, AudienceKind, read_audience
from tests.support.steps import steps

ME, STAFF, CLASS = AudienceKind.ME, AudienceKind.STAFF, AudienceKind.CLASS
YEAR, SCHOOL = AudienceKind.YEAR, AudienceKind.SCHOOL


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ("me", ME, "me"),
        ("only me", ME, "only me"),
        ("unblock it for me please", ME, "for me"),
        ("for my own planning", ME, "my own planning"),
        ("all staff", STAFF, "all staff"),
        ("for teachers", STAFF, "teachers"),
        ("the science department", STAFF, "the science department"),
        ("the office", STAFF, "the office"),
        ("5 red", CLASS, "5 red"),
        ("for 10B on Tuesday", CLASS, "10B"),
        ("9X/Ma1", CLASS, "9X/Ma1"),
        ("class 5R", CLASS, "class 5R"),
        ("my year 5 class", CLASS, "my year 5 class"),
        ("my Year 5 maths class next week", CLASS, "my Year 5 maths class"),
        ("me and my class", CLASS, "my class"),
        ("Mrs Patel's class", CLASS, "Mrs Patel's class"),
        ("set 2", CLASS, "set 2"),
        ("5 Oak", CLASS, "5 Oak"),
        ("Robins class", CLASS, "Robins class"),
        ("year 5", YEAR, "year 5"),
        ("Y5", YEAR, "Y5"),
        ("year five", YEAR, "year five"),
        ("years 5 and 6", YEAR, "years 5 and 6"),
        ("for my year 11s", YEAR, "year 11s"),
        ("everyone in year 9", YEAR, "year 9"),
        ("KS2", YEAR, "KS2"),
        ("reception", YEAR, "reception"),
        ("sixth form", YEAR, "sixth form"),
        ("unblock  for year 5 tue to fri", YEAR, "year 5"),
        ("year 5, 3 dec to 4 dec", YEAR, "year 5"),
        ("year 5 a lesson on tides", YEAR, "year 5"),
        ("the whole school", SCHOOL, "the whole school"),
        ("all pupils", SCHOOL, "all pupils"),
        ("everyone", SCHOOL, "everyone"),
    ],
)
def test_people_say_who_a_site_is_for(said: str, kind: AudienceKind, words: str) -> None:
    assert read_audience(said) == Audience(kind, words)


@pytest.mark.parametrize(
    "said",
    [
        *("", "can you give me access", "Room 12", "at 2pm tomorrow", "10am", "24th", "2 weeks"),
        *("24 nov to 27 nov", "5th December", "9 to 5", "12 students", "Year 15", "pupils"),
        *("world class resources", "a 3D model", "a 4K video", "fill in the form", "5 a day"),
    ],
)
def test_what_names_nobody_is_no_audience(said: str) -> None:
    assert read_audience(said) is None


def test_the_kinds_are_the_five_choices_of_the_form() -> None:
    assert [str(kind) for kind in AudienceKind] == ["me", "staff", "class", "year", "school"]


@given(st.text(max_size=80))
def test_the_words_are_always_those_that_were_typed(said: str) -> None:
    audience = read_audience(said)

    assert audience is None or audience.words in " ".join(said.split())


@pytest.mark.parametrize(
    "said", ["a" * 1_000_000, "a " * 20_000 + "!", "my " * 9_000, "5 " * 9_000]
)
def test_no_more_of_a_message_is_read_than_a_long_sentence(said: str) -> None:
    """Inputs 45 and 46."""
    assert read_audience(said[:LONGEST] + " year 5") is None
    assert steps(lambda: read_audience(said)) <= steps(lambda: read_audience(said[:LONGEST]))
