"""What a person is told when the packages cannot be installed, and what to do about it."""

from __future__ import annotations

import errno
import re

NO_PIP = (
    "Dutydesk needs pip to fetch its packages, and pip is not on this computer. On Debian or "
    "Ubuntu type this line, then start again:\n    sudo apt install python3-pip"
)
NO_VENV = (
    "This Python cannot make an environment for Dutydesk. On Debian or Ubuntu type this line, "
    "then start again:\n    sudo apt install python3-venv"
)
NO_NETWORK = (
    "The packages could not be fetched, because the package index did not answer. Check the "
    "internet connection, and the proxy if your school has one, then start again."
)
NOT_THE_SAME = (
    "A package was not the one that Dutydesk expects, so it was not used. Start again. If it "
    "happens a second time, tell the person who looks after your network."
)
NOT_THERE = (
    "The package index has no such package for this kind of computer. Dutydesk runs on 64-bit "
    "Linux with Python 3.11, 3.12 or 3.13. The end of .venv/dutydesk.log says which it was."
)
DISK_FULL = "The disk is full. Make room (about 1 GB), then start again."
NOT_WRITABLE = (
    "Dutydesk cannot write to its own folder. Copy the folder to a place where you may write, "
    "such as your home folder, then start again there."
)
NO_MODEL = "The sentence model is not there yet. Answers will be found by words alone."
UNKNOWN = (
    "The packages could not be installed. The end of .venv/dutydesk.log says why: put that "
    "right, then start again."
)

# What stands in an installer's log when it fails, and what a person is told: the first that fits.
TROUBLES = (
    (r"DO NOT MATCH THE HASHES|[Hh]ash mismatch", NOT_THE_SAME),
    (r"No space left on device", DISK_FULL),
    (r"Read-only file system|Permission denied", NOT_WRITABLE),
    (r"connection broken|name resolution|dns error|error sending request", NO_NETWORK),
    (r"[Tt]imed out|ProxyError|SSLError|Could not fetch URL|Failed to fetch", NO_NETWORK),
    (r"No matching distribution|No solution found", NOT_THERE),
)


def explain_log(log: str) -> str:
    """Say what a person should do about an installer's failure."""
    return next((advice for sign, advice in TROUBLES if re.search(sign, log)), UNKNOWN)


def explain_no_model(advice: str) -> str:
    """Say in one line what follows from not having the sentence model, and what to do about it."""
    return f"{NO_MODEL} {' '.join(advice.split())}"


def explain_disk(problem: OSError) -> str:
    """Say what a person should do when a file cannot be written."""
    if problem.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return NOT_WRITABLE
    if problem.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DISK_FULL
    return f"Dutydesk could not be set up: {problem}. Put that right, then start again."
