from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.conversation.exchange import Reply
from bot.domain.days import DaySpan
from bot.domain.people import Grant, Role
from bot.domain.schools import Delegation
from bot.services import cases
from intents.buttons import Begin, Open, TakeStep
from intents.catalogue import SPOKEN
from intents.decide.feature import Decide
from intents.delegate.feature import Delegating, prefill, read
from intents.delegate.form import Delegate
from intents.delegate.intents import TakeBack, WhoDecides
from intents.fill_form.intents import Start
from intents.request_unblock.feature import CAPABILITY
from intents.request_unblock.form import RequestUnblock
from intents.understanding import Understanding
from tests.intents.requests_for_sites import ANSWERS, REF
from tests.support.counter import OPENS, Counter, button, labels, words
from tests.support.small_trust import DALE, HILL, PEOPLE, directory, person, pid, school, turn_of

TUESDAY, MONDAY = "2026-11-17", "2026-11-23"
END = "I'm back: end it"


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    shared = (Decide([CAPABILITY], SPOKEN).capability(), Delegating([CAPABILITY]).capability())
    return Counter.open(sqlite_url, CAPABILITY, shared=shared)


def ask(counter: Counter, name: str = "amy") -> None:
    counter.submits(name, RequestUnblock, **{**ANSWERS, "url": f"https://{name}.example"})


def delegate(counter: Counter, by: str = "head", **changes: Any) -> Reply:
    answers = {"starts": TUESDAY, "until": MONDAY, "who": str(pid("deputy")), **changes}
    return counter.submits(by, Delegate, **answers)


def arranged(counter: Counter) -> list[Delegation]:
    with counter.open_uow() as uow:
        return list(uow.delegations.of(HILL))


def deciders(counter: Counter, requester: str = "amy") -> dict[str, bool]:
    """Return who may decide now, and whether they are asked at once."""
    with counter.open_uow() as uow:
        turn = turn_of(counter.person("head"), uow, counter.directory, counter.now)
        found = cases.deciders_of(turn, pid(requester))
    return {str(d.person).partition("/")[2]: not d.standby for d in found}


# --- from the words to the form ---

WORDS = {
    "im away til monday jo is covering": ("jo", TUESDAY, MONDAY),
    "Daniel decides for me from 3 to 7 december": ("deputy", "2026-12-03", "2026-12-07"),
    "Daniel Frost is in charge tomorrow": ("deputy", "2026-11-18", "2026-11-18"),
    "mr frost is covering on friday": ("deputy", "2026-11-20", "2026-11-20"),
    "im away next week": ("", MONDAY, "2026-11-27"),
    "priya is covering for me": ("dsl", "", ""),
    "len is covering until friday": ("", TUESDAY, "2026-11-20"),
    "sam is covering until friday": ("", TUESDAY, "2026-11-20"),
    "grace is away until friday": ("", TUESDAY, "2026-11-20"),
    "will is away until friday": ("", TUESDAY, "2026-11-20"),
    "daniel or priya is covering": ("", "", ""),
    "away until half term, daniel decides": ("deputy", "", ""),
}
MORE = {
    **PEOPLE,
    "jo": person("jo", "Jo Bell", "Teacher"),
    "will": person("will", "Will Stone", "Teacher"),
}


@pytest.mark.parametrize("text", WORDS)
def test_the_form_starts_with_what_the_words_say(counter: Counter, text: str) -> None:
    counter.directory = directory(MORE)
    with counter.open_uow() as uow:
        known = prefill(text, turn_of(MORE["head"], uow, counter.directory))

    who, starts, until = WORDS[text]
    wanted = {"who": str(pid(who)) if who else "", "starts": starts, "until": until}
    assert known == {name: value for name, value in wanted.items() if value}


def test_two_of_the_same_name_are_left_for_the_head_to_choose(counter: Counter) -> None:
    counter.directory = directory({**MORE, "jo2": person("jo2", "Jo Hill", "Teacher")})
    with counter.open_uow() as uow:
        turn = turn_of(MORE["head"], uow, counter.directory)

        assert "who" not in prefill("jo is covering", turn)
        assert prefill("jo hill is covering", turn)["who"] == pid("jo2")


def test_the_words_alone_arrange_nothing(counter: Counter) -> None:
    reply = counter.wants("head", Begin(form="delegate", text="away til monday daniel decides"))

    assert "Who decides: Daniel Frost, Deputy headteacher" in words(reply)
    assert "Until which day: Mon 23 Nov 2026" in words(reply)
    assert arranged(counter) == []


