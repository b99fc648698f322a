"""The command line: `dutydesk` without a command starts the sandbox."""

from collections.abc import Mapping
from importlib import import_module

import click

from bot import VERSION
from bot.commands.without_model import may_do_without_model

# Each command's module, and its line in the list. A command is read when it is run: half of them
# need packages that take a second to read, and a tool that calls `ask` should not wait for those.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "sandbox": ("sandbox", "Try everything here, with made-up people and no account."),
    "chat": ("talk", "Talk with the assistant in this terminal."),
    "serve": ("serve", "Run for real, in Slack, in Teams or in both."),
    "check": ("check", "Check the settings and the documents they name."),
    "migrate": ("check", "Bring the database to the newest schema."),
    "playground": ("playground", "Let Microsoft's Agents Playground on this computer in."),
    "package": ("package", "Make the app package that is uploaded to Microsoft Teams."),
    "gallery": ("gallery", "Write one page with every card and every form."),
    "ask": ("ask", "Ask the policies, one question per line."),
    "policies": ("policies", "List a school's policies, and look after their versions."),
    "say": ("talk", "Say one message per line and read the cards."),
    "retention": ("retention", "See and delete the records that are past their date."),
    "export": ("export", "Write the filter register or the numbers to a file."),
    "evaluate": ("evaluate", "Measure the answers on questions with known clauses."),
    "understanding": ("understanding", "Measure the safety floor and what is understood."),
    "train": ("train", "Learn the numbers that the search is shipped with, again."),
}


class Commands(click.Group):
    """The commands, in the order of the list."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """Return their names."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return one, or None where there is none of that name."""
        return named(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write their lines, without reading their modules."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


def named(name: str) -> click.Command:
    """Return a command of the list."""
    command: click.Command = getattr(import_module(f"bot.commands.{COMMANDS[name][0]}"), name)
    return command


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@may_do_without_model
@click.version_option(VERSION, prog_name="dutydesk")
@click.pass_context
def dutydesk(context: click.Context) -> None:
    """Dutydesk: policies, reports and requests for school staff, in Slack and Teams.

    Without a command it starts the sandbox: made-up people, no account anywhere.
    """
    if context.invoked_subcommand is None:
        context.invoke(named("sandbox"))
