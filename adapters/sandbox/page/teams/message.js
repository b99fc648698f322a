/** One message: who, when, what, what it quotes, and what can be done with it. */

import { avatar } from '../avatar.js';
import { h, unseen } from '../element.js';
import { icon } from '../icons.js';
import { drawMarkdown } from '../markdown.js';
import { openMenu } from '../menu.js';
import { clockOf, timeOf } from '../uktime.js';
import { drawCard } from './card.js';
import { markCitations } from './citations.js';
import { focusFault } from './questions.js';
import { thumbs } from './thumbs.js';

/** @typedef {import('./desk.js').TeamsDesk} TeamsDesk */
/** @typedef {import('./types.js').Conversation} Conversation */
/** @typedef {import('./types.js').Message} Message */

/**
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 * @param {Message} message
 * @param {boolean} isFirst of its writer's messages in a row
 */
export function drawMessage(desk, conversation, message, isFirst) {
  const { from_name, is_bot, targeted } = message;
  const at = new Date(message.at);
  const isMine = message.from === desk.snapshot.me.id;
  const kinds = [isMine ? 'is-mine' : 'is-theirs', isFirst && 'is-first', targeted && 'is-targeted'];
  const side = isFirst ? avatar(from_name, is_bot) : null;
  const traits = {
    class: ['message', ...kinds].filter(Boolean).join(' '),
    tabindex: '-1',
    'aria-label': `${isMine ? 'You' : from_name}, ${clockOf(at)}`,
  };
  return h(
    'article',
    traits,
    h('div', { class: 'message-side' }, side),
    h('div', { class: 'message-body' }, ...partsOf(desk, conversation, message, isFirst)),
    message.deleted ? null : toolbar(desk, conversation, message),
  );
}

/**
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 * @param {Message} message
 * @param {boolean} isFirst
 */
function partsOf(desk, conversation, message, isFirst) {
  const { targeted, deleted, note, files } = message;
  const only = targeted ? h('p', { class: 'only-you' }, icon('eye'), 'Only you can see this') : null;
  const parts = [only, isFirst || message.edited ? headLine(message, isFirst) : null];
  if (deleted) return [...parts, h('p', { class: 'bubble gone' }, 'This message has been deleted.')];
  return [
    ...parts,
    words(message),
    ...files.map((file) => h('p', { class: 'file' }, icon('file'), file.name, unseen(' (file)'))),
    ...cards(desk, conversation, message),
    message.feedback ? thumbs(desk, conversation, message) : null,
    h('p', { class: 'message-note', role: 'status' }, note),
  ];
}

/**
 * @param {Message} message
 * @param {boolean} isFirst
 */
function headLine({ from_name, at, edited }, isFirst) {
  const date = new Date(at);
  const name = h('strong', {}, from_name);
  const time = h('time', { datetime: at, title: clockOf(date) }, timeOf(date));
  const note = edited ? h('span', { class: 'edited' }, 'Edited') : null;
  return h('div', { class: 'message-head' }, ...(isFirst ? [name, time] : []), note);
}

/** @param {Message} message */
function words({ text, is_bot, citations }) {
  if (!text) return null;
  const node = h('div', { class: 'bubble' }, is_bot ? drawMarkdown(text) : h('p', { class: 'typed' }, text));
  if (is_bot) markCitations(node, citations);
  return node;
}

/**
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 * @param {Message} message
 */
function cards(desk, conversation, message) {
  return message.cards.map((card, at) => {
    const key = ['teams', desk.place.as, conversation.id, message.id, at].join('/');
    const spot = { conversation: conversation.id, message: message.id };
    const press = async (/** @type {object} */ action, /** @type {object} */ inputs) => {
      const reply = await desk.perform('press', { ...spot, action, inputs });
      if (reply.ok) focusFault(document.querySelector(`[data-message="${CSS.escape(message.id)}"]`));
    };
    const node = drawCard(card, { key, entries: desk.entriesOf(key, card), press });
    return h('div', { class: 'message-card', 'data-message': message.id }, node);
  });
}

/**
 * The button that shows when the message is pointed at or has the focus.
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 * @param {Message} message
 */
function toolbar(desk, conversation, message) {
  const spot = { conversation: conversation.id, message: message.id };
  const actions = desk.snapshot.message_actions.map(({ id, title, description }) => ({
    label: title,
    detail: description || desk.snapshot.app.name,
    picture: icon('bolt'),
    run: () => void desk.perform('message_action', { ...spot, id }),
  }));
  const again = {
    label: 'Refresh card',
    picture: icon('refresh'),
    run: () => void desk.perform('refresh', spot),
  };
  const items = [...actions, ...(message.cards.some((card) => card.refresh) ? [again] : [])];
  if (!items.length) return null;
  const name = 'More options';
  const traits = { class: 'icon-button', 'aria-label': name, title: name, 'data-focus': name };
  const menu = { 'aria-haspopup': 'menu', 'aria-expanded': 'false' };
  const onclick = () => openMenu(more, 'What to do with this message', [{ items }]);
  const more = h('button', { ...traits, ...menu, onclick }, icon('more'));
  return h('div', { class: 'toolbar' }, more);
}
