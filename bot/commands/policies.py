"""The policies of a school: every clause of them, and their versions."""

import json
from pathlib import Path

import click

from bot.commands.ask import clause_row, read_policies
from bot.commands.deployment import today, with_config
from bot.commands.policies_versions import diff, history, import_, publish, rollback, show


@click.group(invoke_without_command=True)
@click.option("--school", default="", help="The id of a school in the settings.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
@with_config
@click.pass_context
def policies(context: click.Context, school: str, as_json: bool, config: Path) -> None:  # noqa: FBT001 - click passes options so
    """List every clause of a school's policies, or look after their versions.

    Without a command it lists what is in use. A new version is imported, looked at with "diff", and
    published by the headteacher; "rollback" takes that back.
    """
    if context.invoked_subcommand is not None:
        return
    if not school:
        raise click.UsageError("Missing option '--school'.")
    for policy in read_policies(config, school).policies(school):
        if not as_json:
            click.secho(policy.title, bold=True)
        for clause in policy.clauses:
            shown = clause_row(clause, policy, today())
            click.echo(json.dumps(shown) if as_json else f"{clause.label}: {clause.text}")


for command in (diff, import_, publish, rollback, history, show):
    policies.add_command(command)
