/** The Slack window: its list, its open conversation, its modals. */

import { drawConversation } from './conversation.js';
import { find } from './element.js';
import { redraw } from './keyed.js';
import { drawModals } from './modals.js';
import { keepRead } from './reading.js';
import { drawSidebar } from './sidebar.js';

/** @typedef {import('./desk.js').Desk} Desk */

/** @param {Desk} desk */
export function drawSlack(desk) {
  const { open, place, snapshot } = desk;
  const messages = open?.messages.filter((one) => one.user !== place.as && !one.ephemeral) ?? [];
  keepRead(desk, {
    isSeen: place.tab === 'messages' && snapshot.me.id === place.as,
    due: open?.unread ? String(snapshot.seq) : '',
    others: messages.map((one) => one.ts),
  });
  drawSidebar(desk, find('sidebar'));
  drawConversation(desk, find('main'));
  drawModals(desk, snapshot.modals);
}

/**
 * Takes everything off the window; what is typed stays with the desk.
 * @param {Desk} desk
 */
export function clearSlack(desk) {
  redraw(find('sidebar'), []);
  redraw(find('main'), []);
  drawModals(desk, []);
}
