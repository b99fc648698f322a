"""Nobody waits for what is read once: the first words of all cost what any others do."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# A process of its own: in ours the tests before this one have read everything long ago.
SCRIPT = """
from datetime import date
from bot.assembly import learn
from bot.forms.addresses import find_addresses, read_address
from bot.forms.dates import read_day
from intents.safety.floor import alarm_in
from tests.support.steps import steps

def message(site, day):
    text = f"please unblock {site} for year 5 on {day}"
    return steps(lambda: (alarm_in(text), read_address(*find_addresses(text)), read_day(
        day, date(2026, 11, 20), "future"
    )))

learn()
print(message("https://maps.example", "24 nov"), message("https://rivers.example", "3 dec"))
"""


def test_the_first_message_of_all_takes_no_more_steps_than_the_next() -> None:
    command = [sys.executable, "-c", SCRIPT]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - the words above

    first, second = map(int, told.stdout.split())
    assert first < 2 * second
