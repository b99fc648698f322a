"""Secrets: the settings hold their names, the environment or a file holds their values."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import SecretStr


class UnreadableSecret(Exception):
    """The file that should hold a secret cannot be read; the message names file and reason."""


def secret(name: str, environ: Mapping[str, str]) -> SecretStr | None:
    """Return the value of NAME, or of the file that NAME_FILE names; None where neither is set."""
    if value := environ.get(name):
        return SecretStr(value)
    if path := environ.get(f"{name}_FILE"):
        return SecretStr(_read(name, Path(path)))
    return None


def _read(name: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise UnreadableSecret(
            f"I can't read {path}, which {name}_FILE names ({reason}). Check the path and who may "
            "open the file."
        ) from None
