"""The made-up trust in a folder of its own, whose policies can be replaced."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings, load

ROOT = Path(__file__).resolve().parents[2]
POLICY = "oakfield-filtering-policy"
TITLE = "Filtering and Web Access Policy"
SAMPLES = Path("knowledge") / "samples"
BEFORE, AFTER = "straight away, so that", "within the hour, so that"


@dataclass(frozen=True, slots=True)
class PaperTrust:
    """A deployment's folder: app.yaml, the policies it names, and new versions of one."""

    folder: Path

    @classmethod
    def set_up(cls, folder: Path) -> "PaperTrust":
        shutil.copytree(ROOT / SAMPLES, folder / SAMPLES)
        shutil.copy(ROOT / "app.yaml", folder)
        return cls(folder)

    @property
    def config(self) -> Path:
        return self.folder / "app.yaml"

    @property
    def settings(self) -> Settings:
        return load(self.config)

    @property
    def words(self) -> str:
        """The policy as the settings name it."""
        return (self.folder / SAMPLES / f"{POLICY}.md").read_text(encoding="utf-8")

    def version(self, number: int = 3, before: str = BEFORE, after: str = AFTER) -> Path:
        """Write a new version, with other words in one place."""
        assert before in self.words
        text = self.words.replace(before, after)
        return self.write(text.replace("| Version | 2 |", f"| Version | {number} |"))

    def write(self, text: str, name: str = "new.md") -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path
