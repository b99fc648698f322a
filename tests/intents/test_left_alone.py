"""Reports that somebody began and did not send: who hears of it, and when."""

from typing import Any

import pytest

from bot.clockwork import Clockwork, Routine
from bot.conversation.cards import Card
from bot.domain.people import Role
from bot.errors import NotFound
from intents.composer import Composer
from intents.fill_form.intents import Cancel, Start
from intents.report_cyberbullying.feature import CAPABILITY as CYBERBULLYING
from intents.report_cyberbullying.form import ReportCyberbullying
from intents.report_website.feature import CAPABILITY as WEBSITE
from intents.report_website.form import ReportWebsite
from tests.support.counter import Counter, labels, words
from tests.support.post_office import PostOffice
from tests.support.small_trust import HILL, PEOPLE, TUESDAY, directory, person, pid

SAFE: dict[str, Any] = {"danger_now": "no", "sexual_image": "no", "target": "pupil"}
STORY = "They post rude jokes about Zed"
IN_DANGER = {**SAFE, "danger_now": "yes"}
ILLEGAL = {"may_be_illegal": "not_sure", "about_staff_use": "no"}
BY_STAFF = {"may_be_illegal": "yes", "about_staff_use": "yes"}


def words_of(cards: list[Card]) -> str:
    return "\n".join(card.text for card in cards)


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    return Counter.open(sqlite_url, CYBERBULLYING, WEBSITE)


def begin(counter: Counter, **answers: Any) -> None:
    counter.changes("amy", ReportCyberbullying, **answers)


def ticks(counter: Counter, **wait: float) -> None:
    """Let time pass; what it leads to is on its way."""
    counter.later(**wait)
    watches = tuple(each.watch for each in counter.capabilities if each.watch)
    clock = Clockwork(
        counter.open_uow, Routine({}, watches), counter.directory, lambda: counter.now
    )
    clock.sweep()
    clock.tick()


def passes(counter: Counter, **wait: float) -> dict[str, list[Card]]:
    """Let time pass and return what everybody reads then; what Amy reads of her own report apart.

    For what she reads see `own`.
    """
    ticks(counter, **wait)
    return others(counter.arrives())


def others(read: dict[str, list[Card]]) -> dict[str, list[Card]]:
    return {
        name: cards
        for name, cards in read.items()
        if not any(card.title.startswith("You began a report") for card in cards)
    }


def own(counter: Counter, **wait: float) -> list[Card]:
    """Let time pass and return what Amy reads then."""
    ticks(counter, **wait)
    return counter.arrives().get("amy", [])


def hear(counter: Counter, unreachable: str) -> set[str]:
    """Deliver what is on its way, past those whom nothing reaches, and return who hears of it."""
    composer, known = Composer(counter.capabilities), counter.directory
    people = {str(each.id).partition("/")[2]: each for each in known.staff(HILL, TUESDAY.date())}
    office = PostOffice(
        counter.open_uow, people, compose=composer.compose, stand_in=composer.stand_in
    )
    office.postman.unreachable = {pid(name) for name in unreachable.split()}
    office.flushes(counter.now - TUESDAY)
    assert office.is_empty()
    heard = [line.partition(":") for line in office.postman.in_order]
    return {name for name, _, title in heard if "You began a report" not in title}


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (IN_DANGER, {"dsl"}),
        ({**SAFE, "danger_now": "not_sure"}, {"dsl"}),
        ({**SAFE, "sexual_image": "yes"}, {"dsl"}),
        ({**SAFE, "sexual_image": "not_sure"}, {"dsl"}),
        ({**SAFE, "alleged": "adult"}, {"dsl", "head"}),
        ({**SAFE, "alleged": "pupil", "what_happened": "a nude is going round"}, {"dsl"}),
        ({**IN_DANGER, "alleged": "leader"}, {"dsl", "chair"}),
        ({**SAFE, "alleged": "leader"}, {"chair"}),
        ({**SAFE, "alleged": "staff"}, {"head"}),
        ({**IN_DANGER, "alleged": "staff"}, {"head"}),
        ({**IN_DANGER, "alleged": "staff", "alleged_person": pid("dsl")}, {"head"}),
        ({**IN_DANGER, "alleged": "staff", "alleged_person": pid("tom")}, {"head", "dsl"}),
        (SAFE, set()),
        ({**SAFE, "alleged": "pupil", "what_happened": STORY}, set()),
    ],
)
def test_whoever_would_get_a_report_that_cannot_wait_hears_that_it_was_begun(
    counter: Counter, answers: dict[str, Any], told: set[str]
) -> None:
    begin(counter, **answers)

    assert set(passes(counter, minutes=6)) == told


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (ILLEGAL, {"dsl", "head"}),
        ({**ILLEGAL, "may_be_illegal": "no", "seen_what": "a nude of a pupil"}, {"dsl", "head"}),
        ({**ILLEGAL, "may_be_illegal": "no", "seen_what": "adverts for games"}, set()),
        (BY_STAFF, {"chair"}),
        ({**BY_STAFF, "staff_person": pid("head")}, {"dsl", "chair"}),
        ({**BY_STAFF, "staff_person": pid("dsl")}, {"head"}),
    ],
)
def test_the_report_of_a_website_that_may_be_illegal_cannot_wait_either(
    counter: Counter, answers: dict[str, Any], told: set[str]
) -> None:
    counter.changes("amy", ReportWebsite, **answers)

    assert set(passes(counter, minutes=6)) == told


