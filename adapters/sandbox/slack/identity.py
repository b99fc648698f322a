"""The names by which the emulated workspace, the app and its bot user go."""

from typing import Any, TypeAlias

JsonObject: TypeAlias = dict[str, Any]

TEAM_ID = "T0SANDBOX"
TEAM_DOMAIN = "sandbox"
APP_ID = "A0DUTYDESK"
BOT_ID = "B0DUTYDESK"
BOT_USER_ID = "UBOT"
VERIFICATION_TOKEN = "legacy-verification-token"  # noqa: S105 - Slack still sends one
