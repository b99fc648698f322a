import pytest

from knowledge.vocabulary import MAX_CHARACTERS, shorten, split_words, stem, stem_all


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The HEAD\u2019s e-mail", ["the", "head", "e", "mail"]),
        ("don't / don\u2019t", ["dont", "dont"]),
        ("teachers' phones", ["teachers", "phones"]),
        ("St. Ann's, year 5!", ["st", "ann", "year", "5"]),
        ("", []),
        ("\U0001f600 ???", []),
    ],
)
def test_words_are_found_without_marks_capitals_and_possessives(
    text: str, words: list[str]
) -> None:
    assert split_words(text) == words


def test_endings_of_a_word_share_one_stem() -> None:
    assert stem("bullying") == stem("bullied") == stem("bullies")


def test_british_spelling_is_kept() -> None:
    assert stem_all("behaviour organisation") == ["behaviour", "organis"]


def test_a_question_is_cut_to_three_hundred_characters() -> None:
    assert len(shorten("x" * 5000)) == MAX_CHARACTERS


def test_characters_that_unfold_into_many_do_not_lengthen_a_question() -> None:
    assert len(shorten("\ufdfa" * 300)) == MAX_CHARACTERS


def test_a_long_run_of_apostrophes_is_one_word() -> None:
    assert split_words("a'" * 50_000) == ["a" * 50_000]
