"""A school's own words for the advice lines, and the clauses that it cites below them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.domain.directory import Directory
from bot.domain.schools import CitedClause, OwnAdvice, School
from bot.turn import Turn
from intents import advice
from intents.advice_book import AdviceBook, book
from intents.citations import complaints, with_sources
from intents.own_words import complaint
from knowledge.clauses import Clause, ClauseKind, Policy
from knowledge.library import Library
from tests.support.small_trust import PEOPLE, directory, school, turn_of

OWN = "Say nothing, and ask others to say nothing. {evidence_location} is where it goes."
FLOOR = (
    *("M01", "M02", "M03", "M11", "M11b", "M11c", "M11d", "M12", "M13", "M33", "M35", "M36"),
    *("W1", "W2", "G01", "G02", "G03", "G08", "U6a"),
)
DUE = date(2026, 9, 30)
POLICY = Policy(
    id="phones",
    title="Phones Policy",
    clauses=(
        Clause("phones/6.3", "6.3", ClauseKind.PARAGRAPH, ("6. Keeping evidence",), "Keep it."),
        Clause("phones/7.b2", "7.b2", ClauseKind.ITEM, ("7. Staff",), "Tell us."),
        Clause("phones/9.meta", "9.meta", ClauseKind.META, ("9. Form",), "Name:"),
    ),
    next_review=DUE,
)


def with_advice(**own: str) -> School:
    return replace(school(), advice=OwnAdvice(words=own))


def citing(policy: str, number: str) -> School:
    return replace(school(), advice=OwnAdvice(clauses={"M20": CitedClause(policy, number)}))


@pytest.fixture
def turn(sqlite_url: str) -> Iterator[Turn]:
    with unit_of_work(open_engine(sqlite_url))() as uow:
        yield turn_of(PEOPLE["amy"], uow, directory())


@pytest.fixture
def library() -> Library:
    return Library({"hill": lambda: (POLICY,)})


def test_a_school_says_a_line_in_its_own_words(turn: Turn) -> None:
    here = replace(turn, school=with_advice(M21=OWN))

    said = advice.say("M21", here)

    assert said == (
        "Say nothing, and ask others to say nothing. the Incidents folder is where it goes."
    )
    assert advice.say("M21", turn).startswith("Don't reply")


@pytest.mark.parametrize("line", sorted(book().floor))
def test_the_safety_floor_is_said_as_shipped_whatever_a_school_writes(
    turn: Turn, line: str
) -> None:
    here = replace(turn, school=with_advice(**{line: "Save a copy and send it to me."}))

    assert advice.say(line, here) == advice.say(line, turn)


@pytest.mark.parametrize("line", FLOOR)
def test_what_somebodys_safety_rests_on_is_floor(line: str) -> None:
    wrong = complaint(line, book().lines[line], book())

    assert wrong
    assert wrong.what == f"'{line}' can't be changed: {book().floor[line]}."


def test_own_words_that_name_whom_it_is_about_give_way_to_the_shipped_ones(turn: Turn) -> None:
    here = replace(turn, school=with_advice(M21="Speak to Grace Adeyemi first."))

    assert "Grace Adeyemi" in advice.say("M21", here)
    assert advice.say("M21", here, {PEOPLE["head"].id}).startswith("Don't reply")


def test_own_words_with_nothing_left_to_say_give_way_to_the_shipped_ones(turn: Turn) -> None:
    here = replace(turn, school=with_advice(U2="Sent as {ref} and answered within {median}."))

    assert advice.say("U2", here, ref="UNB-1", date="Fri").startswith("Sent as UNB-1.")


@pytest.mark.parametrize(
    ("line", "words", "what", "remedy"),
    [
        ("m21", OWN, "no line of advice 'm21'", "Did you mean 'M21'?"),
        ("Q", OWN, "no line of advice 'Q'", "Every line stands in intents/advice.yaml"),
        ("M01", OWN, "'M01' can't be changed", "Take it out."),
        ("M21", "x" * 401, "have 401 characters", "Use 400 or fewer"),
        ("M21", "Ask {head}.", "can't use {head}", "In this line you can use {evidence_location}"),
        ("M21", "Ask {ref}.", "can't use {ref}", "you can use"),
        ("M42", "Ask {dsl_name}.", "can't use {dsl_name}", "you can use"),
        ("M21", "Ask {0}.", "can't use {0}", "you can use"),
        ("M21", "Ask {school.", "a brace that I can't read", "Write {school}"),
        ("M21", "Ask {school!r}.", "a brace that I can't read", "Write {school}"),
        ("M21", "Ask }{.", "a brace that I can't read", "or no braces"),
        ("M25", "The school decides.", "leave out {headteacher_name}", "Put it back in."),
        ("M21", "Ask Priya Nair.", "name Priya Nair", "Leave the name out"),
        ("M20", "Keep the evidence.", 'leave out "Never for sexual pictures', "Put these words"),
        ("M40", "Sent to: {roles}. Speak to {dsl_name}.", 'leave out "{ref}"', "Put these words"),
    ],
)
def test_own_words_that_will_not_do_are_refused_with_what_to_do(
    line: str, words: str, what: str, remedy: str
) -> None:
    wrong = complaint(line, words, book(), {"Priya Nair"})

    assert wrong
    assert what in wrong.what
    assert remedy in wrong.remedy


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("M21", "x" * 400),
        ("M21", OWN),
        ("M25", "{headteacher_name} decides at {school}."),
        ("M20", "Keep it in {evidence_location}. (NEVER for sexual pictures\nof under-18s.)"),
        ("U2", "{headteacher_name} has {ref}."),
    ],
)
def test_own_words_that_will_do_are_taken(line: str, words: str) -> None:
    assert complaint(line, words, book(), {"Priya Nair"}) is None


@pytest.mark.parametrize("line", sorted(set(book().lines) - set(book().floor)))
def test_a_shipped_line_would_do_as_own_words(line: str) -> None:
    assert complaint(line, book().lines[line], book()) is None


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("lines", {"M21": "Ask {dsl_nmae}."}),
        ("lines", {"M21": "Ask {ref}."}),
        ("lines", {"M21": "Ask {school."}),
        ("lines", {"M21": "x" * 401}),
        ("floor", {"M99": "there is no such line"}),
        ("given", {"M99": ("ref",)}),
        ("keeps", {"M21": "words that are not in it"}),
    ],
)
def test_a_book_that_does_not_fit_together_cannot_be_read(
    part: str, value: dict[str, object]
) -> None:
    whole = book().model_dump()

    with pytest.raises(ValidationError):
        AdviceBook.model_validate({**whole, part: {**whole[part], **value}})


@pytest.mark.parametrize(
    ("policy", "number", "source"),
    [
        ("Phones Policy", "6.3", "Phones Policy, 6.3 Keeping evidence"),
        ("phones", "6.3", "Phones Policy, 6.3 Keeping evidence"),
        ("phones policy", "section 7, bullet 2", "Phones Policy, section 7, bullet 2 (Staff)"),
    ],
)
def test_a_clause_is_cited_by_policy_number_and_heading(
    turn: Turn, library: Library, policy: str, number: str, source: str
) -> None:
    known = with_sources(Directory.of([citing(policy, number)], []), library)
    here = replace(turn, school=known.school(school().id))

    (note,) = advice.cited("M20", here)

    assert note.text == f"{source}. It was due for review in September 2026."


def test_a_policy_in_date_is_cited_without_a_warning(turn: Turn, library: Library) -> None:
    here = citing("phones", "6.3")
    known = with_sources(Directory.of([here], []), library)
    earlier = replace(turn, school=known.school(here.id), now=turn.now.replace(month=9, day=30))

    (note,) = advice.cited("M20", earlier)

    assert note.text == "Phones Policy, 6.3 Keeping evidence"


@pytest.mark.parametrize(
    ("here", "what", "remedy"),
    [
        (citing("phones", "6.4"), "no clause '6.4' in 'phones'", "policies --school hill"),
        (citing("phones", "9.meta"), "no clause '9.meta' in 'phones'", "policies --school hill"),
        (citing("Fones", "6.3"), "no policy called 'Fones'", "of its titles: 'Phones Policy'."),
    ],
)
def test_a_clause_that_is_not_there_is_complained_of_and_never_cited(
    turn: Turn, library: Library, here: School, what: str, remedy: str
) -> None:
    known = with_sources(Directory.of([here], []), library)

    ((line, wrong),) = complaints(here, library)

    assert line == "M20"
    assert what in wrong.what
    assert remedy in wrong.remedy
    assert advice.cited("M20", replace(turn, school=known.school(here.id))) == ()


def test_a_clause_for_a_line_that_there_is_not_is_complained_of(library: Library) -> None:
    here = replace(school(), advice=OwnAdvice(clauses={"M999": CitedClause("phones", "6.3")}))

    ((_, wrong),) = complaints(here, library)

    assert "There is no line of advice 'M999'." in wrong.what


def test_a_line_without_a_clause_has_no_note(turn: Turn) -> None:
    assert advice.cited("M21", turn) == ()


def test_no_policy_is_read_for_a_school_that_cites_none() -> None:
    known = directory()

    assert with_sources(known, Library({})).schools() == known.schools()
