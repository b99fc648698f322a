"""Who and where in the sandbox: plain values that the assembly hands in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SandboxPerson:
    """Somebody whose seat you can take; `from_team` names another organisation's workspace."""

    id: str
    name: str
    title: str
    school: str
    is_staff: bool
    is_guest: bool = False
    is_deactivated: bool = False
    from_team: str | None = None

    def as_seen(self) -> dict[str, str]:
        """Return what the page shows of them."""
        return {"id": self.id, "name": self.name, "title": self.title, "school": self.school}


@dataclass(frozen=True, slots=True)
class SandboxChannel:
    """A place where people talk; `members=None` means everybody, `is_direct` two people's DM."""

    id: str
    name: str
    is_private: bool = False
    members: tuple[str, ...] | None = None
    has_app: bool = True
    is_direct: bool = False
