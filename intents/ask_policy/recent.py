"""What was asked a moment ago, for follow-ups like "and at lunch?".

It is held in memory only and for minutes: no question is on file with its asker (DOMAIN 6.9). After
a restart a follow-up is simply a question of its own.
"""

from collections import OrderedDict
from datetime import datetime, timedelta

from bot.turn import Turn

REMEMBERED_FOR = timedelta(minutes=10)
MOST_PEOPLE = 5_000
LONGEST = 300


class Recent:
    """Each person's last question at each school."""

    def __init__(self) -> None:
        self._asked: OrderedDict[tuple[str, str], tuple[str, datetime]] = OrderedDict()

    def before(self, turn: Turn) -> str:
        """Return what the person asked a moment ago, "" where nothing was."""
        question, at = self._asked.get((turn.school.id, turn.person.id), ("", turn.now))
        return question if turn.now - at <= REMEMBERED_FOR else ""

    def keep(self, turn: Turn, question: str) -> None:
        """Remember a question until the next."""
        key = (turn.school.id, turn.person.id)
        self._asked[key] = (question[:LONGEST], turn.now)
        self._asked.move_to_end(key)
        while len(self._asked) > MOST_PEOPLE:
            self._asked.popitem(last=False)
