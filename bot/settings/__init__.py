"""app.yaml as frozen settings: what a school's office writes, checked and with its line."""

from bot.settings.faults import BadSettings, Fault, Severity
from bot.settings.loading import Settings, load

__all__ = ["BadSettings", "Fault", "Settings", "Severity", "load"]
