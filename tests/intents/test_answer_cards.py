"""What stands on an answer: how much of a clause, what is next to it, and what can be done."""

from dataclasses import replace

import pytest

from bot.conversation.cards import Alert, Items
from bot.conversation.exchange import Reply
from intents.ask_policy.cards import answer_card
from intents.ask_policy.clauses import excerpt
from intents.ask_policy.finding import Finding
from intents.ask_policy.intents import AskPolicy, ShowClause
from knowledge.library import Quoted
from tests.intents.bookcase import Bookcase, clause, leads, notes, opened, policy, quotes
from tests.support.counter import Counter, labels, words
from tests.support.small_trust import PEOPLE, directory, turn_of

FIRST = "Staff keep their phones in a bag, e.g. A rucksack, in every lesson of the day."
REST = " ".join(f"Rule {number} is as long as the one before it." for number in range(10))
LONG = clause("conduct/1", f"{FIRST} {REST}", "Phones")
STEM = clause("conduct/2", "Before a trip, staff:", "Trips")
POINTS = tuple(
    clause(f"conduct/2({letter})", "word " * 24 + letter, "Trips", parent="conduct/2")
    for letter in "abc"
)
BEFORE, MIDDLE, AFTER, APART = (
    clause("conduct/3", "Accounts are private.", "Accounts"),
    clause("conduct/4", "Staff do not accept pupils as friends.", "Accounts"),
    clause("conduct/5", "Names are real names.", "Accounts"),
    clause("conduct/6", "Bullying is reported.", "Cyberbullying"),
)
CONDUCT = policy("Conduct", LONG, STEM, *POINTS, BEFORE, MIDDLE, AFTER, APART, owner="Lead")
MUST_NOT = clause("trips/1", "Staff must not use their own phones to take pictures of pupils.")
MAY = clause("phones/1", "Staff may use their own phones to take pictures of pupils.")
MAY_IF = clause("phones/2", "Staff may use their own phones to take pictures of pupils if asked.")
PARENTS_MAY = clause("phones/3", "Parents may use their own phones to take pictures of pupils.")
OTHER_MAY = clause("phones/4", "Staff may use their own phones to ring home in an emergency.")
TRIPS, PHONES = policy("Trips", MUST_NOT), policy("Phones", MAY, MAY_IF, PARENTS_MAY, OTHER_MAY)


def asked(url: str, *finds: str, question: str = "may I do that here?") -> tuple[Counter, Reply]:
    counter = opened(url, Bookcase(CONDUCT, TRIPS, PHONES, finds=finds))
    return counter, counter.wants("amy", AskPolicy(question=question))


def quoted(text: str) -> Quoted:
    return Quoted(clause("conduct/9", text), CONDUCT, 1.0)


def test_a_long_clause_shows_whole_sentences_and_the_rest_at_one_press(sqlite_url: str) -> None:
    counter, reply = asked(sqlite_url, "conduct/1")
    whole = counter.presses("amy", "Show the whole clause")

    (opening,) = quotes(reply)
    assert LONG.text.startswith(f"{opening} ")
    assert opening.endswith("before it.")
    assert len(opening.split()) <= 60
    assert "The clause goes on." in notes(reply)
    assert quotes(whole) == [LONG.text]
    assert "The clause goes on." not in notes(whole)


def test_a_first_sentence_is_never_cut_however_long_it_is() -> None:
    endless = f"Staff {'and staff ' * 60}are told, by Mr. Green or Dr. Lee. Nobody else is."

    shown = excerpt(quoted(endless))

    assert shown.text == endless.removesuffix(" Nobody else is.")
    assert not shown.is_whole


def test_a_clause_without_an_end_of_a_sentence_is_shown_whole() -> None:
    endless = "word " * 200

    assert excerpt(quoted(endless)).is_whole


@pytest.mark.parametrize("number", [59, 60])
def test_a_clause_of_up_to_sixty_words_is_shown_whole(number: int) -> None:
    text = "One. " + " ".join(["word"] * (number - 1))

    assert excerpt(quoted(text)).text == text


def test_a_long_list_shows_whole_points_behind_its_opening_words(sqlite_url: str) -> None:
    counter, reply = asked(sqlite_url, "conduct/2")
    whole = counter.presses("amy", "Show the whole clause")

    shown, all_of_it = (
        [b.items for b in each.cards[0].body if isinstance(b, Items)] for each in (reply, whole)
    )
    assert quotes(reply) == [STEM.text]
    assert shown == [tuple(point.text for point in POINTS[:2])]
    assert all_of_it == [tuple(point.text for point in POINTS)]


def test_an_answer_says_which_words_led_to_it(sqlite_url: str) -> None:
    library = Bookcase(CONDUCT, finds=["conduct/4"])
    library.matched = ("friends", "pupils")
    reply = opened(sqlite_url, library).wants("amy", AskPolicy(question="may I?"))

    assert "Why this clause: friends, pupils." in notes(reply)


def test_the_clauses_before_and_after_are_one_press_away(sqlite_url: str) -> None:
    counter, _ = asked(sqlite_url, "conduct/4")
    around = counter.presses("amy", "Before and after it")

    assert quotes(around) == [BEFORE.text, AFTER.text]
    assert leads(around) == ["Conduct: 1.3", "Conduct: 1.5"]


def test_the_first_of_a_section_has_one_neighbour_and_one_alone_has_none(sqlite_url: str) -> None:
    counter, _ = asked(sqlite_url, "conduct/3")
    around = counter.presses("amy", "Before and after it")
    _, alone = asked(sqlite_url, "conduct/6")

    assert quotes(around) == [MIDDLE.text]
    assert "Before and after it" not in labels(alone)


