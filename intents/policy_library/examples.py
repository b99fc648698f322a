"""Cards for the gallery."""

from bot.conversation.cards import (
    Button,
    Buttons,
    Card,
    Divider,
    Facts,
    Items,
    Note,
    Quote,
    Style,
    Table,
    Text,
)
from intents.policy_library.cards import ASK, HEADINGS
from intents.policy_library.intents import (
    PublishPolicy,
    RollBackPolicy,
    ShowChanges,
    ShowVersions,
)
from intents.policy_library.touched import CASES

EDITION = "5f2b9c0a7d1e4f63"
EXAMPLES = (
    Card(
        "Oakfield Primary School: 2 policies",
        (
            Table(
                HEADINGS,
                (
                    ("Phones Policy", "4", "Headteacher", "30 Sep 2027"),
                    ("Filtering Policy", "2", "Computing lead", "31 Oct 2025, overdue"),
                ),
            ),
            Note("1 policy overdue for review."),
            Note(ASK),
            Text("Ravi Menon imported it on 17 Nov 2026.", "Filtering Policy: version 3 waits."),
            Buttons((Button("See what changes", ShowChanges(edition=EDITION), Style.PRIMARY),)),
            Text(lead="Earlier versions"),
            Buttons((Button("Phones Policy", ShowVersions(policy="phones")),)),
        ),
    ),
    Card(
        "Filtering Policy: what version 3 changes",
        (
            Facts(
                (
                    ("Unchanged", "18"),
                    ("Reworded", "1"),
                    ("Moved", "0"),
                    ("New", "0"),
                    ("Gone", "0"),
                )
            ),
            Text(lead="What this touches"),
            Items(("Advice W10 (Thanks. Screen off.) cites 4.2, which has other words now.",)),
            Note(CASES),
            Divider(),
            Text(lead="4.2: reworded"),
            Quote("Staff may report a bad site the next day.", "version 2, 4.2"),
            Quote("Staff must report a bad site at once.", "version 3, 4.2"),
            Note("Words that changed: 'may' became 'must'; 'the next day.' became 'at once.'"),
            Buttons(
                (
                    Button(
                        "Publish",
                        PublishPolicy(edition=EDITION),
                        Style.PRIMARY,
                        confirm="Put version 3 in use now?",
                    ),
                )
            ),
        ),
    ),
    Card(
        "Filtering Policy: versions",
        (
            Table(
                ("Version", "In use from", "Until", "Published by"),
                (
                    ("2", "the start", "17 Nov 2026", "from the settings"),
                    ("3", "17 Nov 2026", "in use", "Grace Adeyemi"),
                ),
            ),
            Buttons(
                (
                    Button(
                        "Go back to version 2",
                        RollBackPolicy(edition=EDITION),
                        Style.DANGER,
                        confirm="Use version 2 again, in place of version 3?",
                    ),
                )
            ),
        ),
    ),
)
