"""What a person can want from the policies."""

from bot.conversation.intent import Intent


class AskPolicy(Intent):
    """Ask the school's own policies; `more` shows the next clauses, `closest` the nearest one."""

    name = "ask_policy"
    question: str
    more: bool = False
    closest: bool = False


class NotIt(Intent):
    """Say that the clause shown is not what was meant."""

    name = "not_it"
    question: str


class PassOn(Intent):
    """Pass a question on to the person who looks after the policies (G04)."""

    name = "pass_on"
    question: str
