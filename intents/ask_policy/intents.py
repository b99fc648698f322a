"""What a person can want from the policies.

`school` is carried along for somebody who works at several. `clause` is the id of the clause that a
button stands below.
"""

from typing import Literal

from bot.conversation.intent import Intent


class AskPolicy(Intent):
    """Ask the school's own policies; `more` shows the next clauses, `closest` the nearest one.

    `previous` is the question that this one leans on.
    """

    name = "ask_policy"
    question: str
    previous: str = ""
    more: bool = False
    closest: bool = False
    school: str = ""


class ShowClause(Intent):
    """Show one clause with all that it opens, or those before and after it."""

    name = "show_clause"
    clause: str
    part: Literal["whole", "around"] = "whole"
    school: str = ""


class Helpful(Intent):
    """Say that the answer helped."""

    name = "helpful"


class NotIt(Intent):
    """Say that the clause shown is not what was asked."""

    name = "not_it"
    question: str
    school: str = ""


class PassOn(Intent):
    """Pass a question on to the person who looks after the policy, or the policies (G04)."""

    name = "pass_on"
    question: str
    clause: str = ""
    school: str = ""


class ShowPinned(Intent):
    """List the answers that are kept for whoever asks the same."""

    name = "show_pinned"


class RemovePinned(Intent):
    """Stop showing an answer that was kept."""

    name = "remove_pinned"
    ref: str
    school: str = ""
