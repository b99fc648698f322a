"""Each kind of thing that can be asked for, in questions and in the clauses that give it."""

import pytest

from knowledge.wishes import WISHES, given, wished


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("am i allowed a phone in class", {"permission"}),
        ("can pupils bring smart watches", {"permission"}),
        ("what counts as a breach", {"meaning"}),
        ("the definition of cyberbullying", {"meaning"}),
        ("how long are logs kept", {"amount"}),
        ("what age for whatsapp", {"amount"}),
        ("who signs off new accounts", {"person"}),
        ("whose job is filtering", {"person"}),
        ("saw a nasty post what next", {"steps"}),
        ("clicked a bad link what now", {"steps"}),
        ("what happens if a child gets round the filter", {"consequence"}),
        ("will my friend get sacked over a tweet", {"consequence"}),
        ("which law covers photos", {"law"}),
        ("does gdpr cover photos", {"law"}),
        ("when should i tell the head", {"amount", "permission"}),
        ("what do i do about a nasty post", {"steps", "permission"}),
        ("tiktok", set()),
        ("", set()),
    ],
)
def test_a_question_asks_for_these_kinds(question: str, kinds: set[str]) -> None:
    assert wished(question) == kinds


@pytest.mark.parametrize(
    ("kind", "clause"),
    [
        ("permission", "staff must not follow pupils."),
        ("permission", "phones are only permitted in the staff room."),
        ("meaning", "a device means anything that goes on the internet."),
        ("meaning", "social media includes games with a chat."),
        ("amount", "logs are kept for 90 days."),
        ("amount", "the list is looked at every half-term."),
        ("person", "the head teacher signs it."),
        ("person", "the online safety lead keeps the log."),
        ("steps", "take screenshots and pass them on."),
        ("steps", "concerns are reported in writing."),
        ("consequence", "a breach may lead to dismissal."),
        ("consequence", "the phone is confiscated."),
        ("law", "the data protection act 2018 applies."),
        ("law", "this follows statutory guidance."),
    ],
)
def test_a_clause_gives_this_kind(kind: str, clause: str) -> None:
    assert kind in given(clause)


@pytest.mark.parametrize("kind", WISHES)
def test_a_clause_of_plain_description_gives_nothing(kind: str) -> None:
    assert kind not in given("the pond is deep and green.")


def test_a_kind_is_not_read_into_the_middle_of_a_word() -> None:
    assert given("mayhem and thankfulness") == frozenset()
    assert wished("whoever, whenever") == frozenset()
