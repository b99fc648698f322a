"""What keeps records and deletes them from the command line, and what it says when it cannot."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.database.engines import open_engine
from adapters.database.tombstones import TombstoneFile
from adapters.database.unit_of_work import unit_of_work
from bot.domain.cases import Case, CaseEvent
from bot.domain.people import PersonId, SchoolId
from tests.bot.command_line import run
from tests.support.paper_trust import PaperTrust

HERE = SchoolId("oakfield")
AMY = PersonId("oakfield/amy-carter")
MONDAY = datetime(2030, 9, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def trust(tmp_path: Path) -> PaperTrust:
    return PaperTrust.set_up(tmp_path)


def file_old_report(url: str) -> Case:
    """File a report that is past its date."""
    at = datetime(2020, 2, 3, 12, tzinfo=UTC)
    details = {"kind": "CB-P", "what_happened": "Zed was called names"}
    case = Case(HERE, "CB-2020-0001", "report_cyberbullying", "closed", AMY, at, details)
    engine = open_engine(url)
    with unit_of_work(engine)() as uow:
        uow.cases.add(case)
        uow.cases.record(CaseEvent(HERE, case.public_id, at, AMY, "close", "taken", "closed"))
        uow.commit()
    engine.dispose()
    return case


@pytest.mark.postgres
def test_what_chat_deletes_is_noted_where_a_backup_of_the_server_is_not(
    trust: PaperTrust, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = trust.config.read_text(encoding="utf-8")
    trust.config.write_text(text.replace("automatic: no", "automatic: yes", 1), encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", postgresql_url)
    monkeypatch.setattr("bot.commands.deployment.now", lambda: MONDAY)
    case = file_old_report(postgresql_url)

    said = run(
        *("chat", "--school", "oakfield", "--as", "amy-carter", "--config", str(trust.config)),
        typed="help\n",
    )

    assert said.exit_code == 0, said.output
    kept = TombstoneFile(trust.folder / "data" / "tombstones").of(HERE)
    assert [each.case for each in kept] == [case.public_id]
