import json
from dataclasses import replace

import pytest
from sqlalchemy import event

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from adapters.slack.cards import message
from adapters.slack.parts import home
from bot.domain.cases import Case
from bot.domain.people import PersonId, SchoolId
from bot.errors import NotFound
from intents.ask_policy.feature import AskPolicies
from intents.buttons import ShowCase, ShowMyCases
from intents.capability import Capability
from intents.decide.feature import ApproveInWords, Decide
from intents.fill_form.intents import Start
from intents.my_cases.feature import MyCases, ShowHome, Status, Withdraw, read_reference
from intents.request_unblock.feature import CAPABILITY as UNBLOCK
from intents.request_unblock.workflow import WORKFLOW
from knowledge.library import Library
from tests.support.counter import Counter, labels, words
from tests.support.small_trust import DALE, HILL, PEOPLE, TUESDAY, pid, turn_of

OWN: tuple[Capability, ...] = (AskPolicies(Library({})).capability(), UNBLOCK)
DETAILS = {
    "url": "https://maps.example",
    "site_content": "Maps",
    "reasons": "Geography",
    "audience": "staff",
    "starts": "2026-11-24",
    "until": "2026-11-27",
    "needed_by": "2026-11-20",
}
MOST_HOME_BLOCKS, MOST_MESSAGE_BLOCKS, MOST_BUTTONS = 100, 50, 25


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    shared = (Decide(OWN).capability(), MyCases(OWN).capability())
    return Counter.open(sqlite_url, *OWN, shared=shared)


def file(
    counter: Counter,
    count: int = 1,
    reporter: PersonId = PEOPLE["amy"].id,
    school: SchoolId = HILL,
    state: str = "submitted",
) -> list[Case]:
    with counter.open_uow() as uow:
        filed = []
        for _ in range(count):
            ref = uow.cases.next_ref(school, "UNB", 2026)
            case = Case(school, ref, WORKFLOW.kind, state, reporter, TUESDAY, DETAILS)
            uow.cases.add(replace(case, handlers=(pid("head"),)))
            filed.append(case)
        uow.commit()
    return filed


def test_what_was_sent_and_what_waits_are_listed_apart(counter: Counter) -> None:
    file(counter)

    amys, heads, toms = (
        words(counter.wants(name, ShowMyCases())) for name in ("amy", "head", "tom")
    )

    line = "UNB-2026-0001: Blocked site request, 17 Nov: waiting for a decision"
    assert line in amys.partition("What you sent")[2]
    assert line in heads.partition("What you sent")[0]
    assert line not in toms
    assert "You have sent nothing yet." in toms


def test_nothing_that_is_settled_waits(counter: Counter) -> None:
    for state in ("approved", "refused", "withdrawn", "lapsed", "active", "expired"):
        file(counter, state=state)

    waiting = words(counter.wants("head", ShowMyCases())).partition("What you sent")[0]
    task = words(counter.wants("it", ShowMyCases())).partition("What you sent")[0]

    assert "Nothing waits for you." in waiting
    assert "UNB-2026-0001" in task


@pytest.mark.parametrize("name", ["tom", "chair", "bea"])
def test_a_case_that_is_not_yours_is_not_there_byte_for_byte(counter: Counter, name: str) -> None:
    [case] = file(counter)

    replies = [
        counter.wants(name, Status(ref="UNB-2026-0001")),
        counter.wants(name, Status(ref="UNB-2026-9999")),
        counter.wants(name, Status(ref="XXX-2026-0001")),
        counter.wants(name, Withdraw(ref="UNB-2026-0001")),
        counter.wants(name, Withdraw(ref="UNB-2026-9999")),
        counter.wants(name, ShowCase(case=case.public_id)),
        counter.wants(name, ShowCase(case="no such case")),
    ]

    assert len({repr(reply.cards) for reply in replies}) == 1
    assert words(replies[0]).strip().startswith(str(NotFound()))


def test_your_own_case_is_shown_by_its_reference(counter: Counter) -> None:
    file(counter)

    reply = counter.wants("amy", Status(ref="UNB-2026-0001"))

    assert reply.cards[0].title == "Blocked site request UNB-2026-0001: waiting for a decision"
    assert labels(reply) == ["Change it", "Withdraw"]


def test_only_what_can_be_withdrawn_is_offered_and_nothing_is_by_words(counter: Counter) -> None:
    file(counter)
    file(counter, state="approved")

    reply = counter.wants("amy", Withdraw())

    assert [card.title for card in reply.cards] == [
        "Blocked site request UNB-2026-0001: waiting for a decision"
    ]
    assert counter.case("UNB-2026-0001").state == "submitted"


