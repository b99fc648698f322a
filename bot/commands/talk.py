"""The product in a terminal: for a person, and line by line for other tools."""

import asyncio
import json
import tempfile
from dataclasses import replace
from pathlib import Path

import click

from adapters.terminal.conversation import Answered, Conversation
from adapters.terminal.screens import Screens
from bot.assembly import Product
from bot.commands.deployment import lines, product, say_wait, school, with_config
from bot.conversation.cards import Card
from bot.domain.directory import Directory
from bot.domain.people import Person
from bot.domain.schools import School
from bot.errors import Refusal

AS = click.option("--as", "person", required=True, help="Who is speaking: a person's id.")
SCHOOL = click.option("--school", "name", required=True, help="The id of a school.")


@click.command()
@SCHOOL
@AS
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
@with_config
def say(name: str, person: str, as_json: bool, config: Path) -> None:  # noqa: FBT001 - click's way
    """Take one chat message per line of standard input, all in one conversation.

    "!press LABEL" presses a button that is showing; "!as PERSON" changes who is speaking. Nothing
    is kept: the conversation has a database of its own that is deleted at the end.
    """
    say_wait("Getting ready ...")
    with tempfile.TemporaryDirectory() as folder:
        screens = Screens()
        ready = product(config, screens, f"sqlite:///{folder}/say.db")
        conversation = _conversation(ready, screens, name, person)
        asyncio.run(_say(conversation, as_json=as_json))


@click.command()
@SCHOOL
@AS
@with_config
def chat(name: str, person: str, config: Path) -> None:
    """Talk with the assistant here, as somebody of a school. Ctrl-D ends it."""
    screens = Screens()
    ready = product(config, screens)
    conversation = _conversation(ready, screens, name, person)
    click.echo('Type a message, "!press LABEL" for a button, "!as PERSON" to be somebody else.')
    while True:
        try:
            line = click.prompt(conversation.speaker.name, prompt_suffix="> ")
        except click.Abort:
            return
        click.echo(_shown(asyncio.run(_answered(conversation, line))))


def _conversation(ready: Product, screens: Screens, name: str, person: str) -> Conversation:
    here = school(ready.directory, name)
    people = people_at(ready.directory, here)
    if person not in people:
        raise click.ClickException(f"I don't know {person!r}. There are: {', '.join(people)}.")
    return Conversation(ready.assistant, ready.rounds.go_once, screens, people, people[person])


def people_at(directory: Directory, here: School) -> dict[str, Person]:
    """Return everybody of a school by their own id; where two share one, its own person first.

    In this conversation somebody who works at several schools is at this one.
    """
    listed = sorted(directory.people(here.id), key=lambda person: person.school != here.id)
    people: dict[str, Person] = {}
    for person in listed:
        own_id = str(person.id).rpartition("/")[2]
        people.setdefault(str(person.id) if own_id in people else own_id, _at(person, here))
    return people


def _at(person: Person, here: School) -> Person:
    grants = tuple(grant for grant in person.grants if grant.school == here.id)
    return replace(person, school=here.id, grants=grants)


async def _say(conversation: Conversation, *, as_json: bool) -> None:
    for line in lines():
        answered = await _answered(conversation, line)
        click.echo(json.dumps(_as_json(answered)) if as_json else _shown(answered))


async def _answered(conversation: Conversation, line: str) -> Answered:
    """Return what a line led to; a line that cannot be carried out says why."""
    try:
        return await conversation.say(line)
    except Refusal as refusal:
        return Answered(line, type(refusal).__name__, (Card(str(refusal)),))


def _as_json(answered: Answered) -> dict[str, object]:
    cards = [
        {"title": c.title, "text": c.text, "buttons": [b.label for b in c.buttons]}
        for c in answered.cards
    ]
    return {"said": answered.said, "intent": answered.intent, "cards": cards}


def _shown(answered: Answered) -> str:
    return "\n".join(_card(card) for card in answered.cards) + "\n"


def _card(card: Card) -> str:
    buttons = "  ".join(f"[{button.label}]" for button in card.buttons)
    return "\n".join(
        part for part in (click.style(card.title, bold=True), card.text, buttons) if part
    )