@pytest.mark.parametrize("name", ["amy", "deputy", "coordinator", "dsl", "chair"])
def test_nobody_but_the_head_gets_the_form_or_can_send_it(counter: Counter, name: str) -> None:
    begun = counter.wants(name, Begin(form="delegate", text="daniel decides until friday"), OPENS)
    sent = delegate(counter, by=name)

    said = "Only Grace Adeyemi can say who decides for them. Nothing has changed."
    assert said in words(begun)
    assert begun.dialog is None
    assert said in words(sent)
    assert arranged(counter) == []


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("im away til monday jo is covering", "delegate"),
        ("daniel decides for me from 3 to 7 december", "delegate"),
        ("let daniel decide for me until friday", "delegate"),
        ("end my delegation", "who_decides"),
    ],
)
def test_what_heads_type_is_understood(understanding: Understanding, text: str, means: str) -> None:
    (meaning,) = understanding.guess(text).meanings

    assert meaning.intent.understood == means


@pytest.mark.parametrize(
    ("name", "text", "means"),
    [
        ("amy", "who decides today", "who_decides"),
        ("amy", "Who's covering?", "who_decides"),
        ("amy", "who is covering for the head today?", "who_decides"),
        ("amy", "who is covering year 3 today", ""),
        ("amy", "who decides what goes on the website", ""),
        ("head", "daniel is covering tomorrow", "delegate"),
        ("amy", "daniel is covering tomorrow", ""),
        ("head", "does the policy cover governors", ""),
        ("head", "im back", ""),
    ],
)
def test_what_needs_no_guessing_is_recognised(
    counter: Counter, name: str, text: str, means: str
) -> None:
    with counter.open_uow() as uow:
        found = read(text, turn_of(PEOPLE[name], uow, counter.directory))

    assert (found.understood if found else "") == means


# --- the delegation ---


def test_both_read_who_decides_from_when_until_when(counter: Counter) -> None:
    reply = delegate(counter)

    read_by = counter.arrives()

    for card in (reply.cards[0], read_by["head"][0], read_by["deputy"][0]):
        assert "Who decides: Daniel Frost, acting for the headteacher" in card.text
        assert "From: Tue 17 Nov 2026" in card.text
        assert "Until: Mon 23 Nov 2026, the whole day" in card.text
    assert labels(Reply((read_by["head"][0],))) == [END]
    assert not read_by["deputy"][0].buttons
    assert set(read_by) == {"head", "deputy"}


def test_a_new_request_goes_to_the_delegate_at_once(counter: Counter) -> None:
    delegate(counter)

    assert deciders(counter) == {"deputy": True, "head": False}


def test_what_waits_is_sent_to_the_delegate_who_decides_it_for_the_head(counter: Counter) -> None:
    ask(counter)
    counter.arrives()
    delegate(counter)

    request = counter.arrives()["deputy"][1]
    counter.wants("deputy", next(b for b in request.buttons if b.label == "Approve").means)

    assert "Please decide this for Grace Adeyemi." in request.text
    assert "Approved by Daniel Frost (acting for Grace Adeyemi)" in words(
        Reply(tuple(counter.arrives()["amy"]))
    )
    case = counter.case(REF)
    with counter.open_uow() as uow:
        decision = uow.cases.decision(case.school, case.public_id)
    assert decision
    assert (decision.by, decision.acting_for) == (pid("deputy"), pid("head"))


def test_whoever_covers_gets_what_waits_whatever_their_own_roles_are(counter: Counter) -> None:
    ask(counter)
    counter.arrives()
    delegate(counter, who=str(pid("tom")))

    request = counter.arrives()["tom"][1]

    assert "Please decide this for Grace Adeyemi." in request.text
    assert counter.case(REF).handlers == (pid("head"), pid("tom"))


def test_what_was_handed_over_is_taken_away_again_at_the_end(counter: Counter) -> None:
    ask(counter)
    delegate(counter, who=str(pid("tom")))
    counter.arrives()

    counter.wants("head", TakeBack(delegate=pid("tom"), first=date(2026, 11, 17)))

    assert counter.case(REF).handlers == (pid("head"),)
    hidden = counter.wants("tom", TakeStep(case=counter.case(REF).public_id, verb="approve"))
    assert "I can only show your own" in words(hidden)


def test_the_delegates_own_request_is_not_sent_to_them(counter: Counter) -> None:
    ask(counter, "deputy")
    counter.arrives()
    delegate(counter)

    assert len(counter.arrives()["deputy"]) == 1


def test_a_delegation_that_begins_later_hands_nothing_over_yet(counter: Counter) -> None:
    ask(counter)
    counter.arrives()
    delegate(counter, starts="2026-11-19")

    assert len(counter.arrives()["deputy"]) == 1
    assert deciders(counter) == {"head": True}


