from datetime import date
from pathlib import Path

from bot.domain.people import SchoolId
from bot.settings import Severity, load

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 20)
SAMPLE = (ROOT / "app.yaml").read_text(encoding="utf-8").replace("file: ", f"file: {ROOT}/")
NAMED = SAMPLE.replace("    # concepts: our-words.yaml", "    concepts: our-words.yaml")


def settings_file(folder: Path, words: str) -> Path:
    (folder / "our-words.yaml").write_text(words, encoding="utf-8")
    path = folder / "app.yaml"
    path.write_text(NAMED, encoding="utf-8")
    return path


def test_a_schools_own_words_are_found_from_the_folder_of_the_settings(tmp_path: Path) -> None:
    path = settings_file(tmp_path, "- id: staff-phone-where\n  asks: [phone in the zibble]\n")

    settings = load(path)

    assert settings.concepts(SchoolId("oakfield")) == tmp_path / "our-words.yaml"
    assert settings.concepts(SchoolId("ravensmere")) is None
    assert [f for f in settings.check(TODAY) if f.severity is Severity.ERROR] == []


def test_a_fault_in_a_schools_own_words_names_both_files_and_both_lines(tmp_path: Path) -> None:
    path = settings_file(tmp_path, "- id: staff-phone-where\n  near: [no-such-topic]\n")

    (fault,) = [f for f in load(path).check(TODAY) if f.severity is Severity.ERROR]

    line = NAMED[: NAMED.index("    concepts: our-words")].count("\n") + 1
    assert str(fault) == (
        f"app.yaml line {line}: our-words.yaml line 2: No topic has the id 'no-such-topic'. "
        "Check how it is written. Put this right, or take out 'concepts'."
    )
