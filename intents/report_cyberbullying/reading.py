"""Reading: what a person's own words already say about a report.

Only what is safe to take from words is taken: they can raise a flag, never lower one (rule 2), and
where they could mean two people, nobody is filled in.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.domain.concerns import ADULTS, COLLEAGUES, Alleged, Flag, Target
from bot.forms.form import Answers
from bot.turn import Turn
from intents.report_cyberbullying.form import Doing, Where
from intents.safety.floor import alarm_in
from intents.spelling import read_words

LONGEST = 2000
PUPIL = r"(?:pupils?|students?|child(?:ren)?|kids?|boys?|girls?|lads?|class|y(?:ea)?r? ?\d{1,2}s?)"
STAFF = (
    r"(?:tas?|hltas?|teachers?|teaching assistants?|colleagues?|(?:member of )?staff|caretakers?"
    r"|site manager|technicians?|librarians?|(?:midday|lunchtime|cover) supervisors?|sencos?|dsl"
    r"|(?:sports?|football|pe) coach(?:es)?|(?:deputy|assistant)(?: head(?: ?teacher)?)"
    r"|head of \w+)"
)
LEADER = (
    r"(?:(?<!deputy )(?<!assistant )head ?teacher|the head(?! of)|governors?|trust leader"
    r"|chief executive|ceo)"
)
PARENT = r"(?:parents?|carers?|mums?|dads?|mothers?|fathers?)"
ADULT = rf"(?:{STAFF}|{LEADER}|{PARENT})"
ANYBODY = rf"(?:{ADULT}|{PUPIL})"
# What may stand before a pupil, as long as no adult does.
OTHERS = rf"(?:(?!{ADULT}\b)\w+ ){{0,4}}"
ONE_OF = r"(?:(?:a|an|the|my|our|her|his|their|one|some|of|another|this|that) ){0,3}"
PICTURE = r"(?:photo|pic|picture|image|video|clip|recording|face|meme)s? of"
CONTACTED = (
    r"(?:messag|text|dm|dmm|snapchat|e-?mail|add|follow|friend|lik)(?:s|es|ed|ing)"
    r"(?: (?:photos|pictures|posts|messages) of)?"
)
SHOWN = (
    r"(?:film|record|video|photograph|post|put|stuck|tag|tagg|mock|shar|shame|call|sent|send)"
    r"(?:e?s|e?d|ing)?"
)
BULLIED = r"(?:bull(?:y|ied)|target|harass|pick|troll|threaten|tease|taunt|intimidat|abus)\w*"
PASSIVE = rf"(?:being|getting|gets|got|been|(?:is|are)(?! \w+ing\b)) {BULLIED}"

TARGETS: Sequence[tuple[Target, str]] = (
    (Target.ME, rf"\b(?:about|to|at|of|towards|against|on|{SHOWN}) me\b"),
    (Target.ME, rf"\b{BULLIED}(?: on| at)? me\b|\bi(?:'m| am)? (?:am )?(?:being|getting)\b"),
    (Target.ME, r"\bmy (?:name|photo|pic(?:ture)?|face|account)\b"),
    (Target.STAFF, rf"\b{PICTURE} {ONE_OF}{STAFF}\b"),
    (Target.STAFF, rf"\b{STAFF}(?: (?:in|from|of) (?:\w+ ){{0,1}}\w+)? (?:is |are )?{PASSIVE}"),
    (Target.PUPIL, rf"\b{PUPIL}\b.{{0,40}}\b{PASSIVE}"),
    (Target.PUPIL, rf"\b(?:about|to|at|of|against|{BULLIED}|{CONTACTED}) {OTHERS}{PUPIL}\b"),
)
DOERS: Sequence[tuple[Doing, str]] = (
    (Doing.LEADER, LEADER),
    (Doing.STAFF, STAFF),
    (Doing.PARENT, PARENT),
    (Doing.PUPIL, PUPIL),
)
# To whom something is done, and who only passes it on: neither is said to be doing it.
DONE_TO = rf"\b(?:at|to|with|about|against|{PICTURE}) {ONE_OF}{ANYBODY}\b"
PASSED_ON = (
    rf"\b{ANYBODY}(?: (?:has|have|had|just|also))* (?:told|tells?|thinks?|reckons?|noticed|saw"
    r"|(?:says?|said|showed) (?:me|us|that|the|a|one))\b"
    rf"|\btold {ONE_OF}{ANYBODY}\b"
)
# "It is the head who posted it" leaves no room.
IT_IS = r"\bit(?:['\u2019]?s| is| was) (?:the |a |an |our |my |one of the |one of our |one of my )?"
WHO_DID = (
    r" (?:who|that|whos|who['\u2019]s) (?:(?:has|have|had|is|was|keeps|been) )*"
    r"(?!being)(?:\w+(?:ed|ing)|put|sent|made|wrote|said|did)\b"
)
PLACES: Sequence[tuple[Where, str]] = (
    (Where.WHATSAPP, r"whats ?app"),
    (Where.SNAPCHAT, r"snap(?:chat)?"),
    (Where.TIKTOK, r"tik ?tok"),
    (Where.INSTAGRAM, r"insta(?:gram)?"),
    (Where.FACEBOOK, r"facebook|fb"),
    (Where.YOUTUBE, r"you ?tube"),
    (Where.X, r"twitter|tweet\w*"),
    (Where.DISCORD, r"discord"),
    (Where.GAME, r"roblox|fortnite|minecraft|game chat"),
    (Where.SMS, r"texts?(?![ -]?books?)|text messages?|imessage"),
    (Where.EMAIL, r"e-?mails?"),
    (Where.CLASSROOM, r"google classroom|on teams"),
    (Where.AI_APP, r"chatbot|ai app"),
    (Where.AIRDROP, r"air ?drop\w*"),
)
# "Not on WhatsApp" and "I think it was Snapchat" name no place.
UNSURE = (
    r"\b(?:not|never|(?:do|does|did|is|was|are|were|has|have|ca)n['\u2019]?t|maybe|perhaps|possibly"
    r"|probably|think|guess|might|may|could|if|or) (?:\w+ ){0,3}"
)
# What a school should consider taking to the police (R10), in the words of M31.
POLICE: Mapping[str, str] = {
    "threats": r"threat\w*|beat(?:ing)? (?:me|him|her|them) up|smash (?:my|his|her|their)",
    "racism": r"racis\w*|racial\w*",
    "sexism": r"sexis\w*|misogyn\w*",
    "hate": r"hate crime|homophob\w*|transphob\w*|antisemit\w*|islamophob\w*|disablis\w*",
    "stalking": r"stalk\w*",
}
# Words that only ask for the form.
ASKING = (
    r"a|about|an|and|bully|bullying|can|could|cyber|cyberbullying|do|email|file|for|form|have|hello"
    r"|help|hi|how|i|id|im|in|incident|issue|it|like|log|make|me|message|my|need|of|online|please"
    r"|problem|raise|record|report|reporting|some|something|start|the|this|to|want|we|with|would"
    r"|you"
)
FILMED = (
    r"\b(?:film|record|video|photo|pic)\w*\b.{0,40}\b(?:me|my|teacher|teaching|staff)\b"
    r"|\bmy (?:face|photo|pic(?:ture)?)\b"
)
UNTRUE = r"\b(?:lies|untrue|false|made up|rumou?rs?|defam\w*|slander\w*|libel\w*)\b"
AWAY = r"\b(?:at home|weekend|last night|after school|holidays?|half term)\b"


def prefill(text: str, _: Turn) -> Answers:
    """Return what a sentence answers already; a safety word keeps the story out of the form."""
    raised = flags_in(text, Target.PUPIL, Alleged.UNKNOWN)
    known: dict[str, object] = {}
    if Flag.DANGER in raised:
        known["danger_now"] = "yes"
    if Flag.SEXUAL_IMAGE in raised:
        known["sexual_image"] = "yes"
    if alarm_in(text) is None and not is_only_asking(text):
        known["what_happened"] = text.strip()[:LONGEST]
    place = place_in(text)
    return {**known, **_people(text), **({"platform": place.value} if place else {})}


def is_only_asking(text: str) -> bool:
    """Tell whether words only ask for the form, so that they are no story to be sent."""
    return all(re.fullmatch(ASKING, word) for word in read_words(text))


def flags_in(text: str, target: Target, alleged: Alleged) -> frozenset[Flag]:
    """Return the flags that words raise, given who is said to be involved."""
    found = set(_safety(text, target, alleged))
    if police_words(text):
        found.add(Flag.POLICE)
    if _says(AWAY, text):
        found.add(Flag.OFF_SITE)
    if target in COLLEAGUES and _says(FILMED, text):
        found.add(Flag.FILMED)
    if target in (*COLLEAGUES, Target.SCHOOL) and _says(UNTRUE, text):
        found.add(Flag.UNTRUE)
    return frozenset(found)


def police_words(text: str) -> tuple[str, ...]:
    """Return what in the words the police may need to know of (R10)."""
    return tuple(label for label, words in POLICE.items() if _says(rf"\b(?:{words})\b", text))


def _safety(text: str, target: Target, alleged: Alleged) -> Iterator[Flag]:
    """Return the floor's flags; "abuse" among pupils or at staff is what this form is for."""
    alarm = alarm_in(text)
    if alarm is None:
        return
    if alarm.kind == "nudes" or alarm.with_nudes:
        yield Flag.SEXUAL_IMAGE
    is_about_child = target not in COLLEAGUES
    match alarm.kind:
        case "emergency" | "self_harm":
            yield Flag.DANGER
        case "adult_contact" if is_about_child:
            yield Flag.ADULT_CONTACT
        case "extremism" if is_about_child:
            yield Flag.EXTREMISM
        case "abuse" if is_about_child and alleged in (*ADULTS, Alleged.UNKNOWN):
            yield Flag.DANGER


