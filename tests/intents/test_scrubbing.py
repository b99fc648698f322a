"""What is kept of a question: nothing that names a person, a site or a number."""

import pytest

from intents.ask_policy.scrubbing import fit_to_keep, scrubbed
from tests.intents.bookcase import Bookcase, opened
from tests.support.small_trust import PEOPLE, directory, turn_of


def kept(url: str, question: str, *, fit: bool = True) -> str:
    with opened(url, Bookcase()).open_uow() as uow:
        turn = turn_of(PEOPLE["amy"], uow, directory())
        return fit_to_keep(question, turn) if fit else scrubbed(question, turn)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("may I park by the minibus?", "may I park by the minibus?"),
        ("may Mr Green park by the minibus?", "may \u2026 park by the minibus?"),
        ("may miss o'neill-jones park here", "may \u2026 park here"),
        ("does Grace Adeyemi decide on caravans", "does \u2026 decide on caravans"),
        ("does grace adeyemi's deputy decide", "does \u2026 deputy decide"),
        ("can sam pupil bring a parrot", "can \u2026 bring a parrot"),
        ("is https://parrots.example/a?b=c allowed", "is \u2026 allowed"),
        ("is parrots.example allowed", "is \u2026 allowed"),
        ("may I mail parrot@parrots.example from home", "may I mail \u2026 from home"),
        ("who follows @parrot_9 here", "who follows \u2026 here"),
        ("may I ring 01632 960101 from class", "may I ring \u2026 from class"),
        ("can 9C keep a parrot", "can \u2026 keep a parrot"),
    ],
)
def test_names_addresses_and_numbers_are_taken_out(
    sqlite_url: str, question: str, left: str
) -> None:
    assert kept(sqlite_url, question, fit=False) == left


@pytest.mark.parametrize(
    "question",
    [
        "what do I do about a nude of a pupil",
        "what does the policy say about self harm",
        "a boy in my class has a parrot, what now",
        "can Tyler have his phone back",
        "may I tell Ethan's mum about the parrot",
    ],
)
def test_an_alarm_or_one_real_person_is_never_kept(sqlite_url: str, question: str) -> None:
    assert kept(sqlite_url, question) == ""


def test_what_is_about_a_rule_is_kept(sqlite_url: str) -> None:
    question = "can staff keep a parrot in Year 5"

    assert kept(sqlite_url, question) == "can staff keep a parrot in Year \u2026"
