"""The policy library: which policies there are, what a new version changes, publish, roll back."""

import re

from bot.conversation.cards import Card
from bot.conversation.exchange import Reply
from bot.domain.editions import Edition
from bot.errors import NotFound, Refusal
from bot.services import policies
from bot.services.policies import PolicyNews
from bot.turn import Turn
from intents.capability import Capability, Feature, Told
from intents.case_cards import at_each_school
from intents.editions import policy_of
from intents.policy_library.cards import (
    in_use_card,
    library_card,
    versions_button,
    versions_card,
    waits_card,
)
from intents.policy_library.changes import changes_card
from intents.policy_library.examples import EXAMPLES
from intents.policy_library.intents import (
    PublishPolicy,
    RollBackPolicy,
    ShowChanges,
    ShowPolicies,
    ShowVersions,
)
from intents.policy_library.touched import touched
from knowledge.archive import Archive
from knowledge.library import Library
from knowledge.reading.paragraphs import UnreadableDocument
from knowledge.versions import Comparison, compare

# Only what can mean nothing else: "which policies cover emails" is a question for the policies.
LISTED = re.compile(
    r"(?:(?:please |can you |could you )?(?:show|list|see|give|open|view)(?: me| us)? )?"
    r"(?:a |the )?(?:list of )?(?:all )?(?:of )?(?:the |our |your |school |school's )*"
    r"(?:policies|policy (?:library|list|register|documents))(?: (?:list|library|register))?",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"(?:which|what) (?:school )?policies (?:(?:do|have) (?:we|you)(?: have| got| know)?"
    r"|are (?:there|overdue|out of date|due(?: for (?:a )?review)?|waiting|in (?:use|place)))"
    r"(?: here| now| please)*",
    re.IGNORECASE,
)


class CopyUnreadable(Refusal):
    """I can't read the kept copy of that version. Please import the document again."""


class PolicyLibrary:
    """Shows the policies of a school, and lets the head say which version is in use."""

    def __init__(self, library: Library, archive: Archive) -> None:
        self._library = library
        self._archive = archive

    def capability(self) -> Capability:
        """Return the folder, summed up."""
        return Capability(
            name="policy_library",
            summary="See which policies there are, and which are due for review.",
            features=(
                Feature(ShowPolicies, self.show),
                Feature(ShowChanges, self.show_changes),
                Feature(ShowVersions, self.show_versions),
                Feature(PublishPolicy, self.publish),
                Feature(RollBackPolicy, self.roll_back),
            ),
            read=read,
            told=(Told(PolicyNews, compose),),
            examples=EXAMPLES,
        )

    def show(self, wanted: ShowPolicies, turn: Turn) -> Reply:
        """Show the policies of the school that is named, else of each where the person works."""
        schools = (turn,) if wanted.school else at_each_school(turn)
        return Reply(tuple(self._show(here) for here in schools))

    def show_changes(self, wanted: ShowChanges, turn: Turn) -> Reply:
        """Show what a waiting version changes, a few clauses at a time."""
        policies.check_may_see_drafts(turn)
        draft = policies.find(turn, wanted.edition)
        if not draft.is_waiting:
            raise policies.NotWaiting
        found = self._comparison(draft, turn)
        card = changes_card(draft, found, touched(found, turn), wanted.first, turn)
        return Reply((card,))

    def show_versions(self, wanted: ShowVersions, turn: Turn) -> Reply:
        """Show which versions of a policy there were."""
        policies.check_may_see_drafts(turn)
        known = policies.versions_of(turn, wanted.policy)
        if known.live is None:
            raise NotFound
        return Reply((versions_card(known.live.title, known, turn),))

    def publish(self, wanted: PublishPolicy, turn: Turn) -> Reply:
        """Put a waiting version in use; one whose copy cannot be read stays where it is."""
        edition = policies.publish(turn, wanted.edition)
        return self._in_use(edition, turn)

    def roll_back(self, wanted: RollBackPolicy, turn: Turn) -> Reply:
        """Put the version before in use again."""
        edition = policies.roll_back(turn, wanted.edition)
        return self._in_use(edition, turn)

    def _in_use(self, edition: Edition, turn: Turn) -> Reply:
        self._checked(edition)
        self._archive.is_news.set()
        return Reply((in_use_card(edition, turn),), replaces=True)

    def _show(self, here: Turn) -> Card:
        known = self._library.policies(here.school.id)
        editions = here.uow.policies.of(here.school.id) if policies.may_see_drafts(here) else ()
        drafts = [each for each in editions if each.is_waiting]
        over = {each.policy for each in editions if each.published_at and each.retired_at}
        card = library_card(known, drafts, here)
        old = versions_button([policy for policy in known if policy.id in over], here)
        return Card(card.title, (*card.body, *old))

    def _comparison(self, draft: Edition, turn: Turn) -> Comparison:
        live = policies.versions_of(turn, draft.policy).live
        if live is None:
            raise policies.NotWaiting
        for each in (live, draft):
            self._checked(each)
        return compare(policy_of(live, self._archive), policy_of(draft, self._archive))

    def _checked(self, edition: Edition) -> None:
        try:
            policy_of(edition, self._archive)
        except UnreadableDocument as unreadable:
            raise CopyUnreadable from unreadable


def read(text: str, _: Turn) -> ShowPolicies | None:
    """Recognise "policies" and "which policies do we have"."""
    words = " ".join(text.split()).rstrip(".?! ").removesuffix(" please")
    is_meant = LISTED.fullmatch(words) or ASKED.fullmatch(words)
    return ShowPolicies() if is_meant else None


def compose(news: PolicyNews, turn: Turn) -> Card | None:
    """Tell of a version, unless that is no longer so."""
    try:
        edition = policies.find(turn, news.edition)
    except policies.NotWaiting:
        return None
    if news.about == "waits":
        return waits_card(edition, turn) if edition.is_waiting else None
    return in_use_card(edition, turn) if edition.is_live else None
