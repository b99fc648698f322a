import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.domain.directory import Directory
from bot.domain.people import Kind, Person
from bot.domain.places import Place
from bot.domain.schools import Contact
from bot.settings import load
from bot.turn import Turn
from intents import advice
from tests.support.small_trust import CONTACTS, DALE, PEOPLE, TUESDAY, directory, school

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = ROOT.parent / "shared" / "domain" / "DOMAIN.md"
BOOK: Mapping[str, Mapping[str, str]] = yaml.safe_load(
    (ROOT / "intents" / "advice.yaml").read_text(encoding="utf-8")
)
LINES = BOOK["lines"]
ROW = re.compile(r"^\| (?P<name>[MGUW]\d+[a-z]?)\b[^|]*\|(?P<rest>.*)\|$", re.MULTILINE)
INLINE = re.compile(r"\*\*(?P<name>W\d+)\*\* \"(?P<words>[^\"]+)\"")
# Said in our own words: a choice of names filled in, or the facts composed around the line.
COMPOSED = {"G07", "G08", "U3", "U5"}
# Source marks of the specification, which no person reads.
SOURCES = re.compile(r" \((?:TH|SI|SB|HB|LB)[^)]*\)")
VALUES = {
    "ref": "CB-2026-0001",
    "time": "10:00",
    "roles": "the safeguarding lead",
    "due": "11:00",
    "routing_roles": "the safeguarding lead",
    "alternative_role": "the headteacher",
    "flags": "threat",
    "date": "May 2026",
    "clause": "4.2",
    "owner": "the headteacher",
    "owner_role": "The headteacher",
    "median": "a day",
    "reason": "It has chat",
    "name": "Grace Adeyemi",
    "question": "Which class?",
}


def plain(words: str) -> str:
    return " ".join(re.sub(r"[*`]", "", words).split())


def specified() -> Mapping[str, str]:
    """Return every line of the specification that has an id, with its words."""
    text = DOMAIN.read_text(encoding="utf-8")
    found = {inline["name"]: inline["words"] for inline in INLINE.finditer(text)}
    for row in ROW.finditer(text):
        cells = [cell.strip() for cell in re.split(r"\|", row["rest"])]
        words = cells[1] if row["name"].startswith("G") else cells[0]
        words = re.sub(r"^\(private[^)]*\) ", "", words)
        quoted = re.match(r'"(.+)"', words)
        found.setdefault(row["name"], quoted[1] if quoted else words)
    return found


@pytest.fixture(scope="module")
def spec() -> Mapping[str, str]:
    if not DOMAIN.is_file():
        pytest.skip(f"The specification is not at {DOMAIN}, so its words can't be compared.")
    return specified()


@pytest.mark.parametrize("name", sorted(LINES))
def test_every_line_is_word_for_word_the_specified_one(name: str, spec: Mapping[str, str]) -> None:
    if name in COMPOSED:
        pytest.skip(f"{name} has facts composed into it.")
    assert name in spec, f"{name} is not a line of the specification"

    assert plain(LINES[name]) == plain(SOURCES.sub("", spec[name]))


def test_every_line_of_the_two_tables_is_shipped(spec: Mapping[str, str]) -> None:
    missing = {name for name in spec if name[0] in "MG"} - set(LINES)

    assert missing == set()


@pytest.fixture
def turn(sqlite_url: str) -> Iterator[Turn]:
    with unit_of_work(open_engine(sqlite_url))() as uow:
        yield Turn(PEOPLE["amy"], school(), Place("test"), TUESDAY, uow, directory())


