"""Reading app.yaml."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from pydantic import PrivateAttr, SecretStr, ValidationError

from bot.domain.directory import UnknownSchool
from bot.domain.people import SchoolId
from bot.settings.checks import findings
from bot.settings.checks.visit import Finding
from bot.settings.credentials import secret
from bot.settings.deployment import Deployment
from bot.settings.documents import PolicyFile, policy_files
from bot.settings.faults import BadSettings, Fault, Severity
from bot.settings.lines import Lines, YamlText
from bot.settings.wording import place_in_file, sentence


class Settings(Deployment):
    """What a settings file says, and where in the file it says it."""

    _file: Path = PrivateAttr(default=Path("app.yaml"))
    _lines: Lines = PrivateAttr(default=Lines({}))

    @property
    def folder(self) -> Path:
        """The folder of the settings file; every path in it starts from here."""
        return self._file.resolve().parent

    @property
    def data_dir(self) -> Path:
        """The folder for the assistant's own files."""
        return (self.folder / self.storage.data_dir).resolve()

    def database_url(self, environ: Mapping[str, str]) -> SecretStr:
        """Return the database's address: from the environment, the file, or in `data_dir`."""
        own = self.storage.url or f"sqlite:///{self.data_dir / 'dutydesk.db'}"
        return secret(self.storage.url_secret, environ) or SecretStr(own)

    def missing_secrets(self, environ: Mapping[str, str]) -> tuple[str, ...]:
        """Return the names of the secrets that are needed and not set."""
        return tuple(name for name in self.secret_names() if secret(name, environ) is None)

    def policies(self, school: SchoolId) -> tuple[PolicyFile, ...]:
        """Return the policy documents of a school, its own first, then the trust's."""
        for at, each in enumerate(self.schools):
            if each.id == school:
                return tuple(policy_files(self.trust, each, ("schools", at), self.folder))
        raise UnknownSchool(school, (each.id for each in self.schools))

    def concepts(self, school: SchoolId) -> Path | None:
        """Return the school's own topics and words for the search, if it keeps any."""
        for each in self.schools:
            if each.id == school:
                return (self.folder / each.concepts).resolve() if each.concepts else None
        raise UnknownSchool(school, (each.id for each in self.schools))

    def check(self, today: date) -> tuple[Fault, ...]:
        """Return what keeps the assistant from going live, and what needs care soon, by line."""
        return self.faults(findings(self, self.folder, today))

    def faults(self, found: Iterable[Finding]) -> tuple[Fault, ...]:
        """Return findings with their lines in the file, each once, in the order of the file."""
        faults = {self._fault(finding) for finding in found}
        return tuple(sorted(faults, key=lambda fault: (fault.line, fault.what)))

    def _fault(self, found: Finding) -> Fault:
        line = self._lines.at(found.place)
        whose = self.owner(found.place)
        return Fault(self._file.name, line, found.severity, found.what, found.remedy, whose)


def load(path: Path) -> Settings:
    """Return the settings in a file, or BadSettings with everything that is wrong with it."""
    try:
        read = YamlText.read(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        remedy = "Check the name, or choose another file with --config."
        reason = error.strerror or "unknown reason"
        raise BadSettings(
            [_fault(path, 1, f"I can't open this file ({reason}). {remedy}")]
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadSettings([_fault(path, line, "Save this file as plain text in UTF-8.")]) from error
    if read.is_unreadable:
        raise BadSettings(_unreadable(path, read))
    return _settings(path, read)


def _settings(path: Path, read: YamlText) -> Settings:
    lines = Lines(read.lines)
    wrong = list(_unreadable(path, read))
    try:
        settings = Settings.model_validate(read.data)
    except ValidationError as error:
        found = error.errors(include_url=False)
        said = [_fault(path, lines.at(place_in_file(e)), sentence(e, Settings)) for e in found]
        raise BadSettings((*wrong, *said)) from None
    if wrong:
        raise BadSettings(wrong)
    settings._file, settings._lines = path, lines  # noqa: SLF001 the reader's own bookmarks
    return settings


def _unreadable(path: Path, read: YamlText) -> Iterator[Fault]:
    return (_fault(path, line, reason) for line, reason in read.faults)


def _fault(path: Path, line: int, what: str) -> Fault:
    return Fault(path.name, line, Severity.ERROR, what)
