import pytest

from adapters.database.engines import open_engine
from adapters.database.unit_of_work import unit_of_work
from bot.conversation.cards import Card
from bot.domain.notices import CaseNotice, Notice
from bot.turn import Turn
from intents.capability import Capability, Told
from intents.catalogue import capabilities
from intents.composer import Composer
from knowledge.library import Library
from tests.support.small_trust import PEOPLE, directory, turn_of


class Greeting(CaseNotice):
    name = "greeting"
    about: str = ""


def greet(greeting: Greeting, turn: Turn) -> Card | None:
    return Card(f"{greeting.about} {turn.person.name}") if greeting.about else None


GREETINGS = Capability("greetings", "", (), told=(Told(Greeting, greet),))


@pytest.fixture
def composer() -> Composer:
    return Composer([GREETINGS])


def compose(composer: Composer, url: str, payload: str) -> Card | None:
    with unit_of_work(open_engine(url))() as uow:
        return composer.compose(payload, turn_of(PEOPLE["amy"], uow, directory()))


def test_a_notice_becomes_a_card_for_its_reader(composer: Composer, sqlite_url: str) -> None:
    stored = Greeting(case="x", about="Hello").payload()

    assert compose(composer, sqlite_url, stored) == Card("Hello Amy Carter")


def test_a_notice_with_nothing_to_say_becomes_no_card(composer: Composer, sqlite_url: str) -> None:
    assert compose(composer, sqlite_url, Greeting(case="x").payload()) is None


@pytest.mark.parametrize("payload", ['["unknown", {}]', '["greeting", {"odd": 1}]', "no json"])
def test_what_cannot_be_read_is_a_fault_that_delivery_gives_up_on(
    composer: Composer, sqlite_url: str, payload: str
) -> None:
    with pytest.raises((KeyError, ValueError)):
        compose(composer, sqlite_url, payload)


def test_every_notice_of_the_product_has_a_name_of_its_own_and_holds_no_words() -> None:
    told = [each.notice for c in capabilities(Library({})) for each in c.told]

    assert len({notice.name for notice in told}) == len(told)
    assert all(issubclass(notice, Notice) for notice in told)
    # Ids, what it is about, and how it is shown; never a name or a story (rule 4).
    fields = {field for notice in told for field in notice.model_fields}
    ids = {"case", "by", "who", "holder", "delegate", "instead_of", "edition", "rung"}
    about = {"about", "kind", "platform", "redraw", "held", "then", "first", "at", "since", "slot"}
    assert fields <= ids | about, fields
