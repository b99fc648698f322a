"""`python3 -m bot` and the console script `dutydesk`: every command of the product."""

import sys
from importlib import import_module

from bot.launcher import get_ready


def main() -> None:
    """Run the command that was asked for, once its packages are there."""
    get_ready("run", with_model="--no-model" not in sys.argv)
    # Named, not imported: this module is read before the packages are there.
    import_module("bot.commands.main").dutydesk()


if __name__ == "__main__":
    main()
