"""Learn the numbers that the search is shipped with, again."""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

import click
from rich.console import Console
from rich.progress import track

from knowledge.model.encoder import load_encoder
from knowledge.model.weights import NoModel
from knowledge.training.examples import examples_of
from knowledge.training.learning import SHIPPED, Both, difference, learn_both, read, write
from knowledge.training.schools import School, load_schools

# Another processor adds up in another order; that never changes which clause comes first.
TOLERANCE = 0.05
TEACHER = "jax"


@click.command()
@click.option("--check", is_flag=True, help="Write nothing: compare with what is shipped.")
@click.option(
    "--teach", is_flag=True, help="Teach the sentence model first. It takes half an hour."
)
def train(*, check: bool, teach: bool) -> None:
    """Learn what makes a clause the right one, from made-up schools, and write learned.json.

    It takes a minute, and gives the same numbers each time. Ends with 1 where --check finds others.
    """
    if teach and check:
        raise click.UsageError("Choose --teach or --check: teaching writes a file.")
    if teach:
        _teach()
    found = _learn()
    if check:
        _compare(found)
    else:
        write(found)
        click.echo(f"Written: {SHIPPED}")


def _learn() -> Both:
    """Return what is learned from every made-up school."""
    try:
        model = load_encoder()
    except NoModel as reason:
        raise click.ClickException(
            f"{reason} The training needs it. Start the sandbox once, which installs it: "
            "python3 -m bot"
        ) from reason
    schools: Iterable[School] = track(load_schools(), "Reading", console=Console(stderr=True))
    examples = [examples_of(school, model) for school in schools]
    click.echo("Learning.", err=True)
    return learn_both(examples)


def _compare(found: Both) -> None:
    """Say how far what is shipped is from this."""
    size, name = difference(found, read())
    click.echo(f"The largest difference is {size:.5f} ({name}).")
    if size > TOLERANCE:
        raise click.ClickException(
            "What is shipped was learned from something else. Write it anew: python3 -m bot train"
        )


def _teach() -> None:
    """Teach the sentence model, which needs a package that nothing else here does."""
    if find_spec(TEACHER) is None:
        raise click.ClickException(
            "Teaching needs JAX, which is not installed. Install it, then try again: "
            "pip install -e '.[train]'"
        )
    # Named, not imported: hardly anybody has that package.
    import_module("knowledge.training.teaching").teach(click.echo)
