from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from knowledge.clauses import Policy
from knowledge.evaluation.measure import ask_all, measure_floor, measure_ranking
from knowledge.library import (
    Answer,
    DuplicateClause,
    Library,
    NotCovered,
    Quoted,
    UnknownSchool,
)
from knowledge.vocabulary import MAX_CHARACTERS
from tests.knowledge.made_up_schools import MARROWBY, PENNFIELD, marrowby, pennfield, two_schools
from tests.knowledge.real_clauses import (
    held_questions,
    needs_real_clauses,
    read_real_policies,
    real_library,
)
from tests.support.steps import steps


def found(question: str, school: str = "marrowby", previous: str = "") -> tuple[Quoted, ...]:
    """Return the clauses that were found, however sure: so few clauses never make an answer sure.

    When an answer is sure enough is tested on the schools of the made-up trust (test_search).
    """
    return clauses_of(two_schools().answer(question, school, previous))


def clauses_of(reply: Answer | NotCovered) -> tuple[Quoted, ...]:
    return reply.clauses if isinstance(reply, Answer) else reply.nearest


def test_an_answer_is_the_stored_clause_word_for_word_with_its_policy() -> None:
    first = found("a pupil sent me a friend request")[0]

    assert first.clause == next(c for c in MARROWBY.clauses if c.number == "3.1")
    assert first.policy is MARROWBY


def test_an_answer_says_which_words_led_to_the_clause() -> None:
    first = found("can i look at instergram")[0]

    assert "instagram" in first.matched


def test_an_answer_has_at_most_five_clauses_best_first() -> None:
    clauses = found("can children and teachers use a phone, laptop or device at break")

    scores = [quoted.score for quoted in clauses]
    assert len(clauses) == 5
    assert scores == sorted(scores, reverse=True)


def test_the_opening_of_a_list_brings_the_whole_list() -> None:
    quoted = two_schools().clause("marrowby", "mb/5")

    assert quoted is not None
    assert [item.number for item in quoted.items] == ["5.a", "5.b"]


@pytest.mark.parametrize("question", ["how do i borrow a trombone", "", "\U0001f600", "?" * 5000])
def test_a_question_about_nothing_in_the_policies_is_not_covered(question: str) -> None:
    reply = two_schools().answer(question, "marrowby")

    assert isinstance(reply, NotCovered)
    assert reply.question == question
    assert 0 <= reply.confidence < 1


def test_another_schools_clause_is_never_given() -> None:
    library = two_schools()

    reply = library.answer("where do I borrow telescopes of the caretaker", "marrowby")

    assert {quoted.policy.id for quoted in clauses_of(reply)} == {"mb"}
    assert found("borrow telescopes caretaker", "pennfield")[0].clause.id == "pf/2"
    assert library.clause("marrowby", "pf/2") is None


def test_two_schools_answer_the_same_question_by_their_own_rules() -> None:
    question = "can I accept a friend request from a pupil"

    ours, theirs = found(question, "marrowby"), found(question, "pennfield")

    assert ours[0].clause.id == "mb/3.1"
    assert theirs[0].clause.id == "pf/1"


def test_a_follow_up_is_read_with_the_question_before() -> None:
    question = "and if they do it again?"

    alone = found(question)[0]
    following = found(question, previous="what if children get round the filter")[0]

    assert alone.matched == ()
    assert "filter" in following.matched
    assert following.clause.number == "4.2"


def test_a_question_that_stands_alone_forgets_the_question_before() -> None:
    question = "who signs every photograph before it gets published"

    assert found(question, previous="can i use instagram at break") == found(question)


def test_forms_and_signature_blocks_are_never_quoted() -> None:
    library = two_schools()

    assert library.clause("marrowby", "mb/0") is None
    assert library.clause("marrowby", "mb/A") is None
    assert library.policies("marrowby") == (MARROWBY,)


