import pytest

from knowledge.audience import Audience, find_audience
from knowledge.clauses import Clause, ClauseKind, Policy
from knowledge.follow_up import leans_on_previous
from knowledge.index import ClauseIndex
from knowledge.question import SAME, QuestionReader
from knowledge.ranking import Ranker
from knowledge.spelling import build_speller
from knowledge.synonyms import load_synonyms
from knowledge.traits import Traits
from tests.knowledge.made_up_schools import MARROWBY

SYNONYMS = load_synonyms()


def ranked(text: str, policy: Policy) -> list[tuple[str, float]]:
    index = ClauseIndex([policy], SYNONYMS)
    question = QuestionReader(build_speller(index.words, SYNONYMS), SYNONYMS).read(text)
    found = Ranker(index, SYNONYMS).rank(question)
    return [(index.entries[each.position].clause.number, each.score) for each in found]


def rank(text: str, policy: Policy = MARROWBY) -> list[str]:
    return [number for number, _ in ranked(text, policy)]


def traits_of(policy: Policy) -> list[Traits]:
    return Ranker(ClauseIndex([policy], SYNONYMS), SYNONYMS).traits


def policy_of(*texts: str, headings: tuple[str, ...] = ()) -> Policy:
    clauses = tuple(
        Clause(f"p/{n}", str(n), ClauseKind.PARAGRAPH, headings, text)
        for n, text in enumerate(texts)
    )
    return Policy("p", "", clauses)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("a kid in my class added me, can i accept", "3.1"),
        ("can i go on insta at lunch", "3.2"),
        ("who oks the pictures for the newsletter", "3.3"),
        ("where do pupils leave their smartphone", "4.1"),
        ("what if someone uses a vpn", "4.2"),
        ("what is a device", "2.1"),
        ("how many letters in a pasword", "5.a"),
        ("do i tell it support about a dodgy site", "6.1"),
        ("freind requst from a pupl", "3.1"),
    ],
)
def test_the_clause_that_answers_comes_first(question: str, number: str) -> None:
    assert rank(question)[0] == number


def test_a_clause_rules_the_people_whom_it_names_first() -> None:
    policy = policy_of("Pupils must not use Snapchat.", "Staff must not use Snapchat.", "No.")

    assert [each.audience for each in traits_of(policy)] == [Audience.PUPILS, Audience.STAFF, None]


def test_a_clause_that_names_nobody_rules_the_people_of_its_heading() -> None:
    policy = policy_of("Use of Snapchat ends at nine.", headings=("3. Pupils online",))

    assert [each.audience for each in traits_of(policy)] == [Audience.PUPILS]


def test_a_line_of_the_contents_repeats_a_heading() -> None:
    policy = policy_of("2. Trampolines", "An adult stands by.", headings=("1. TRAMPOLINES",))

    assert [each.repeats_heading for each in traits_of(policy)] == [True, False]


def test_a_clause_on_the_whole_answers_about_a_part_but_after_one_on_the_part() -> None:
    policy = policy_of("Social media is blocked.", "TikTok is blocked.", "The sea is blue.")

    assert rank("tiktok", policy) == ["1", "0"]


def test_a_word_and_its_concept_do_not_count_twice() -> None:
    policy = policy_of("Kids.")

    [(_, same_word)], [(_, other_word)] = ranked("kids", policy), ranked("children", policy)

    assert other_word == pytest.approx(SAME * same_word)


def test_forms_and_signatures_are_not_even_ranked() -> None:
    numbers = rank("facebook friends of the chair of governors, form to unblock a site")

    assert not {"0", "A"} & set(numbers)


def test_a_question_without_any_word_of_the_clauses_finds_nothing() -> None:
    assert rank("trombone") == []
    assert rank("is it the") == []
    assert rank("") == []


def test_clauses_alike_keep_the_order_of_the_document() -> None:
    policy = policy_of("Staff log off.", "Staff log off.", "Staff log off.")

    assert rank("log off", policy) == ["0", "1", "2"]


def test_who_says_i_is_staff() -> None:
    assert find_audience(["can", "i"], SYNONYMS, {"i": Audience.STAFF}) is Audience.STAFF
    assert find_audience(["can", "kids"], SYNONYMS) is Audience.PUPILS
    assert find_audience(["the", "weather"], SYNONYMS) is None


@pytest.mark.parametrize(
    ("question", "strong_terms", "leans"),
    [
        ("and at lunch", 1, True),
        ("what about parents", 1, True),
        ("at home", 1, True),
        ("can they do that", 0, True),
        ("why", 0, True),
        ("what is cyberbullying", 1, False),
        ("can a parent post photos of the sports day on facebook", 4, False),
    ],
)
def test_only_a_question_that_says_too_little_leans_on_the_one_before(
    question: str, strong_terms: int, *, leans: bool
) -> None:
    assert leans_on_previous(question.split(), strong_terms) is leans
