"""From a question to clauses: which come first, how sure that is, and what it leaves unsaid."""

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.clauses import Clause, ClauseKind, Policy
from knowledge.imports import Document, import_policies
from knowledge.search import Found, Hit, Search, Tools
from knowledge.vocabulary import MAX_WORDS
from tests.knowledge.made_up_model import WordCounter
from tests.knowledge.made_up_schools import MARROWBY

SAMPLES = Path(__file__).parents[2] / "knowledge" / "samples"
OAKFIELD = (
    "oakfield-social-media-policy.docx",
    "oakfield-filtering-policy.md",
    "trust-devices-data-and-ai-policy.txt",
)
LOGS = "Logs of the filter are kept in the office."
LOGS_FOR = "Logs of the filter are kept for 90 days."


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.of(None, None, None)


@pytest.fixture(scope="module")
def sample(tools: Tools) -> Search:
    """The search of a school of the made-up trust, by words and topics."""
    papers = [Document(path=SAMPLES / name, id=name.partition(".")[0]) for name in OAKFIELD]
    return Search(import_policies(papers), tools)


@pytest.fixture(scope="module")
def small(tools: Tools) -> Search:
    return Search([MARROWBY], tools)


def search_of(tools: Tools, *texts: str) -> Search:
    clauses = [
        Clause(f"p/{n}", str(n), ClauseKind.PARAGRAPH, (), text) for n, text in enumerate(texts)
    ]
    return Search([Policy("p", "", tuple(clauses))], tools)


def first(found: Found) -> Hit:
    return found.ranked[0]


def number(found: Found) -> str:
    return first(found).entry.clause.number


def test_no_more_clauses_are_found_than_asked_for_and_the_best_first(small: Search) -> None:
    found = small.find("can children use a phone", "", 3)

    scores = [hit.score for hit in found.ranked]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert found.ranked == small.find("can children use a phone", "", 5).ranked[:3]


def test_the_same_question_twice_is_answered_alike(sample: Search) -> None:
    asked = "can i accept a friend request from a former pupil"
    before = sample.find(asked, "", 5)
    sample.find("who unblocks a site", asked, 5)

    assert sample.find(asked, "", 5) == before


def test_a_clause_says_which_words_and_topics_led_to_it(sample: Search, tools: Tools) -> None:
    hit = first(sample.find("can i accept a friend request from a pupil", "", 5))

    assert {"friend request", "pupil"} <= set(hit.words)
    assert 1 <= len(hit.topics) <= 2
    assert set(hit.topics) <= set(tools.network.names.values())


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("can i accept a friend request from a pupil", "can i acept a freind reqest from a pupil"),
        ("can i go on instagram at break", "can i go on instergram at brake"),
        ("who signs the photographs", "who sings the photografs"),
    ],
)
def test_a_misspelt_question_finds_the_clause_of_the_right_one(
    right: str, wrong: str, small: Search
) -> None:
    assert number(small.find(wrong, "", 5)) == number(small.find(right, "", 5))


def test_a_follow_up_that_leans_is_read_with_the_question_before(small: Search) -> None:
    before = "what if children get round the filter"

    found = small.find("and if they do it again?", before, 5)

    assert number(found) == "4.2"
    assert "filter" in first(found).words


def test_a_question_that_stands_alone_forgets_the_one_before(sample: Search) -> None:
    question = "who signs off a new class page on facebook"

    assert sample.find(question, "can i take my laptop home", 5) == sample.find(question, "", 5)


def test_a_follow_up_without_a_question_before_is_read_as_it_stands(small: Search) -> None:
    assert first(small.find("and if they do it again?", "", 5)).words == ()


@pytest.mark.parametrize(
    "question",
    [
        "when is pay day",
        "how much is a school dinner",
        "what colour is the sky",
        "when does the swimming pool open",
    ],
)
def test_the_policies_are_silent_on_what_is_far_off(question: str, sample: Search) -> None:
    found = sample.find(question, "", 5)

    assert found.is_silent
    assert not found.is_sure


@pytest.mark.parametrize(
    "question",
    [
        "can i accept a friend request from a pupil",
        "can i be friends with a former pupil on facebook",
        "can i put pupil data on a memory stick",
    ],
)
def test_the_policies_are_not_silent_on_what_they_rule(question: str, sample: Search) -> None:
    assert not sample.find(question, "", 5).is_silent


@pytest.mark.parametrize("question", ["", "?!", "\U0001f600"])
def test_a_question_without_a_word_finds_nothing(question: str, small: Search) -> None:
    assert small.find(question, "", 5) == Found((), 0.0, is_silent=True, is_sure=False, missing="")


def test_a_school_without_clauses_is_silent(tools: Tools) -> None:
    assert Search([], tools).find("phones", "", 5).is_silent
    assert Search([Policy("p", "Empty", ())], tools).find("phones", "", 5).is_silent


@pytest.mark.parametrize(
    ("floor", "sure", "is_silent", "is_sure"),
    [(0.0, 0.0, False, True), (0.0, 1.0, False, False), (1.0, 1.0, True, False)],
)
def test_how_sure_is_sure_enough_was_learned(
    floor: float, sure: float, tools: Tools, *, is_silent: bool, is_sure: bool
) -> None:
    learned = tools.learned.model_copy(update={"floor": floor, "sure": sure})

    found = Search([MARROWBY], replace(tools, learned=learned)).find("phones", "", 5)

    assert 0 < found.confidence < 1
    assert (found.is_silent, found.is_sure) == (is_silent, is_sure)


@pytest.mark.parametrize(
    ("question", "clause", "missing"),
    [
        ("how long are filter logs kept", LOGS, "how long"),
        ("How long are filter logs kept?", LOGS, "how long"),
        ("how long are filter logs kept", LOGS_FOR, ""),
        ("when are filter logs deleted", LOGS, "when"),
        ("who keeps the filter logs", LOGS_FOR, "who"),
        ("who keeps the filter logs", "The technician keeps logs of the filter.", ""),
        ("where are filter logs kept", LOGS_FOR, ""),
    ],
)
def test_a_detail_that_the_clause_does_not_give_is_missing(
    question: str, clause: str, missing: str, tools: Tools
) -> None:
    assert search_of(tools, clause).find(question, "", 5).missing == missing


def test_a_detail_that_the_clause_gives_is_not_missing_because_another_is(tools: Tools) -> None:
    found = search_of(tools, LOGS_FOR).find("how long are logs kept and who keeps them", "", 5)

    assert found.missing != "how long"


def test_words_beyond_the_fortieth_are_not_read(tools: Tools) -> None:
    kites, filler = search_of(tools, "Kites are kept in the shed."), "of " * MAX_WORDS

    assert first(kites.find(f"kites {filler}", "", 5)).words == ("kites",)
    assert kites.find(f"{filler} kites", "", 5) == kites.find(filler, "", 5)


def test_a_sentence_model_brings_numbers_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    model = WordCounter()
    search = Search([MARROWBY], Tools.of(None, model, None))
    read = model.read

    found = search.find("can i use instagram", "", 5)

    assert model.read == read + 1
    assert len(found.ranked) == 5
    assert found == search.find("can i use instagram", "", 5)


def test_a_sentence_model_is_not_asked_where_there_are_no_clauses() -> None:
    model = WordCounter()

    assert Search([], Tools.of(None, model, None)).find("phones", "", 5).is_silent
    assert model.read == 0
