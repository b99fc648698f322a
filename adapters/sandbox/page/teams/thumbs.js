/** A thumb up or down below an answer. */

import { h } from '../element.js';
import { icon } from '../icons.js';
import { whileBusy } from '../press.js';

/** @typedef {import('./desk.js').TeamsDesk} TeamsDesk */
/** @typedef {import('./types.js').Message} Message */

/** @type {{reaction: 'like' | 'dislike', name: string, picture: string}[]} */
const BOTH = [
  { reaction: 'like', name: 'Useful', picture: 'up' },
  { reaction: 'dislike', name: 'Not useful', picture: 'dislike' },
];

/**
 * @param {TeamsDesk} desk
 * @param {{id: string}} conversation
 * @param {Message} message
 */
export function thumbs(desk, conversation, { id, given }) {
  const buttons = BOTH.map(({ reaction, name, picture }) => {
    const give = { conversation: conversation.id, message: id, reaction };
    const node = h(
      'button',
      {
        class: 'icon-button thumb',
        'aria-label': name,
        title: name,
        'aria-pressed': String(given === reaction),
        'data-focus': reaction,
        onclick: () => void whileBusy(node, () => desk.perform('feedback', give)),
      },
      icon(picture),
    );
    return node;
  });
  return h('div', { class: 'thumbs', role: 'group', 'aria-label': 'Was this useful?' }, ...buttons);
}