@pytest.mark.parametrize(
    ("text", "is_exact"),
    [
        ("has twelve letters or more;", True),
        ("has twelve letters or more", False),
        ("Has twelve letters or more;", False),
        ("has  twelve letters or more;", False),
    ],
)
def test_a_quotation_is_checked_to_the_letter(text: str, *, is_exact: bool) -> None:
    library = two_schools()

    assert library.is_verbatim(text, "marrowby", "mb/5.a") is is_exact
    assert not library.is_verbatim(text, "pennfield", "mb/5.a")


def test_a_form_is_never_a_valid_quotation() -> None:
    form = MARROWBY.clauses[-1]

    assert not two_schools().is_verbatim(form.text, "marrowby", form.id)


def test_a_school_that_is_not_set_up_is_an_error_that_names_it() -> None:
    with pytest.raises(UnknownSchool, match="nowhere") as raised:
        two_schools().answer("phones", "nowhere")

    assert raised.value.school == "nowhere"


def test_two_clauses_with_one_id_are_refused_rather_than_confused() -> None:
    library = Library({"marrowby": lambda: (MARROWBY, MARROWBY)})

    with pytest.raises(DuplicateClause, match=r"mb/1\.1"):
        library.answer("phones", "marrowby")


def test_a_school_without_policies_covers_nothing() -> None:
    reply = Library({"new": lambda: ()}).answer("phones", "new")

    assert reply == NotCovered("phones", 0.0, ())


def test_policies_are_read_once_on_the_first_question_even_by_many_at_a_time() -> None:
    reads: list[str] = []
    start = Barrier(8)

    def read() -> Sequence[Policy]:
        reads.append("marrowby")
        return marrowby()

    library = Library({"marrowby": read, "pennfield": pennfield})
    assert reads == []

    def ask(_: int) -> str:
        start.wait()
        return repr(library.answer("a pupil sent me a friend request", "marrowby"))

    with ThreadPoolExecutor(8) as people:
        answers = set(people.map(ask, range(8)))

    assert reads == ["marrowby"]
    assert len(answers) == 1


def test_policies_that_cannot_be_read_are_tried_again_at_the_next_question() -> None:
    tries: Iterator[OSError | tuple[Policy]] = iter([OSError("the disk is away"), (PENNFIELD,)])

    def read() -> Sequence[Policy]:
        result = next(tries)
        if isinstance(result, OSError):
            raise result
        return result

    library = Library({"pennfield": read})
    with pytest.raises(OSError, match="away"):
        library.policies("pennfield")

    assert library.policies("pennfield") == (PENNFIELD,)


@pytest.mark.parametrize("unit", ["a", "friend requst ", "pasword ", "\ufdfa", "x1y2z3 q9 "])
def test_a_question_without_end_costs_no_more_than_a_long_one(unit: str) -> None:
    library, question = two_schools(), unit * 20_000
    library.answer(question, "marrowby", previous=question)
    long = question[:MAX_CHARACTERS]

    endless = steps(lambda: library.answer(question, "marrowby", previous=question))
    # A handful of steps depends on where the longer question is cut.
    assert endless <= steps(lambda: library.answer(long, "marrowby", previous=long)) * 1.01


@needs_real_clauses
def test_real_questions_are_answered_as_well_as_before() -> None:
    outcomes = ask_all(real_library(), held_questions())

    figures = measure_ranking(outcomes)
    answered_share, _ = measure_floor(outcomes)
    assert figures.recall_at_1 >= 0.45
    assert figures.in_three >= 0.65
    # Fewer than before: by words alone a clause that shares none of them is not shown as an answer.
    assert answered_share >= 0.8


@needs_real_clauses
def test_every_real_quotation_is_exactly_the_stored_clause_of_the_askers_school() -> None:
    policies = read_real_policies()
    library = real_library()
    stored = {s: {c.id: c.text for c in p.clauses} for s, p in policies.items()}

    for asked in held_questions():
        for school in policies:
            reply = library.answer(asked.text, school)
            for quoted in clauses_of(reply):
                assert stored[school][quoted.clause.id] == quoted.clause.text
                assert library.is_verbatim(quoted.clause.text, school, quoted.clause.id)
