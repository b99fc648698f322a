"""Gestures that open, send and close dialogs, and what the app's answers do to them."""

from adapters.sandbox.refusals import WindowRefusal
from adapters.sandbox.teams.dialogs import Dialog
from adapters.sandbox.teams.elements import data_of, filled, has_action
from adapters.sandbox.teams.emulator import TeamsEmulator
from adapters.sandbox.teams.gestures import (
    CloseDialog,
    PressInDialog,
    RunCommand,
    RunMessageAction,
)
from adapters.sandbox.teams.identity import JsonObject
from adapters.sandbox.teams.messages import Conversation, Message
from adapters.sandbox.teams.talk import message_of, place_of, post, written

TROUBLE = "Something went wrong. Please try again."


async def run_command(teams: TeamsEmulator, gesture: RunCommand) -> bool:
    """Run a slash command; return whether the app took note."""
    place = place_of(teams, gesture.user, gesture.conversation)
    command = teams.manifest.command(gesture.id)
    if command is None or place.kind not in command.places:
        raise WindowRefusal("That is not a command here. Type / to see the commands.")
    _require_member(teams, gesture.user)
    if command.opens == "message":
        message = written(teams, gesture.user, f"{command.title} {gesture.text}".strip())
        message.only_for = gesture.user if place.kind != "app" else None
        return await post(teams, place, message)
    about = {"commandId": command.id, "commandContext": "compose"}
    await _open(teams, gesture.user, Dialog(place=place, command=about))
    return True


async def run_message_action(teams: TeamsEmulator, gesture: RunMessageAction) -> None:
    """Choose one of the app's actions in a message's menu."""
    place = place_of(teams, gesture.user, gesture.conversation)
    message = message_of(teams, place, gesture.user, gesture.message)
    if teams.manifest.message_action(gesture.id) is None:
        raise WindowRefusal("That action is not there any more. Please reload the page.")
    _require_member(teams, gesture.user)
    picked_out = teams.payloads.picked_out(place, message)
    about = {"commandId": gesture.id, "commandContext": "message", "messagePayload": picked_out}
    await _open(teams, gesture.user, Dialog(place=place, message=message, command=about))


async def open_from_button(
    teams: TeamsEmulator, user: str, at: tuple[Conversation, Message], data: JsonObject
) -> None:
    """Open the dialog behind a button in a message."""
    place, message = at
    await _open(teams, user, Dialog(place=place, message=message), data)


async def press_in_dialog(teams: TeamsEmulator, gesture: PressInDialog) -> None:
    """Press a button in the open dialog, which sends what was filled in."""
    dialog = _open_dialog(teams, gesture.user, gesture.dialog)
    if dialog.card is None or not has_action(dialog.card, gesture.action):
        raise WindowRefusal("That button is not there any more.")
    if gesture.action["type"] != "Action.Submit":
        raise WindowRefusal("That button does nothing in a dialog.")
    data = data_of(gesture.action, filled(dialog.card, gesture.inputs))
    name = "composeExtension/submitAction" if dialog.command else "task/submit"
    answer = await _ask(teams, gesture.user, name, dialog, data)
    if teams.workspace.dialogs.get(gesture.user) is dialog:
        _show(teams, gesture.user, dialog, answer)


async def close(teams: TeamsEmulator, gesture: CloseDialog) -> None:
    """Close the open dialog."""
    _open_dialog(teams, gesture.user, gesture.dialog)
    del teams.workspace.dialogs[gesture.user]
    teams.workspace.touch()


async def _open(
    teams: TeamsEmulator, user: str, dialog: Dialog, data: JsonObject | None = None
) -> None:
    name = "composeExtension/fetchTask" if dialog.command else "task/fetch"
    _show(teams, user, dialog, await _ask(teams, user, name, dialog, data))


async def _ask(
    teams: TeamsEmulator, user: str, name: str, dialog: Dialog, data: JsonObject | None
) -> JsonObject:
    """Return what the app answers to an invoke of the dialog."""
    value = {**dialog.command, "context": {"theme": "default"}}
    if data is not None:
        value["data"] = data
    if dialog.message is None:
        activity = teams.payloads.invoke(name, user, dialog.place, value)
    else:
        activity = teams.payloads.invoke_on(name, user, (dialog.place, dialog.message), value)
    return await teams.courier.ask(activity)


def _show(teams: TeamsEmulator, user: str, dialog: Dialog, answer: JsonObject) -> None:
    """Draw the page that the app answers with; without one the dialog closes."""
    match answer:
        case {"task": {"type": "continue", "value": {"card": dict(attached), **page}}}:
            dialog.card = teams.require_shown("dialog", attached.get("content"))
            dialog.title, dialog.text = str(page.get("title", "")), ""
            teams.workspace.dialogs[user] = dialog
        case {"task": {"type": "message", "value": str(words)}}:
            dialog.card, dialog.text = None, words
            teams.workspace.dialogs[user] = dialog
        case _ if not answer or answer == {"task": None}:
            teams.workspace.dialogs.pop(user, None)
        case _:
            raise WindowRefusal(TROUBLE)
    teams.workspace.touch()


def _open_dialog(teams: TeamsEmulator, user: str, dialog_id: str) -> Dialog:
    dialog = teams.workspace.dialogs.get(user)
    if dialog is None or dialog.id != dialog_id:
        raise WindowRefusal("That dialog is not open any more.")
    return dialog


def _require_member(teams: TeamsEmulator, user: str) -> None:
    """Refuse a visitor: other organisations have no use of the app's commands and actions."""
    if not teams.workspace.is_member(user):
        raise WindowRefusal("This app belongs to another organisation.")
