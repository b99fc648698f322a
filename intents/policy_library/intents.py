"""What a person can want from the policy library; `school` is carried by whoever has several."""

from bot.conversation.intent import Intent


class ShowPolicies(Intent):
    """Show which policies there are, and which are due for review."""

    name = "show_policies"
    school: str = ""


class ShowChanges(Intent):
    """Show what a waiting version changes, a few clauses at a time, from `first` on."""

    name = "show_policy_changes"
    edition: str
    first: int = 0
    school: str = ""


class ShowVersions(Intent):
    """Show which versions of a policy there were, and when each was in use."""

    name = "show_policy_versions"
    policy: str
    school: str = ""


class PublishPolicy(Intent):
    """Put a waiting version in use."""

    name = "publish_policy"
    edition: str
    school: str = ""


class RollBackPolicy(Intent):
    """Put the version before in use again; `edition` is the one that was seen in use."""

    name = "roll_back_policy"
    edition: str
    school: str = ""