def test_the_lead_reads_who_and_when_and_nothing_of_the_story(counter: Counter) -> None:
    begin(counter, **IN_DANGER, alleged="pupil", what_happened="Zed hides a knife in the hall")

    [card] = passes(counter, minutes=6)["dsl"]

    assert card.title == "A report was started and not sent"
    assert "Please find Amy Carter and speak to them in person now." in card.text
    assert "Amy Carter began a report at 10:00 today and has not sent it." in card.text
    assert not {"Zed", "knife", "danger"} & set(card.text.replace(".", "").split())


def test_nobody_hears_of_it_within_five_minutes_or_twice(counter: Counter) -> None:
    begin(counter, **IN_DANGER)

    early = passes(counter, minutes=4)
    begin(counter, **IN_DANGER, alleged="pupil")
    still_early = passes(counter, minutes=4)
    late = passes(counter, minutes=4)
    begin(counter, **IN_DANGER, alleged="pupil_elsewhere")
    again = passes(counter, minutes=1)

    assert [early, still_early] == [{}, {}]
    assert set(late) == {"dsl"}
    assert again == {}


def test_it_is_repeated_to_who_comes_next_every_five_minutes_and_six_times_at_most(
    counter: Counter,
) -> None:
    ddsl = person("ddsl", "Oona Kelly", "Deputy lead", Role.DEPUTY_DSL)
    counter.directory = directory({**PEOPLE, "ddsl": ddsl})
    begin(counter, **IN_DANGER, what_happened="Zed hides a knife")

    heard = [passes(counter, minutes=1) for _ in range(90)]

    told = [set(each) for each in heard if each]
    assert told[:2] == [{"dsl", "ddsl"}, {"dsl", "ddsl", "head"}]
    assert told[1] <= told[2]
    assert len(told) == 1 + 6
    assert [minute for minute, each in enumerate(heard, 1) if each] == [6, *range(10, 36, 5)]
    assert "Nobody has said yet that they will go." in words_of(heard[9]["ddsl"])
    assert "knife" not in words_of([card for each in heard for c in each.values() for card in c])


def test_whoever_says_that_they_go_ends_it_and_the_others_hear_who_goes(counter: Counter) -> None:
    begin(counter, **IN_DANGER)
    passes(counter, minutes=6)
    [card] = passes(counter, minutes=5)["head"]

    reply = counter.wants("head", card.buttons[0].means)
    told = counter.arrives()
    later = [passes(counter, minutes=5) for _ in range(8)]

    assert "The others know that you are going." in words(reply)
    assert set(told) == {"dsl"}
    assert told["dsl"][0].title == "Grace Adeyemi will find Amy Carter"
    assert not any(later)
    assert "Somebody else said so before you." in words(counter.wants("dsl", card.buttons[0].means))


def test_nobody_but_those_who_were_asked_can_say_that_they_go(counter: Counter) -> None:
    begin(counter, **IN_DANGER)
    [card] = passes(counter, minutes=6)["dsl"]

    outsider = words(counter.wants("tom", card.buttons[0].means))

    assert str(NotFound()) in outsider
    assert counter.arrives() == {}
    assert "head" in passes(counter, minutes=5)


