/** The Teams window: its list, its open conversation, its dialog. */

import { find } from '../element.js';
import { redraw } from '../keyed.js';
import { keepRead } from '../reading.js';
import { drawChat } from './chat.js';
import { drawChats } from './chats.js';
import { closeCitation } from './citations.js';
import { drawDialog } from './dialog.js';

/** @typedef {import('./desk.js').TeamsDesk} TeamsDesk */

/** @param {TeamsDesk} desk */
export function drawTeams(desk) {
  const { open, place, snapshot } = desk;
  keepRead(desk, {
    isSeen: true,
    due: open ? dueIn(open, snapshot.seq) : '',
    others: (open?.messages ?? []).filter((one) => one.from !== place.as).map((one) => one.id),
  });
  drawChats(desk, find('chats'));
  drawChat(desk, find('teams-main'));
  drawDialog(desk, snapshot.dialog);
}

/**
 * Takes everything off the window; what is typed stays with the desk.
 * @param {TeamsDesk} desk
 */
export function clearTeams(desk) {
  redraw(find('chats'), []);
  redraw(find('teams-main'), []);
  drawDialog(desk, null);
  closeCitation();
}

/**
 * New messages, and cards that wait to be looked at; each card is looked at once.
 * @param {import('./types.js').Conversation} conversation
 * @param {number} seq
 */
function dueIn({ unread, messages }, seq) {
  const waiting = messages.filter((one) => one.refreshes).map(({ id, cards }) => JSON.stringify([id, cards]));
  return [unread ? String(seq) : '', ...waiting].join('');
}
