"""What a person can want from the policies.

`school` is carried along for somebody who works at several.
"""

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


class NotIt(Intent):
    """Say that the clause shown is not what was meant."""

    name = "not_it"
    question: str
    school: str = ""


class PassOn(Intent):
    """Pass a question on to the person who looks after the policies (G04)."""

    name = "pass_on"
    question: str
    school: str = ""