def test_a_clause_that_has_gone_since_says_what_to_do(sqlite_url: str) -> None:
    counter, _ = asked(sqlite_url, "conduct/4")

    reply = counter.wants("amy", ShowClause(clause="conduct/99"))

    assert "Please ask your question again." in words(reply)


def test_several_clauses_that_answer_stand_under_their_own_names(sqlite_url: str) -> None:
    counter = opened(sqlite_url, library := Bookcase(CONDUCT, TRIPS))
    here = PEOPLE["amy"]
    first, second = (library.clause("hill", each) for each in ("conduct/4", "trips/1"))
    assert first
    assert second
    with counter.open_uow() as uow:
        turn = turn_of(here, uow, directory())
        found = Finding("sure", (first, second), missing="how long")
        card = answer_card(found, AskPolicy(question="may I?"), turn)

    reply = Reply((card,))
    assert card.title == "These clauses answer that"
    assert leads(reply) == ["Conduct: 1.4", "Trips: 1.1"]
    assert quotes(reply) == [MIDDLE.text, MUST_NOT.text]
    assert "It does not say how long." in card.text


def test_helpful_is_thanked_and_nothing_is_kept(sqlite_url: str) -> None:
    counter, _ = asked(sqlite_url, "conduct/4")
    reply = counter.presses("amy", "Helpful")

    assert words(reply).strip() == "Good. Nothing is kept about your question."


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("what happens if a pupil is bullied online?", "Report cyberbullying"),
        ("what do i do about an unsuitable website", "Report a website"),
        ("why is this site blocked", "Ask for a blocked site"),
    ],
)
def test_a_clause_about_what_can_be_done_here_has_the_button(
    sqlite_url: str, question: str, form: str
) -> None:
    _, reply = asked(sqlite_url, "conduct/4", question=question)

    assert len(reply.cards) == 1
    assert labels(reply)[0] == form


def test_a_clause_under_such_a_heading_has_the_button(sqlite_url: str) -> None:
    _, reply = asked(sqlite_url, "conduct/6")

    assert labels(reply)[0] == "Report cyberbullying"


def test_a_clause_about_something_else_has_none(sqlite_url: str) -> None:
    _, reply = asked(sqlite_url, "conduct/4", question="may I be friends with a pupil online?")

    assert labels(reply)[0] == "Before and after it"


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("how do i report bullying", "Report cyberbullying"),
        ("How do I report a website?", "Report a website"),
        ("how can staff get a site unblocked", "Ask for a blocked site"),
        ("where do i report cyberbullying", "Report cyberbullying"),
    ],
)
def test_who_asks_how_to_do_it_gets_the_button_first_and_the_clause_below(
    sqlite_url: str, question: str, form: str
) -> None:
    _, reply = asked(sqlite_url, "conduct/4", question=question)

    button, clause_card = reply.cards
    assert [each.label for each in button.buttons] == [form]
    assert clause_card.title == "Conduct: 1.4"
    assert form not in [each.label for each in clause_card.buttons]


def test_the_button_comes_first_where_no_policy_covers_it_too(sqlite_url: str) -> None:
    counter = opened(sqlite_url, Bookcase(CONDUCT, confidence=0.1))
    reply = counter.wants("amy", AskPolicy(question="how do i report bullying"))

    assert labels(reply)[0] == "Report cyberbullying"
    assert "Not in the policies" in words(reply)


def test_two_policies_that_contradict_each_other_are_shown_together(sqlite_url: str) -> None:
    _, reply = asked(sqlite_url, "trips/1", "phones/1")

    (alert,) = [block for block in reply.cards[0].body if isinstance(block, Alert)]
    assert alert.text == "Your two policies say different things. Ask Ravi Menon."
    assert quotes(reply) == [MUST_NOT.text, MAY.text]
    assert leads(reply) == ["Trips: 1.1", "Phones: 1.1"]
    assert "Ask Ravi Menon" in labels(reply)


@pytest.mark.parametrize("other", ["phones/2", "phones/3", "phones/4", "conduct/4"])
def test_what_is_not_certainly_a_contradiction_is_not_called_one(
    sqlite_url: str, other: str
) -> None:
    _, reply = asked(sqlite_url, "trips/1", other)

    assert quotes(reply) == [MUST_NOT.text]


def test_two_clauses_of_one_policy_are_never_called_a_contradiction(sqlite_url: str) -> None:
    both = policy("Trips", MUST_NOT, replace(MAY, id="trips/2", number="2"))
    counter = opened(sqlite_url, Bookcase(both, finds=["trips/1", "trips/2"]))
    reply = counter.wants("amy", AskPolicy(question="may I?"))

    assert quotes(reply) == [MUST_NOT.text]


G07 = "I can show what the policy says. For advice on your own position speak to Grace Adeyemi"


@pytest.mark.parametrize(
    "question",
    ["could I lose my job over a post", "what are my rights", "can I get sacked for a joke"],
)
def test_advice_on_somebodys_own_job_is_left_to_others(sqlite_url: str, question: str) -> None:
    _, reply = asked(sqlite_url, "conduct/4", question=question)

    assert words(reply).strip().startswith(G07)
    assert quotes(reply) == [MIDDLE.text]


def test_a_question_about_a_rule_is_answered_without_it(sqlite_url: str) -> None:
    _, reply = asked(sqlite_url, "conduct/4", question="may a pupil be excluded for a post")

    assert G07 not in words(reply)


def test_an_old_button_for_more_says_so_where_nothing_is_found_any_more(sqlite_url: str) -> None:
    counter = opened(sqlite_url, Bookcase(CONDUCT, confidence=0.1))
    reply = counter.wants("amy", AskPolicy(question="may I do that?", more=True))

    assert "Not in the policies" in words(reply)
