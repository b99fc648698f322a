"""Comment on a request before it is decided: safeguarding must, data protection may (D5)."""

from typing import Annotated

from pydantic import Field

from bot.conversation.exchange import Reply
from bot.domain.cases import Json
from bot.domain.people import PersonId
from bot.errors import AlreadySaid, AwaitsComment
from bot.forms.answers import Words
from bot.forms.choices import Choice
from bot.forms.form import Ask, Form
from bot.services import cases
from bot.turn import Turn
from intents.capability import Feature
from intents.request_unblock.cards import request_card
from intents.request_unblock.flags import asked_first, comments_on, may_comment, part_of
from intents.request_unblock.news import moved
from intents.request_unblock.workflow import WORKFLOW


class Thought(Choice):
    """What somebody thinks who is asked before the decision."""

    FINE = "fine", "No worries"
    WORRIES = "worries", "I have worries"


class CommentOnRequest(Form):
    """Say what you think of this request."""

    name = "comment_on_request"
    short = "Comment"

    case: str
    revision: int = 0
    thought: Annotated[Thought, Ask("What do you think?")]
    words: Annotated[
        Words,
        Field(min_length=3),
        Ask("In your words", "Whoever decides reads this. No pupil's name, please.", long=True),
    ]


def comment(form: CommentOnRequest, turn: Turn) -> Reply:
    """Keep the comment with who and when, and tell whoever decides."""
    case = cases.get(turn, WORKFLOW, form.case)
    standing, said = cases.standing_of(turn, case), comments_on(case)
    part = part_of(case, standing)
    if part is None and said:
        raise AlreadySaid(turn.name_of(PersonId(str(said[-1]["by"]))))
    if part and not may_comment(case, standing, turn.today, turn.holders):
        raise AwaitsComment(turn.any_of(asked_first(case, turn.today, turn.holders)))
    row: Json = {
        "by": str(turn.person.id),
        "part": str(part),
        "at": turn.now.isoformat(),
        "worried": form.thought is Thought.WORRIES,
        "words": form.words,
    }
    details: dict[str, Json] = {"comments": [*map(dict, said), row]}
    step = cases.Step("comment", form.revision, form.words, details)
    case = cases.move(turn, WORKFLOW, form.case, step)
    moved(case, "comment", turn)
    return Reply((request_card(case, turn),))


COMMENT = Feature(CommentOnRequest, comment)