def test_what_was_sent_meanwhile_needs_nobody_to_go(counter: Counter) -> None:
    begin(counter, **IN_DANGER)
    [card] = passes(counter, minutes=6)["dsl"]
    counter.wants("amy", Cancel())

    assert "That report was sent or stopped since then." in words(
        counter.wants("dsl", card.buttons[0].means)
    )


def test_whoever_began_it_reads_once_what_to_do_and_who_knows_of_it(counter: Counter) -> None:
    begin(counter, **IN_DANGER)

    [card] = own(counter, minutes=6)
    again = [own(counter, minutes=5) for _ in range(8)]

    assert card.title == "You began a report at 10:00 today. It is not sent."
    assert "If anyone is at risk, speak to Priya Nair now. In danger call 999." in card.text
    assert "Priya Nair can see that you began it, but not what you wrote." in card.text
    assert [button.label for button in card.buttons] == ["Finish"]
    assert not any(again)


def test_a_hold_that_is_not_sent_does_not_read_as_if_a_case_were_deleted(counter: Counter) -> None:
    begin(counter, **SAFE)

    [card] = passes(counter, hours=4)["amy"]

    assert "nothing has been done yet" in card.text
    assert "the half-filled form is thrown away, and nothing else." in card.text


def test_another_report_that_is_left_alone_is_told_of_again(counter: Counter) -> None:
    begin(counter, **IN_DANGER)
    first = passes(counter, minutes=6)
    counter.wants("amy", Cancel())
    begin(counter, **IN_DANGER)

    assert set(first) == set(passes(counter, minutes=6)) == {"dsl"}


def test_it_does_not_wait_for_school_to_open(counter: Counter) -> None:
    counter.later(days=4, hours=13)
    begin(counter, **IN_DANGER)

    assert set(passes(counter, minutes=6)) == {"dsl"}


def test_a_restart_and_a_second_process_tell_nobody_again(counter: Counter) -> None:
    begin(counter, **IN_DANGER)
    passes(counter, minutes=6)

    restarted = Counter(counter.capabilities, counter.open_uow, counter.directory, counter.now)

    assert passes(restarted, minutes=1) == {}


def test_what_was_sent_or_cancelled_before_the_notice_is_read_is_not_told(counter: Counter) -> None:
    begin(counter, **IN_DANGER)
    ticks(counter, minutes=6)

    reply = counter.wants("amy", Cancel())

    assert counter.arrives() == {}
    assert "If anyone may be at risk, speak to Priya Nair in person now." in words(reply)
    assert passes(counter, minutes=10) == {}


def test_whoever_is_named_before_the_notice_is_read_does_not_get_it(counter: Counter) -> None:
    begin(counter, **IN_DANGER)
    ticks(counter, minutes=6)

    begin(counter, **IN_DANGER, alleged="staff", alleged_person=pid("dsl"))

    assert others(counter.arrives()) == {}
    assert set(passes(counter, minutes=6)) == {"head"}


@pytest.mark.parametrize(
    ("answers", "unreachable", "heard"),
    [
        (IN_DANGER, "dsl", {"head"}),
        (IN_DANGER, "dsl head", {"chair"}),
        (IN_DANGER, "dsl head chair", set()),
        ({**SAFE, "alleged": "adult"}, "dsl", {"head"}),
        ({**SAFE, "alleged": "adult"}, "dsl head", {"deputy"}),
        ({**SAFE, "alleged": "staff", "alleged_person": pid("tom")}, "head", {"deputy"}),
        ({**IN_DANGER, "alleged": "staff", "alleged_person": pid("dsl")}, "head", {"deputy"}),
        ({**IN_DANGER, "alleged": "leader"}, "dsl", {"chair"}),
        ({**IN_DANGER, "alleged": "leader"}, "dsl chair", set()),
    ],
)
def test_where_nothing_reaches_somebody_the_next_of_the_same_routing_hears_of_it(
    counter: Counter, answers: dict[str, Any], unreachable: str, heard: set[str]
) -> None:
    begin(counter, **answers)
    ticks(counter, minutes=6)

    assert hear(counter, unreachable) == heard


