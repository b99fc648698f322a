"""What typed sentences are taken to mean."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from intents.evaluation.measure import POLICIES, TORN, UNCLEAR, label
from intents.sentences import LONGEST
from intents.understanding import Understanding
from tests.support.steps import steps

SAID_AT_ONCE = (
    "kids are cyberbullying somebody and posted humiliating pictures",
    "unblocking gambling websites for my lessons please",
    "who decides whether blocked sites get opened",
    "am i allowed to be friendly with parents",
)


@pytest.fixture
def eager_threads() -> Iterator[None]:
    """Threads that take turns every few steps, as they may on a busy computer."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.parametrize(
    "text",
    [
        "am I allowed to unblock a site myself?",
        "do I have to report a friend request?",
        "whats the rule on phones in lessons",
        "can i add a parent on facebook",
        "who do i tell if a parent adds me",
        "what happens if a parent is rude about a teacher online",
        "am i alowed to use my own fone",
        "mobile phones in the staffroom",
        "parent has sent me a friend reqest what do i do",
        "who decides whether a blocked site gets opened",
        "so um basically i wanted to know are we allowed to put trip photos on the page thanks",
        "pta want to start a facebook page",
    ],
)
def test_a_question_about_a_rule_is_for_the_policies(
    understanding: Understanding, text: str
) -> None:
    assert label(understanding.guess(text)) == POLICIES


@pytest.mark.parametrize(
    "text",
    [
        "kids filmed me in my lesson and put it on tiktok",
        "someone is being horrible about me on facebook, its a parent",
        "its the head who posted it",
        "think one of the TAs is messaging a pupil",
        "I WANT TO REPORT A PARENT WHO IS RUDE ABOUT ME ONLINE",
        "this little sod in year 10 keeps sending me rude messages",
        "so this morning a child came in crying because the others called her names in the chat",
        "POSTED MY FACE ON TIKTOK",
        "theres a video of me shouting at a class on youtube",
        "SOMEBODY HAS PUT A CLIP OF MY TA ON YOUTUBE",
        "found a picture of our music teacher on a meme site",
        "my face is all over insta",
        "got a load of abuse from a parent on class dojo",
    ],
)
def test_something_that_happened_starts_a_report(understanding: Understanding, text: str) -> None:
    assert label(understanding.guess(text)) == "report_cyberbullying"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("kids have found a gambling site that isnt blocked", "report_website"),
        ("please block this site", "report_website"),
        ("please block https://chat.example the y7s are all on it", "report_website"),
        ("unblock this for 5 red tues to fri https://x.example", "request_unblock"),
        ("this bloody filter has blocked my lesson AGAIN", "request_unblock"),
        ("plz unblok a site for yr 5", "request_unblock"),
        ("can i just hotspot off my phone", "bypass"),
        ("how do i get past the filter", "bypass"),
        ("any news on the site i asked for", "my_cases"),
        ("withdraw it i found another site", "withdraw"),
        ("yes approve", "approve"),
        ("approve but only staff and only this wk", "approve"),
        ("who can see this", "privacy"),
        ("whats the wifi password", "off_topic"),
        ("hi", "get_help"),
        ("thanks", "thanks"),
    ],
)
def test_each_meaning_is_recognised(understanding: Understanding, text: str, meaning: str) -> None:
    assert label(understanding.guess(text)) == meaning


def test_two_close_meanings_are_both_returned(understanding: Understanding) -> None:
    guess = understanding.guess("games site y7 blocked ipads")

    assert label(guess) == TORN
    assert {meaning.label for meaning in guess.meanings} == {
        "Ask for a blocked site",
        "Report a website",
    }


def test_a_meaning_as_close_as_a_question_for_the_policies_stands_alone(
    understanding: Understanding,
) -> None:
    guess = understanding.guess("is it bullying if a parent is rude about me on facebook")

    assert label(guess) == TORN
    assert [meaning.label for meaning in guess.meanings] == ["Report cyberbullying"]


@pytest.mark.parametrize("text", ["asdfgh", "hmm", "???", "", "\U0001f44d\U0001f44d", "12345"])
def test_what_says_nothing_is_unclear(understanding: Understanding, text: str) -> None:
    assert label(understanding.guess(text)) == UNCLEAR


def test_no_more_of_a_text_is_understood_than_a_long_sentence(
    understanding: Understanding,
) -> None:
    text = "so basically a parent has been rude about the school on facebook and " * 20
    understanding.guess(text)

    assert steps(lambda: understanding.guess(text * 50)) <= steps(
        lambda: understanding.guess(text[:LONGEST])
    )


@pytest.mark.usefixtures("eager_threads")
def test_sentences_that_come_at_once_are_understood_as_one_by_one(
    understanding: Understanding,
) -> None:
    texts = [f"{text} {number}" for number in range(40) for text in SAID_AT_ONCE]

    with ThreadPoolExecutor(4) as threads:
        at_once = list(threads.map(understanding.guess, texts))

    assert at_once == [understanding.guess(text) for text in texts]


@pytest.mark.parametrize("text", [":+1:", "+1", "1", "\N{THUMBS UP SIGN}", "?!", ""])
def test_a_text_without_a_word_starts_no_form(understanding: Understanding, text: str) -> None:
    assert label(understanding.guess(text)) == UNCLEAR
