"""The tombstones of what was erased, in a file beside the database and not in its backup.

A backup that is put back knows nothing of what was erased after it was made; this file does. It
holds no word of any case.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.domain.people import SchoolId
from bot.domain.retention import Tombstone


class TombstoneFile:
    """One line for each case that was erased; lines are only ever added."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, tombstone: Tombstone) -> None:
        """Add a line; without it nothing may be erased, so this comes before the commit."""
        # Where the database is a server, nothing else may have made this folder yet.
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.touch(mode=0o600)
        row = [tombstone.school, tombstone.case, tombstone.at.isoformat(), tombstone.reason]
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(row)}\n")

    def of(self, school: SchoolId) -> Sequence[Tombstone]:
        """Return the tombstones of a school, oldest first; none where there is no file yet."""
        if not self._path.exists():
            return ()
        rows = [json.loads(line) for line in self._path.read_text(encoding="utf-8").splitlines()]
        return [
            Tombstone(SchoolId(where), case, datetime.fromisoformat(at), reason)
            for where, case, at, reason in rows
            if where == school
        ]