def test_the_day_after_the_last_day_the_delegate_is_refused(counter: Counter) -> None:
    ask(counter)
    delegate(counter, until=TUESDAY)
    approve = TakeStep(case=counter.case(REF).public_id, verb="approve", revision=1)
    counter.later(days=1)

    reply = counter.wants("deputy", approve)

    assert "approved" not in words(reply)
    assert counter.case(REF).state == "submitted"


def test_a_delegate_whose_account_was_closed_is_refused(counter: Counter) -> None:
    ask(counter)
    delegate(counter)
    closed = tuple(replace(grant, until=date(2026, 11, 16)) for grant in PEOPLE["deputy"].grants)
    counter.directory = directory({**PEOPLE, "deputy": replace(PEOPLE["deputy"], grants=closed)})

    counter.wants("deputy", TakeStep(case=counter.case(REF).public_id, verb="approve", revision=1))

    assert counter.case(REF).state == "submitted"


def test_a_delegation_by_somebody_who_is_no_longer_head_gives_no_power(counter: Counter) -> None:
    ask(counter)
    delegate(counter)
    new = replace(PEOPLE["tom"], grants=(*PEOPLE["tom"].grants, Grant(Role.HEADTEACHER, HILL)))
    former = replace(PEOPLE["head"], grants=PEOPLE["head"].grants[:1])
    counter.directory = directory({**PEOPLE, "head": former, "tom": new})
    approve = TakeStep(case=counter.case(REF).public_id, verb="approve", revision=1)

    for name in ("deputy", "head"):
        counter.wants(name, approve)

    assert counter.case(REF).state == "submitted"
    assert deciders(counter) == {"tom": True}


