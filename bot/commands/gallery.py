"""Every card and every form on one page."""

from collections.abc import Iterator
from pathlib import Path

import click

from adapters.sandbox.gallery import Exhibit, gallery_page
from adapters.slack.cards import message
from adapters.slack.forms import modal
from adapters.teams.actions import Stamp
from adapters.teams.forms import form_card
from adapters.teams.parts import messages
from bot.commands.deployment import read, with_config
from bot.conversation.exchange import Dialog
from bot.forms.form import Form
from intents.capability import Capability
from intents.catalogue import capabilities
from knowledge.library import Library


@click.command()
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("gallery.html"),
    show_default=True,
    help="Where to write the page.",
)
@with_config
def gallery(output: Path, config: Path) -> None:
    """Write one HTML page with every card and every form, as each platform shows them."""
    # No card in it is of a school, so no policy is needed; faults in the settings are still told.
    read(config)
    known = capabilities(Library({}))
    exhibits = [exhibit for capability in known for exhibit in exhibits_of(capability)]
    output.write_text(gallery_page(exhibits), encoding="utf-8")
    click.echo(f"{len(exhibits)} cards and forms are in {output}. Open it in a browser.")


def exhibits_of(capability: Capability) -> Iterator[Exhibit]:
    """Return the example cards and the forms of one capability."""
    for card in capability.examples:
        shown = [each.card or {} for each in messages(card)]
        yield Exhibit(capability.name, "card", message(card), shown)
    for feature in capability.features:
        if issubclass(feature.intent, Form):
            dialog = Dialog(feature.intent, people=(("example", "Amy Carter, Year 5 teacher"),))
            form = form_card(dialog, Stamp(), sheet="")
            yield Exhibit(capability.name, "form", modal(dialog), [form])
