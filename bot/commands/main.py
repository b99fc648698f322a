"""The command line: `dutydesk` without a command starts the sandbox."""

import click

from bot.commands.ask import ask, policies
from bot.commands.check import check, migrate
from bot.commands.evaluate import evaluate
from bot.commands.gallery import gallery
from bot.commands.sandbox import sandbox
from bot.commands.serve import serve
from bot.commands.talk import chat, say


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dutydesk")
@click.pass_context
def dutydesk(context: click.Context) -> None:
    """Dutydesk: policies, reports and requests for school staff, in Slack and Teams.

    Without a command it starts the sandbox: made-up people, no account anywhere.
    """
    if context.invoked_subcommand is None:
        context.invoke(sandbox)


for command in (sandbox, serve, chat, ask, say, policies, check, migrate, gallery, evaluate):
    dutydesk.add_command(command)