# --- what can't be ---


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"starts": "2026-11-16"}, "starts", "That day has gone."),
        ({"until": "2026-11-16"}, "until", "The last day is before the first."),
        ({"until": "2027-07-22"}, "until", "end of the school year, 21 Jul 2027."),
        ({"who": str(pid("head"))}, "who", "That is you."),
        ({"who": str(pid("it"))}, "who", "Len Hodge opens the sites, so somebody else"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_question(
    counter: Counter, changes: dict[str, str], field: str, said: str
) -> None:
    reply = delegate(counter, **changes)

    assert said in reply.errors[field]
    assert arranged(counter) == []


@pytest.mark.parametrize("who", ["pupil", "nobody"])
def test_only_staff_can_be_chosen(counter: Counter, who: str) -> None:
    reply = delegate(counter, who=str(pid(who)))

    assert "who" in reply.errors
    assert arranged(counter) == []


def test_somebody_who_leaves_before_the_last_day_cannot_be_chosen(counter: Counter) -> None:
    leaves = tuple(replace(g, until=date(2026, 11, 20)) for g in PEOPLE["deputy"].grants)
    counter.directory = directory({**PEOPLE, "deputy": replace(PEOPLE["deputy"], grants=leaves)})

    reply = delegate(counter)

    assert reply.errors["who"] == "Daniel Frost does not work here on all of these days."


def test_another_head_need_not_be_chosen(counter: Counter) -> None:
    other = person("head2", "Second Head", "Headteacher", Role.HEADTEACHER)
    counter.directory = directory({**PEOPLE, "head2": other})

    reply = delegate(counter, who=str(other.id))

    assert "may decide anyway" in reply.errors["who"]


# --- one in place of another ---


def test_a_new_one_on_the_same_days_takes_the_place_of_the_old(counter: Counter) -> None:
    delegate(counter)
    counter.arrives()

    delegate(counter, who=str(pid("dsl")), starts="2026-11-18")

    read_by = counter.arrives()
    assert [d.delegate for d in arranged(counter)] == [pid("dsl")]
    assert "This takes the place of what you had arranged with Daniel Frost." in (
        read_by["head"][0].text
    )
    assert read_by["deputy"][0].title == "You no longer decide for Grace Adeyemi"
    assert read_by["dsl"][0].title == "You decide for Grace Adeyemi"


def test_other_days_and_other_heads_keep_what_they_have(counter: Counter) -> None:
    other = person("head2", "Second Head", "Headteacher", Role.HEADTEACHER)
    counter.directory = directory({**PEOPLE, "head2": other})
    delegate(counter, by="head2")
    delegate(counter)
    delegate(counter, who=str(pid("dsl")), starts="2026-12-01", until="2026-12-02")

    delegate(counter, who=str(pid("coordinator")))

    found = {(d.holder, d.delegate) for d in arranged(counter)}
    assert found == {
        (pid("head2"), pid("deputy")),
        (pid("head"), pid("dsl")),
        (pid("head"), pid("coordinator")),
    }


# --- back again ---


def test_the_head_is_back_with_one_press_and_the_delegate_hears_it(counter: Counter) -> None:
    delegate(counter)
    card = counter.arrives()["head"][0]

    reply = counter.wants("head", button(Reply((card,)), END).means)

    assert reply.replaces
    assert reply.cards[0].title == "Daniel Frost no longer decides for you"
    assert deciders(counter) == {"head": True}
    assert counter.arrives()["deputy"][0].title == "You no longer decide for Grace Adeyemi"


def test_im_back_shows_the_button_and_ends_nothing(counter: Counter) -> None:
    delegate(counter)
    with counter.open_uow() as uow:
        turn = turn_of(PEOPLE["head"], uow, counter.directory)
        meant = read("I'm back in school", turn)

    assert isinstance(meant, WhoDecides)
    assert labels(counter.wants("head", meant)) == [END]
    assert len(arranged(counter)) == 1


def test_what_still_waits_is_handed_back(counter: Counter) -> None:
    delegate(counter)
    ask(counter)
    counter.arrives()

    counter.wants("head", TakeBack(delegate=pid("deputy"), first=date(2026, 11, 17)))

    assert "Please decide this." in counter.arrives()["head"][0].text
    counter.wants("deputy", TakeStep(case=counter.case(REF).public_id, verb="approve", revision=1))
    assert counter.case(REF).state == "submitted"


@pytest.mark.parametrize("name", ["deputy", "amy", "chair"])
def test_nobody_else_ends_it(counter: Counter, name: str) -> None:
    delegate(counter)

    reply = counter.wants(name, TakeBack(delegate=pid("deputy"), first=date(2026, 11, 17)))

    assert "That is over already." in words(reply)
    assert len(arranged(counter)) == 1


def test_an_old_button_does_not_end_a_newer_delegation(counter: Counter) -> None:
    delegate(counter)
    old = button(Reply((counter.arrives()["head"][0],)), END).means
    delegate(counter, who=str(pid("dsl")))

    counter.wants("head", old)

    assert [d.delegate for d in arranged(counter)] == [pid("dsl")]


def test_ending_one_leaves_another_on_later_days(counter: Counter) -> None:
    delegate(counter)
    delegate(counter, who=str(pid("dsl")), starts="2026-12-01", until="2026-12-02")

    counter.wants("head", TakeBack(delegate=pid("deputy"), first=date(2026, 11, 17)))

    assert [d.delegate for d in arranged(counter)] == [pid("dsl")]


# --- who decides today ---


def test_anybody_reads_who_decides_today_and_until_when(counter: Counter) -> None:
    before = words(counter.wants("amy", WhoDecides()))
    delegate(counter)

    after = counter.wants("amy", WhoDecides())

    assert "Grace Adeyemi: decides today" in before
    assert "Daniel Frost: acting for Grace Adeyemi, until Mon 23 Nov 2026" in words(after)
    assert not labels(after)


def test_the_head_may_end_it_from_there(counter: Counter) -> None:
    delegate(counter)
    delegate(counter, who=str(pid("dsl")), starts="2026-12-01", until="2026-12-02")

    reply = counter.wants("head", WhoDecides())

    assert labels(reply) == [END, "Take back: Priya Nair, from 1 Dec"]


def test_what_the_settings_say_is_told_too(counter: Counter) -> None:
    days = DaySpan(date(2026, 11, 16), date(2026, 11, 20))
    away = replace(PEOPLE["head"], away=(days,))
    listed = Delegation(pid("head"), pid("deputy"), days)
    counter.directory = directory({**PEOPLE, "head": away}, school(HILL, listed), school(DALE))

    reply = counter.wants("amy", WhoDecides())

    assert "Daniel Frost: acting for Grace Adeyemi, until Fri 20 Nov 2026" in words(reply)


def test_where_nobody_may_decide_the_office_is_named(counter: Counter) -> None:
    few = {name: PEOPLE[name] for name in ("amy", "tom")}
    counter.directory = directory(few)

    assert "Please ask the school office." in words(counter.wants("amy", WhoDecides()))


def test_only_who_may_decide_is_offered(counter: Counter) -> None:
    opened = counter.wants("head", Open(form="delegate", carried={}), OPENS)

    assert opened.dialog
    names = {name.partition(",")[0] for _, name in opened.dialog.people}
    assert not {PEOPLE["head"].name, PEOPLE["it"].name} & names
    assert PEOPLE["deputy"].name in names


def test_a_name_that_is_nobodys_is_said_to_be_so(counter: Counter) -> None:
    counter.wants("head", Start(form="delegate"))
    counter.says("head", "today")
    counter.says("head", "tomorrow")

    reply = counter.says("head", "Zebedee Quill")

    assert "I know nobody of that name who can be chosen here." in words(reply)
