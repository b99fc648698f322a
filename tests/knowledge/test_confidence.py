from knowledge.clauses import Clause, ClauseKind, Policy
from knowledge.library import Library
from knowledge.vocabulary import MAX_WORDS


def confidence(question: str, *texts: str) -> float:
    clauses = tuple(
        Clause(f"p/{n}", str(n), ClauseKind.PARAGRAPH, (), text) for n, text in enumerate(texts)
    )
    library = Library({"school": lambda: (Policy("p", "", clauses),)})
    return library.answer(question, "school").confidence


def test_confidence_falls_with_every_word_that_no_clause_speaks_of() -> None:
    texts = ("Kites are kept in the shed.", "The pond is deep.")

    whole = confidence("kites in the shed", *texts)
    partly = confidence("kites in the shed with trombones", *texts)

    assert partly < whole


def test_a_clause_on_the_whole_is_a_doubtful_answer_about_a_part() -> None:
    texts = ("Social media is blocked.", "The pond is deep.")

    assert confidence("tiktok", *texts) < confidence("social media", *texts)


def test_a_clause_far_ahead_of_the_next_gives_more_confidence_than_two_alike() -> None:
    alone = confidence("kites", "Kites are kept in the shed.", "The pond is deep.")
    alike = confidence("kites", "Kites are kept in the shed.", "Kites are kept in the loft.")

    assert alike < alone


def test_words_that_other_clauses_know_doubt_less_than_words_that_none_knows() -> None:
    texts = ("Kites, rope, shed.", "Kites and rope, out of the shed, please.", "The pond.")

    known = confidence("kites rope shed pond", *texts)
    unknown = confidence("kites rope shed tuba", *texts)

    assert unknown < known


def test_a_clause_that_gives_no_time_is_a_doubtful_answer_to_how_long() -> None:
    texts = ("A ban from kites follows.", "The pond is deep.")

    asked_what = confidence("is there a ban from kites", *texts)
    asked_how_long = confidence("how long is the ban from kites", *texts)
    told_how_long = confidence("how long is the ban from kites", "A ban from kites: a week.")

    assert asked_how_long < asked_what
    assert asked_how_long < told_how_long


def test_words_beyond_the_fortieth_are_not_read() -> None:
    texts = ("Kites are kept in the shed.",)
    filler = "of " * MAX_WORDS

    assert confidence(f"{filler} kites", *texts) == 0.0
    assert confidence(f"kites {filler}", *texts) > 0.0