def test_asking_to_withdraw_what_is_settled_shows_how_it_stands(counter: Counter) -> None:
    file(counter, state="approved")

    named = counter.wants("amy", Withdraw(ref="UNB-2026-0001"))
    any_of_them = counter.wants("amy", Withdraw())

    assert "approved, being switched on" in words(named)
    assert labels(named) == []
    assert "You have nothing that can be withdrawn." in words(any_of_them)


def test_long_lists_are_cut_and_say_so(counter: Counter) -> None:
    file(counter, 25)

    reply = counter.wants("amy", ShowMyCases())

    assert len(labels(reply)) == 10
    assert "And 15 more. To see one, type its reference." in words(reply)
    assert len(counter.wants("amy", Withdraw()).cards) == 11


def test_what_waits_for_the_head_is_found_by_words_but_not_decided(counter: Counter) -> None:
    file(counter, 7)

    reply = counter.wants("head", ApproveInWords())

    assert labels(reply).count("Approve") == 5
    assert counter.case("UNB-2026-0001").state == "submitted"
    assert "Nothing waits" in words(counter.wants("amy", ApproveInWords()))


def test_a_half_filled_form_stands_on_the_home_page(counter: Counter) -> None:
    counter.wants("amy", Start(form="request_unblock"))
    counter.says("amy", "https://maps.example")

    reply = counter.wants("amy", ShowHome())
    finishing = counter.presses("amy", "Finish it")

    assert "Not finished: Ask for a blocked site, Tue 10:00." in words(reply)
    assert "hxxps://maps[.]example" in words(finishing)
    counter.later(hours=25)
    assert "Not finished" not in words(counter.wants("amy", ShowHome()))


def test_the_home_page_of_a_busy_person_keeps_within_slacks_limits(counter: Counter) -> None:
    file(counter, 200, reporter=pid("deputy"))
    file(counter, 200, reporter=pid("head"))

    reply = counter.wants("head", ShowHome())

    assert reply.home
    drawn = home(reply.home)
    assert len(drawn["blocks"]) <= MOST_HOME_BLOCKS
    assert all(len(b.get("elements", ())) <= MOST_BUTTONS for b in drawn["blocks"])
    assert len(json.dumps(drawn)) < 60_000
    listed = counter.wants("head", ShowMyCases())
    assert len(message(listed.cards[0])["blocks"]) <= MOST_MESSAGE_BLOCKS


def test_the_home_page_takes_few_queries_however_many_cases_there_are(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    shared = (MyCases(OWN).capability(),)
    counter = replace(Counter.open(sqlite_url, *OWN, shared=shared), open_uow=unit_of_work(engine))
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append(call[2]))

    def count(cases: int) -> int:
        file(counter, cases, reporter=pid("deputy"))
        asked.clear()
        counter.wants("head", ShowHome())
        return len(asked)

    few, many = count(2), count(200)

    assert many == few
    assert many <= 20


def test_somebody_at_two_schools_sees_both(counter: Counter) -> None:
    file(counter, reporter=PEOPLE["bea"].id)
    file(counter, reporter=PEOPLE["bea"].id, school=DALE)

    listed = words(counter.wants("bea", ShowMyCases()))
    both = counter.wants("bea", Status(ref="UNB-2026-0001"))
    counter.last["bea"] = replace(both, cards=both.cards[1:])
    counter.presses("bea", "Withdraw")

    assert "Blocked site request (Hill School)" in listed
    assert "Blocked site request (Dale School)" in listed
    assert ["School: Dale School" in card.text for card in both.cards] == [False, True]
    assert counter.case("UNB-2026-0001", DALE).state == "withdrawn"
    assert counter.case("UNB-2026-0001", HILL).state == "submitted"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("status UNB-2026-0042", Status(ref="UNB-2026-0042")),
        ("how far is unb 2026 0042?", Status(ref="UNB-2026-0042")),
        ("withdraw UNB-2026-0042", Withdraw(ref="UNB-2026-0042")),
        ("i no longer need cb20260001", Withdraw(ref="CB-2026-0001")),
        ("the year 2026", None),
    ],
)
def test_a_reference_needs_no_guessing(counter: Counter, text: str, found: object) -> None:
    with counter.open_uow() as uow:
        turn = turn_of(PEOPLE["amy"], uow, counter.directory)

        assert read_reference(text, turn) == found


def test_a_case_of_a_workflow_of_the_past_is_not_shown_and_breaks_nothing(
    counter: Counter,
) -> None:
    with counter.open_uow() as uow:
        uow.cases.add(Case(HILL, "OLD-2020-0001", "old", "open", pid("amy"), TUESDAY, {}))
        uow.commit()

    assert "You have sent nothing yet." in words(counter.wants("amy", ShowMyCases()))
    assert str(NotFound()) in words(counter.wants("amy", Status(ref="OLD-2020-0001")))
