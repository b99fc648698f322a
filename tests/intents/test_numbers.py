"""How many reports there were: who may know, and how much of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.cases import Case, CaseEvent, Json
from bot.domain.directory import Directory
from bot.domain.people import Person, PersonId, Role
from bot.services.counts import Audience
from intents.capability import Capability
from intents.case_life.feature import CaseLife
from intents.numbers.feature import Numbers, ShowNumbers
from intents.report_cyberbullying.closing import CloseReport
from intents.report_cyberbullying.feature import CAPABILITY as CYBERBULLYING
from intents.report_website.feature import CAPABILITY as WEBSITE
from intents.request_unblock.feature import CAPABILITY as UNBLOCK
from tests.intents.reader import Reader
from tests.support.counter import Counter, labels, words
from tests.support.small_trust import DALE, HILL, PEOPLE, TUESDAY, person, pid, school

OWN: tuple[Capability, ...] = (CYBERBULLYING, WEBSITE, UNBLOCK)
SHARED = (CaseLife(OWN).capability(),)
EVERYBODY: Mapping[str, Person] = {
    **PEOPLE,
    "ddsl": person("ddsl", "Oona Kelly", "Deputy lead", Role.DEPUTY_DSL),
    "governor": person("governor", "Colin Whitby", "Governor", Role.LINK_GOVERNOR),
    "trust": person("trust", "Helen Marsh", "Chief executive", Role.TRUST_CENTRAL),
    "dpo": person("dpo", "Ines Falk", "Data protection officer", Role.DPO),
    "admin": person("admin", "Sue Tranter", "Office manager", Role.SYSTEM_ADMIN),
}
ORDINARY: Mapping[str, Json] = {
    "kind": "CB-P",
    "severity": "low",
    "platform": "whatsapp",
    "target": "pupil",
    "alleged": "pupil",
    "what_happened": "Zed was called names",
    "happened_at": "2026-11-17T09:00:00+00:00",
    "due": "2026-11-17T16:00:00+00:00",
}
SG: Mapping[str, Json] = {**ORDINARY, "kind": "SG", "severity": "high"}
ABOUT_TOM: Mapping[str, Json] = {**ORDINARY, "kind": "ALG", "alleged": "staff", "severity": "high"}
ABOUT_THE_HEAD: Mapping[str, Json] = {
    **ABOUT_TOM,
    "kind": "ALG-HT",
    "alleged": "leader",
    "kept_off": ["hill/head"],
}
SITE: Mapping[str, Json] = {"kind": "WEB", "severity": "low", "category": "gambling"}
GOVERNORS = ShowNumbers(audience=Audience.GOVERNORS)
YEAR = ShowNumbers(which="year")
YEAR_FOR_GOVERNORS = ShowNumbers(which="year", audience=Audience.GOVERNORS)


@pytest.fixture
def counter(sqlite_url: str) -> Counter:
    shared = (*SHARED, Numbers((*OWN, *SHARED)).capability())
    counter = Counter.open(sqlite_url, *OWN, shared=shared)
    counter.directory = Directory.of([school(), school(DALE)], EVERYBODY.values())
    return counter


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def file(counter: Counter, details: Mapping[str, Json], times: int = 1, **changes: object) -> None:
    """Put reports on file: of cyberbullying, or of a website where the details are of one."""
    prefix, kind = ("WEB", "report_website") if details["kind"] == "WEB" else ("CB", CYBER)
    with counter.open_uow() as uow:
        for _ in range(times):
            ref = uow.cases.next_ref(HILL, prefix, 2026)
            case = Case(HILL, ref, kind, "submitted", pid("amy"), counter.now, details)
            uow.cases.add(replace(case, **changes))  # type: ignore[arg-type]
        uow.commit()


CYBER = CYBERBULLYING.name


def numbers(counter: Counter, name: str, wanted: ShowNumbers | None = None) -> str:
    return words(counter.wants(name, wanted or ShowNumbers()))


def test_the_head_reads_every_number_of_the_term(counter: Counter) -> None:
    file(counter, ORDINARY, 3)
    file(counter, {**ORDINARY, "platform": "x"}, state="closed")
    file(counter, SITE, 2)

    shown = numbers(counter, "head")

    assert "Hill School, Autumn term 2026" in shown
    for line in (
        "Reports of cyberbullying | 4",
        "Kind: About a pupil | 4",
        "Open or closed: Open | 3",
        "Open or closed: Closed | 1",
        "How serious: Low | 4",
        "Where: WhatsApp | 3",
        "Where: X (Twitter) | 1",
        "Who was targeted: A pupil | 4",
        "Who seemed to do it: A pupil here | 4",
        "Reports of websites | 2",
        "What it was: Gambling | 2",
        "Requests for blocked sites | 0",
    ):
        assert line in shown


def test_nobody_s_words_are_in_the_numbers(counter: Counter) -> None:
    file(counter, ORDINARY, 3)
    file(counter, ABOUT_TOM, subjects=(pid("tom"),))

    shown = numbers(counter, "head") + numbers(counter, "head", YEAR_FOR_GOVERNORS)

    assert not [word for word in ("Zed", "Tom", "CB-2026", "Amy") if word in shown]


def test_a_governor_reads_no_number_from_1_to_4(counter: Counter) -> None:
    file(counter, ORDINARY, 9)
    file(counter, {**ORDINARY, "kind": "CB-S", "target": "staff"}, 3)
    file(counter, SG, 2)
    file(counter, SITE, 4)

    shown = numbers(counter, "governor")

    assert "Reports of cyberbullying | 14" in shown
    assert "Kind: About a pupil | 9" in shown
    assert "Kind: About an adult | <5" in shown
    assert "Kind: Safeguarding, or about staff | <5" in shown
    assert "Reports of websites | <5" in shown
    assert not [n for n in range(1, 5) if f"| {n}\n" in shown or f": {n}\n" in shown]
    assert "As governors see it" not in labels(counter.last["governor"])


def test_restricted_cases_are_in_a_governor_s_total(counter: Counter) -> None:
    file(counter, ORDINARY, 6)
    file(counter, ABOUT_TOM, 1, subjects=(pid("tom"),))
    file(counter, ABOUT_THE_HEAD, 1, subjects=(pid("head"),))

    shown = numbers(counter, "governor")

    assert "Reports of cyberbullying | 8" in shown
    assert "ALG" not in shown


@pytest.mark.parametrize(("count", "is_told"), [(4, False), (5, True)])
def test_governors_learn_how_many_concerns_are_about_staff_once_a_year_and_from_five(
    counter: Counter, count: int, *, is_told: bool
) -> None:
    file(counter, ORDINARY, 20)
    file(counter, SG, 6)
    file(counter, ABOUT_TOM, count, subjects=(pid("tom"),))

    of_the_year = numbers(counter, "governor", YEAR)
    of_the_term = numbers(counter, "governor")

    assert ("About a member of staff | 5" in of_the_year) == is_told
    assert "ALG" not in of_the_term
    assert f"Safeguarding, or about staff | {count + 6}" in of_the_term
    assert ("Who seemed to do it: A grown-up | 5" in of_the_term) == is_told
    assert "A member of staff" not in of_the_term


@pytest.mark.parametrize("name", ["dsl", "coordinator", "deputy"])
def test_only_the_head_and_the_chair_have_concerns_about_staff_in_their_numbers(
    counter: Counter, name: str
) -> None:
    file(counter, ORDINARY, 2)
    file(counter, ABOUT_TOM, 1, subjects=(pid("tom"),))

    theirs, heads, chairs = (numbers(counter, each) for each in (name, "head", "chair"))

    assert "Reports of cyberbullying | 2" in theirs
    assert "Reports of cyberbullying | 3" in heads
    assert "About a member of staff | 1" in chairs


@pytest.mark.parametrize("name", ["dsl", "coordinator", "deputy"])
def test_nobody_can_take_their_own_numbers_from_the_governors_to_count_concerns_about_staff(
    counter: Counter, name: str
) -> None:
    file(counter, ORDINARY, 7)
    file(counter, ABOUT_TOM, 1, subjects=(pid("tom"),))

    own, governors = numbers(counter, name), labels(counter.last[name])
    refused = numbers(counter, name, GOVERNORS)

    assert "Reports of cyberbullying | 7" in own
    assert "As governors see it" not in governors
    assert "made by Grace Adeyemi or by a governor" in refused
    assert "8" not in refused


def test_somebody_who_is_kept_off_a_case_has_it_in_no_number(counter: Counter) -> None:
    file(counter, ORDINARY, 5)
    file(counter, ABOUT_THE_HEAD, 1, subjects=(pid("head"),))
    file(counter, {**ORDINARY, "kept_off": ["hill/dsl", "hill/governor"]}, 1)

    shown = {name: numbers(counter, name) for name in ("head", "chair", "dsl", "governor", "trust")}
    heads_copy = numbers(counter, "head", GOVERNORS)

    totals = {name: text.partition("cyberbullying | ")[2][0] for name, text in shown.items()}
    assert totals == {"head": "6", "chair": "7", "dsl": "5", "governor": "6", "trust": "7"}
    assert "Reports of cyberbullying | 6" in heads_copy


def test_a_new_head_has_no_case_about_a_leader_in_any_number(counter: Counter) -> None:
    file(counter, ORDINARY, 5)
    file(counter, {**ABOUT_THE_HEAD, "kept_off": []}, 1, subjects=(PersonId("hill/gone"),))

    own, governors_copy = numbers(counter, "head"), numbers(counter, "head", GOVERNORS)

    assert "Reports of cyberbullying | 5" in own
    assert "Reports of cyberbullying | 5" in governors_copy


@pytest.mark.parametrize("name", ["amy", "it", "ddsl", "dpo", "admin"])
def test_nobody_else_reads_numbers_and_is_told_whom_to_ask(counter: Counter, name: str) -> None:
    file(counter, ORDINARY, 7)

    shown = numbers(counter, name)

    assert "Please ask Grace Adeyemi." in shown
    assert "7" not in shown


def test_a_governor_who_wants_every_number_is_refused(counter: Counter) -> None:
    file(counter, ORDINARY, 7)

    shown = numbers(counter, "governor", ShowNumbers(audience=Audience.IN_CHARGE))

    assert "All numbers are for those who deal with the cases." in shown
    assert "7" not in shown


def test_a_report_counts_in_the_term_and_the_year_in_which_it_was_sent(counter: Counter) -> None:
    file(counter, ORDINARY, 1, reported_at=datetime.fromisoformat("2026-08-31T12:00:00+01:00"))
    file(counter, ORDINARY, 2)
    counter.now += timedelta(days=60)
    file(counter, ORDINARY, 4)

    this, last, year = (
        numbers(counter, "head", ShowNumbers(which=which))
        for which in ("term", "last_term", "year")
    )

    assert "Spring term 2027" in this
    assert "cyberbullying | 4" in this
    assert "Autumn term 2026" in last
    assert "cyberbullying | 2" in last
    assert "School year 2026/27" in year
    assert "cyberbullying | 6" in year


def test_other_terms_and_the_governors_copy_are_a_press_away(counter: Counter) -> None:
    counter.now += timedelta(days=60)
    file(counter, ORDINARY, 3)

    numbers(counter, "head")
    counter.presses("head", "School year")
    shown = words(counter.presses("head", "As governors see it"))

    assert "School year 2026/27 (for governors)" in shown
    assert "Reports of cyberbullying | <5" in shown


def test_the_first_answer_is_in_time_late_or_still_to_come(counter: Counter) -> None:
    in_time, late = timedelta(hours=1), timedelta(days=2)
    for wait in (in_time, late, None):
        file(counter, ORDINARY)
        if wait:
            answer(counter, f"CB-2026-000{1 + (wait == late)}", counter.now + wait)

    shown, nobody_came = numbers(counter, "dsl"), later(counter, days=1)

    assert "First answer: In time | 1" in shown
    assert "First answer: Late | 1" in shown
    assert "First answer: Waiting, not late yet | 1" in shown
    assert "First answer: Late | 2" in nobody_came


def answer(counter: Counter, ref: str, at: datetime) -> None:
    """Let the safeguarding lead pick a report up."""
    step = ("take", "submitted", "acknowledged")
    case = counter.case(ref).public_id
    with counter.open_uow() as uow:
        uow.cases.record(CaseEvent(HILL, case, at, pid("dsl"), *step))
        uow.commit()


def later(counter: Counter, **wait: float) -> str:
    counter.later(**wait)
    return numbers(counter, "dsl")


def test_the_oldest_open_report_is_told_in_school_days(counter: Counter) -> None:
    file(counter, ORDINARY, 6)
    file(counter, ORDINARY, 1, state="closed", reported_at=TUESDAY - timedelta(days=20))

    counter.later(days=8)

    assert "Oldest open, in school days | 6" in numbers(counter, "head")
    assert "Oldest open, in school days | 6" in numbers(counter, "governor")


def test_requests_are_counted_by_how_they_ended(counter: Counter) -> None:
    with counter.open_uow() as uow:
        for state in ("approved", "refused", "refused", "lapsed"):
            ref = uow.cases.next_ref(HILL, "UNB", 2026)
            uow.cases.add(Case(HILL, ref, "request_unblock", state, pid("amy"), counter.now, {}))
        uow.commit()

    shown = numbers(counter, "head")

    assert "Requests for blocked sites | 4" in shown
    assert "How it ended: Not approved | 2" in shown
    assert "How it ended: Not decided in time, so not approved | 1" in shown


def close(counter: Counter, ref: str, outcome: str) -> None:
    """Let the safeguarding lead end a report, in the form for it."""
    ending = {"outcome": outcome, "reason": "Both families were told."}
    counter.submits("dsl", CloseReport, case=counter.case(ref).public_id, **ending)


def test_reports_are_counted_by_the_outcome_that_they_were_closed_with(counter: Counter) -> None:
    file(counter, ORDINARY, 4, state="acknowledged", handlers=(pid("dsl"),))
    for number, outcome in enumerate(("behaviour", "behaviour", "staff_process"), 1):
        close(counter, f"CB-2026-000{number}", outcome)

    shown = numbers(counter, "head")

    assert "How it ended: Behaviour policy used | 2" in shown
    assert "How it ended: Staff process | 1" in shown
    assert "How it ended: Not recorded | 1" in shown


def test_a_staff_process_is_no_number_of_its_own_for_governors(counter: Counter) -> None:
    file(counter, ORDINARY, 11, state="acknowledged", handlers=(pid("dsl"),))
    for number in range(1, 12):
        close(counter, f"CB-2026-{number:04}", "staff_process" if number > 6 else "behaviour")

    shown = numbers(counter, "governor")

    assert "How it ended: Taken further | 5" in shown
    assert "Staff process" not in shown


def test_somebody_at_two_schools_reads_each_apart(counter: Counter) -> None:
    helen = EVERYBODY["trust"]
    grants = (*helen.grants, *(replace(grant, school=DALE) for grant in helen.grants))
    counter.directory = Directory.of([school(), school(DALE)], [replace(helen, grants=grants)])

    shown = [card.title for card in counter.wants("trust", ShowNumbers()).cards]

    assert [title.partition(",")[0] for title in shown] == ["Hill School", "Dale School"]


SAID: Mapping[str, ShowNumbers] = {
    "how many reports have we had this term": ShowNumbers(),
    "how many reports have there been?": ShowNumbers(),
    "how many cyberbullying cases have we had": ShowNumbers(),
    "show me the figures please": ShowNumbers(),
    "what are our stats for this term": ShowNumbers(),
    "numbers for governors": GOVERNORS,
    "can i have the figures for the governing body": GOVERNORS,
    "i need stats for the governors meeting on monday": GOVERNORS,
}
NOT_MEANT = (
    "what number do i ring for childline",
    "number for the dsl",
    "telephone number for the lado",
    "how many followers may a class account have",
    "how many days have i got to report something",
    "what do governors check",
    "who reports to governors",
    "how often do governors review the policy",
    "what happened to my report",
    "show my reports",
)


@pytest.mark.parametrize("said", SAID)
def test_people_ask_in_their_own_words(reader: Reader, said: str) -> None:
    assert reader.said(said) == SAID[said]


@pytest.mark.parametrize("said", NOT_MEANT)
def test_a_policy_question_and_whom_to_ring_are_something_else(reader: Reader, said: str) -> None:
    assert not isinstance(reader.said(said), ShowNumbers)


@pytest.mark.parametrize(
    ("who", "audience", "says_all"),
    [
        ("chair", None, True),
        ("governor", None, True),
        ("dsl", None, False),
        ("head", None, False),
        ("head", Audience.GOVERNORS, False),
        ("coordinator", None, False),
    ],
)
def test_everybody_reads_only_what_is_true_of_their_own_numbers(
    counter: Counter, who: str, audience: Audience | None, *, says_all: bool
) -> None:
    shown = numbers(counter, who, ShowNumbers(audience=audience))

    assert ("Restricted cases are in the totals" in shown) is says_all
    assert ("your role is not meant to know of are not counted" in shown) is not says_all