def _people(text: str) -> Answers:
    """Return who is meant; nobody is filled in where the words leave room (rule 5)."""
    target = next((who for who, words in TARGETS if _says(words, text)), None)
    known: dict[str, object] = {"target": target.value} if target else {}
    doing = _doing(text, target)
    return {**known, "alleged": doing.value} if doing else known


def _doing(text: str, target: Target | None) -> Doing | None:
    """Return who is said outright to be doing it, or else the only one who can be meant."""
    outright = [who for who, words in DOERS if _says(f"{IT_IS}{words}{WHO_DID}", text)]
    if outright or target is None:
        return outright[0] if len(outright) == 1 else None
    if _says(PASSED_ON, text):
        return None
    doing = re.sub(DONE_TO, "", text, flags=re.IGNORECASE)
    named = [who for who, words in DOERS if _says(rf"\b{words}\b", doing)]
    others = [who for who in named if who.value != target.value]
    return others[0] if len(others) == 1 else None


def place_in(text: str) -> Where | None:
    """Return where words say that it happened; nowhere, where they name two or are not sure."""
    named = [place for place, words in PLACES if _says(rf"\b(?:{words})\b", text)]
    if len(named) != 1 or _says(rf"{UNSURE}(?:{dict(PLACES)[named[0]]})\b", text):
        return None
    return named[0]


def _says(words: str, text: str) -> bool:
    return re.search(words, text, re.IGNORECASE) is not None
