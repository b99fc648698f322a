"""The package that is uploaded to Teams: the manifest and the files it names, in one zip.

The same particulars make the same bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from string import Template
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from adapters.teams.package.manifest import Manifest

HERE = files("adapters.teams.package")
MANIFEST = "manifest.json"
FIRST_VERSION = "1.0.0"
# A zip cannot be older.
NO_TIME = (1980, 1, 1, 0, 0, 0)
UNIX, READABLE = 3, 0o644 << 16


@dataclass(frozen=True, slots=True)
class Particulars:
    """What differs between the packages of two schools: the bot's id, and whose app it is.

    `version` must rise with every package that is uploaded in place of an older one.
    """

    app_id: str
    developer: str
    website: str
    version: str = FIRST_VERSION


def build(particulars: Particulars) -> bytes:
    """Return the zip; a manifest that Teams would refuse is a `ValidationError`."""
    written = manifest(particulars)
    text = json.dumps(written, ensure_ascii=False, indent=2) + "\n"
    named = Manifest.model_validate(written).files
    beside = {name: HERE.joinpath(name).read_bytes() for name in named}
    return _zipped({MANIFEST: text.encode(), **beside})


def manifest(particulars: Particulars) -> dict[str, Any]:
    """Return the manifest with everything filled in."""
    values = {
        "TEAMS_APP_ID": particulars.app_id,
        "DEVELOPER": particulars.developer,
        "WEBSITE": particulars.website,
        "VERSION": particulars.version,
    }
    template = json.loads(HERE.joinpath(MANIFEST).read_text(encoding="utf-8"))
    filled: dict[str, Any] = _filled(template, values)
    return filled


def _filled(part: Any, values: Mapping[str, str]) -> Any:
    match part:
        case dict():
            return {key: _filled(value, values) for key, value in part.items()}
        case list():
            return [_filled(each, values) for each in part]
        case str():
            return Template(part).substitute(values)
        case _:
            return part


def _zipped(content: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    # Stored, not deflated: the bytes must not hang on the version of zlib.
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, data in content.items():
            entry = ZipInfo(name, NO_TIME)
            entry.create_system, entry.external_attr = UNIX, READABLE
            archive.writestr(entry, data)
    return packed.getvalue()