@pytest.mark.parametrize("where", ["oakfield", "ravensmere"])
def test_no_brace_is_left_at_either_school_of_the_sample_trust(turn: Turn, where: str) -> None:
    known = load(ROOT / "app.yaml").directory()
    here = next(each for each in known.schools() if each.id == where)
    somebody = next(p for p in known.people(here.id) if p.kind is Kind.STAFF)
    now = replace(turn, person=somebody, school=here, directory=known)

    said = {name: advice.say(name, now, advice.NOBODY, **VALUES) for name in LINES}

    assert [name for name, words in said.items() if "{" in words or "}" in words] == []
    assert [name for name, words in said.items() if not words.strip()] == []
    assert all("None" not in words.split() for words in said.values())


def test_a_school_that_filled_nothing_in_still_says_something_useful(turn: Turn) -> None:
    bare = replace(school(DALE), contacts=replace(CONTACTS, lado=None), evidence_location=None)
    alone = Directory.of([bare], [PEOPLE["amy"]])
    now = replace(turn, school=bare, directory=alone)

    said = {name: advice.say(name, now, advice.NOBODY, **VALUES) for name in LINES}

    assert [name for name, words in said.items() if "{" in words or not words.strip()] == []
    assert said["M01"].startswith("**If anyone is in danger right now, call 999 first.**")
    assert "your safeguarding lead" in said["M11"]


NAMED = [person for person in PEOPLE.values() if person.kind is Kind.STAFF]


@pytest.mark.parametrize("subject", NAMED, ids=[str(person.id) for person in NAMED])
@pytest.mark.parametrize("name", sorted(LINES))
def test_no_line_names_a_person_whom_it_is_about(turn: Turn, name: str, subject: Person) -> None:
    escalation = Contact(f"{PEOPLE['chair'].name}, chair of governors")
    here = replace(turn.school, contacts=replace(CONTACTS, escalation=escalation))
    reader = replace(PEOPLE["amy"], line_manager=PEOPLE["deputy"].id)
    now = replace(turn, school=here, person=reader)
    values = {k: v for k, v in VALUES.items() if k != "name"}

    said = advice.say(name, now, {subject.id}, **values)

    assert subject.name not in said


def test_the_next_one_in_the_chain_stands_in(turn: Turn) -> None:
    lead, deputy = PEOPLE["dsl"].id, PEOPLE["head"].id

    assert "Tell Priya Nair now" in advice.say("M11", turn)
    assert "Tell Grace Adeyemi now" in advice.say("M11", turn, {lead})
    assert "Tell Margaret Osei now" in advice.say("M11", turn, {lead, deputy})


def test_somebody_who_is_away_is_not_the_first_to_ring(turn: Turn) -> None:
    away = replace(PEOPLE["dsl"], away=(school().calendar.terms[0],))
    known = directory({**PEOPLE, "dsl": away})

    assert "Tell Grace Adeyemi now" in advice.say("M11", replace(turn, directory=known))


def test_a_sentence_with_nothing_to_say_is_left_out(turn: Turn) -> None:
    whole = advice.say("U2", turn, advice.NOBODY, **VALUES)
    without = advice.say("U2", turn, advice.NOBODY, ref="UNB-1", date="Fri")

    assert "usually replies within" in whole
    assert without == "Sent as UNB-1. Needed by Fri. You can withdraw it any time: withdraw UNB-1."


def test_values_with_braces_or_stars_are_literal_text(turn: Turn) -> None:
    said = advice.say("U4", turn, reason="{school} **bold** {0}")

    assert "Reason: {school} **bold** {0}." in said


def test_bold_words_lead_and_never_show_their_marks(turn: Turn) -> None:
    for name in LINES:
        block = advice.text(name, turn, advice.NOBODY, **VALUES)
        assert "**" not in f"{block.lead}{block.text}"
    first = advice.alert("M11", turn)

    assert first.lead == "Stop, this changes what you do."


@pytest.mark.parametrize("name", ["M01", "M11", "M35"])
def test_the_safety_floor_does_not_depend_on_what_a_school_fills_in(name: str) -> None:
    missing = set(re.findall(r"\{(\w+)\}", LINES[name])) - set(BOOK["unknown"])

    assert missing == set()
