"""The Python environment of a checkout: where it is, and whether it holds what a lock names."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / ".requirements"
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMP = VENV / "dutydesk.stamp"

# The environment variable that says what `--no-model` says, to whatever is started from here.
WITHOUT_MODEL = "DUTYDESK_WITHOUT_MODEL"


def digest(lock: Path) -> str:
    """Return the fingerprint of a lock."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def is_usable() -> bool:
    """Whether the environment's Python can run: not if the one that it points to was removed."""
    return os.access(VENV_PYTHON, os.X_OK)


def is_finished(lock: Path) -> bool:
    """Whether the environment was completed for this very lock."""
    with suppress(FileNotFoundError):
        return is_usable() and digest(lock) in STAMP.read_text().split()
    return False


def finish(lock: Path) -> None:
    """Note which locks the environment now fulfils, and let it find the project from anywhere."""
    folders = package_folders()
    for folder in folders:
        (folder / "dutydesk.pth").write_text(f"{ROOT}\n")
    fulfilled = {lock, *(other for other in LOCKS.glob("*.txt") if holds(other, folders))}
    half_written = STAMP.with_suffix(".new")
    half_written.write_text("\n".join(sorted(map(digest, fulfilled))))
    half_written.replace(STAMP)


def package_folders() -> list[Path]:
    """Where the environment keeps its packages."""
    return list(VENV.glob("lib/python*/site-packages"))


def holds(lock: Path, folders: Iterable[Path]) -> bool:
    """Whether these folders hold every locked package, whole and in its version.

    Where Dutydesk itself is installed any version will do: pip compared them with its needs.
    """
    present: dict[str, str] = {}
    for folder in folders:
        for mark in folder.glob("*.dist-info/INSTALLER"):
            name, _, version = mark.parent.stem.rpartition("-")
            present.setdefault(as_indexed(name), version)
    wanted = pins(lock)
    if "dutydesk" in present:
        return wanted.keys() <= present.keys()
    return wanted.items() <= present.items()


def half_written_packages() -> list[Path]:
    """Return the records of packages that were cut short: pip and uv write INSTALLER last."""
    records = (record for folder in package_folders() for record in folder.glob("*.dist-info"))
    return [record for record in records if not (record / "INSTALLER").exists()]


def pins(lock: Path) -> dict[str, str]:
    """Name and version of each package in a lock."""
    found = re.findall(r"^([\w.-]+)==([^\s;\\]+)", lock.read_text(), re.MULTILINE)
    return {as_indexed(name): version for name, version in found}


def as_indexed(name: str) -> str:
    """Return a package's name in the one spelling that the index uses."""
    return re.sub(r"[-_.]+", "-", name).lower()
