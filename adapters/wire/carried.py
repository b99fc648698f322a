"""What a button carries: the intent that it means, in as much room as its platform has."""

import json

from bot.conversation.intent import Intent

SHORT = 100


def carried(means: Intent, most: int) -> str:
    """Return an intent as a button carries it; where it quotes people, as much as there is room."""
    payload = means.payload()
    name, data = json.loads(payload)
    while len(payload) > most:
        words = {field: text for field, text in data.items() if isinstance(text, str)}
        longest = max(words, key=lambda field: len(words[field]), default="")
        if len(words.get(longest, "")) <= SHORT:
            return payload  # no words of a person: the check of every payload will name it
        excess = (len(payload) - most) // len("\\ud83d\\ude00") + 1
        data[longest] = words[longest][:-excess]
        payload = json.dumps([name, data])
    return payload