@pytest.mark.parametrize(
    ("unreachable", "heard"), [("head", {"chair"}), ("head chair", set())], ids=["head", "both"]
)
def test_nobody_on_the_staff_hears_of_it_while_it_may_be_about_any_of_them(
    counter: Counter, unreachable: str, heard: set[str]
) -> None:
    begin(counter, **IN_DANGER, alleged="staff")
    ticks(counter, minutes=6)

    assert hear(counter, unreachable) == heard


def test_where_no_leader_could_hear_of_it_a_child_s_safety_comes_first(counter: Counter) -> None:
    governor = person("governor", "Colin Whitby", "Governor", Role.LINK_GOVERNOR)
    staff = {name: each for name, each in PEOPLE.items() if name not in ("head", "chair")}
    counter.directory = directory({**staff, "governor": governor})
    begin(counter, **IN_DANGER, alleged="staff")

    assert set(passes(counter, minutes=6)) == {"dsl", "deputy"}


def test_a_deputy_lead_hears_of_it_before_the_head_does(counter: Counter) -> None:
    ddsl = person("ddsl", "Oona Kelly", "Deputy lead", Role.DEPUTY_DSL)
    counter.directory = directory({**PEOPLE, "ddsl": ddsl})
    begin(counter, **SAFE | {"sexual_image": "yes"})
    ticks(counter, minutes=6)

    assert hear(counter, "dsl") == {"ddsl"}


@pytest.mark.parametrize(
    ("answers", "unreachable", "heard"),
    [
        (ILLEGAL, "dsl", {"head"}),
        (ILLEGAL, "dsl head", {"deputy"}),
        (BY_STAFF, "chair", {"trust"}),
        ({**BY_STAFF, "staff_person": pid("head")}, "dsl", {"chair"}),
    ],
)
def test_the_same_goes_for_a_website_that_may_be_illegal(
    counter: Counter, answers: dict[str, Any], unreachable: str, heard: set[str]
) -> None:
    trust = person("trust", "Helen Marsh", "Chief executive", Role.TRUST_CENTRAL)
    counter.directory = directory({**PEOPLE, "trust": trust})
    counter.changes("amy", ReportWebsite, **answers)
    ticks(counter, minutes=6)

    assert hear(counter, unreachable) == heard


def test_whoever_is_named_meanwhile_does_not_stand_in(counter: Counter) -> None:
    begin(counter, **IN_DANGER)
    ticks(counter, minutes=6)
    begin(counter, **IN_DANGER, alleged="leader", alleged_person=pid("head"))

    assert hear(counter, "dsl") == {"chair"}


def test_what_was_cancelled_meanwhile_is_passed_on_to_nobody(counter: Counter) -> None:
    begin(counter, **IN_DANGER)
    ticks(counter, minutes=6)
    counter.wants("amy", Cancel())

    assert hear(counter, "dsl") == set()


def test_a_reminder_of_one_s_own_form_is_passed_on_to_nobody(counter: Counter) -> None:
    begin(counter, **SAFE)
    ticks(counter, hours=4)

    assert hear(counter, "amy") == set()


def test_stopping_an_ordinary_report_warns_of_nothing(counter: Counter) -> None:
    begin(counter, **SAFE)

    assert words(counter.wants("amy", Cancel())).strip() == "Stopped. Nothing was sent."


def test_its_owner_is_reminded_once_of_a_report_that_can_wait(counter: Counter) -> None:
    counter.wants("amy", Start(form=ReportCyberbullying.name))
    for answer in ("no", "no"):
        counter.later(minutes=1)
        counter.says("amy", answer)

    early = passes(counter, hours=3, minutes=59)
    [card] = passes(counter, minutes=1)["amy"]
    again = [passes(counter, minutes=30), passes(counter, hours=16)]

    assert early == {}
    assert card.title == "Finish this form? Report cyberbullying (started 10:00)"
    assert [button.label for button in card.buttons] == ["Finish", "Throw it away"]
    assert again == [{}, {}]
    finishing = counter.wants("amy", card.buttons[0].means)
    assert labels(finishing)[:2] == ["Open the form", "Answer here"]
    counter.wants("amy", card.buttons[1].means)
    assert counter.draft("amy") is None


def test_a_report_of_friday_afternoon_is_not_brought_up_at_the_weekend(counter: Counter) -> None:
    counter.later(days=3, hours=5, minutes=50)
    begin(counter, **SAFE)

    heard = [passes(counter, hours=1) for _ in range(30)]

    assert not any(heard)
    assert counter.draft("amy") is None
