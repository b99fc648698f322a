"""The sandbox as a person starts it: `python -m bot sandbox`, a process of its own."""

import json
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Timer
from urllib.request import Request, urlopen

from bot.domain.calendars import SchoolCalendar

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")
PATIENCE_SECONDS = 60
SCHOOL_WEEK = 5
MOST_DAYS = 120
EARLIEST = datetime.min.replace(tzinfo=UTC)
ANYBODY = "U0AMYCARTER"


@dataclass
class RunningSandbox:
    """The process, where its page is, and what it wrote."""

    folder: Path
    options: tuple[str, ...] = ()
    port: int = 0
    process: subprocess.Popen[str] | None = None
    began: datetime = EARLIEST

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """Everything the process complained about so far."""
        return (self.folder / "log.txt").read_text(encoding="utf-8")

    def start(self) -> None:
        """Start it on the same database, and on the same port if it ran before."""
        database = f"sqlite:///{self.folder / 'sandbox.db'}"
        words = ["sandbox", "--port", str(self.port), "--database", database, *self.options]
        with (self.folder / "log.txt").open("a", encoding="utf-8") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "bot", *words],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.port = self._read_port(self.process)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self.process:
            self.process.kill()
            self.process.communicate()

    def stop(self) -> int:
        """Press Ctrl-C and return how it ended; 0 is well."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=PATIENCE_SECONDS)
        return self.process.returncode

    def begin_on_monday(self, calendar: SchoolCalendar) -> None:
        """Move its clock to nine on the next Monday that begins a whole week of school."""
        now = datetime.fromisoformat(self._tell(f"state?as={ANYBODY}")["now"])
        today = now.astimezone(calendar.zone).date()
        days = (today + timedelta(days=ahead) for ahead in range(1, MOST_DAYS))
        day = next(d for d in days if d.weekday() == 0 and _is_whole_week(d, calendar))
        self.began = datetime(day.year, day.month, day.day, 9, tzinfo=calendar.zone)
        hours = (self.began - now).total_seconds() / 3600
        self._tell("do", {"as": ANYBODY, "kind": "clock", "hours": hours})

    def _read_port(self, process: subprocess.Popen[str]) -> int:
        too_long = Timer(PATIENCE_SECONDS, process.kill)
        too_long.start()
        said = []
        for line in process.stdout or ():
            said.append(line)
            if found := ADDRESS.search(line):
                too_long.cancel()
                return int(found[1])
        raise AssertionError(f"The sandbox did not start.\n{''.join(said)}\n{self.log}")

    def _tell(self, path: str, body: dict[str, object] | None = None) -> dict[str, str]:
        request = Request(  # noqa: S310 - our own process
            f"{self.address}/sandbox/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urlopen(request, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
            told: dict[str, str] = json.load(answer)
        return told


def _is_whole_week(monday: date, calendar: SchoolCalendar) -> bool:
    days = (monday + timedelta(days=ahead) for ahead in range(SCHOOL_WEEK))
    return all(calendar.is_school_day(day) for day in days)
