/** One message: who, when, what, and what can be done with it. */

import { avatar } from './avatar.js';
import { drawBlocks } from './blocks.js';
import { emojiFor } from './emoji.js';
import { h, unseen } from './element.js';
import { icon } from './icons.js';
import { openMenu } from './menu.js';
import { drawMrkdwn } from './mrkdwn.js';
import { surfaceFor } from './surface.js';
import { clockOf, timeOf } from './uktime.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./types.js').Conversation} Conversation */
/** @typedef {import('./types.js').Message} Message */
/** @typedef {{isFirst: boolean, isReply: boolean}} How */

/**
 * @param {Desk} desk
 * @param {Conversation} conversation
 * @param {Message} message
 * @param {How} how
 */
export function drawMessage(desk, conversation, message, how) {
  const user = desk.snapshot.users[message.user] ?? { name: message.user, title: '', is_bot: false };
  const at = new Date(message.at);
  const place = [how.isFirst && 'is-first', how.isReply && 'is-reply'];
  const kinds = ['message', ...place, message.ephemeral && 'is-private'].filter(Boolean).join(' ');
  const gutter = how.isFirst ? avatar(user.name, user.is_bot) : time(at, 'gutter-time');
  const body = h('div', { class: 'message-body' });
  if (message.ephemeral) body.append(h('p', { class: 'private-note' }, icon('eye'), 'Only visible to you'));
  if (how.isFirst) body.append(headLine(user, at));
  body.append(content(desk, conversation, message));
  const traits = { class: kinds, tabindex: '-1', 'aria-label': `${user.name}, ${clockOf(at)}` };
  const tools = message.deleted ? null : toolbar(desk, conversation, message, how);
  return h('article', traits, h('div', { class: 'gutter' }, gutter), body, tools);
}

/**
 * @param {Date} at
 * @param {string} kind
 */
const time = (at, kind) =>
  h('time', { class: kind, datetime: at.toISOString(), title: clockOf(at) }, timeOf(at));

/**
 * @param {import('./types.js').User} user
 * @param {Date} at
 */
function headLine(user, at) {
  const badge = user.is_bot ? h('span', { class: 'app-badge' }, 'APP') : null;
  const name = h('strong', { title: user.title }, user.name);
  return h('div', { class: 'message-head' }, name, badge, time(at, 'message-time'));
}

/**
 * @param {Desk} desk
 * @param {Conversation} conversation
 * @param {Message} message
 */
function content(desk, conversation, message) {
  if (message.deleted) return h('p', { class: 'gone' }, 'This message was deleted.');
  const key = `${desk.place.as}/${conversation.id}/${message.ts}`;
  const press = (/** @type {object} */ use) =>
    desk.perform('press', { conversation: conversation.id, ts: message.ts, ...use });
  const surface = surfaceFor(desk, key, { press, state: message.state });
  const blocks = h('div', { class: 'blocks' });
  if (message.blocks?.length) drawBlocks(blocks, message.blocks, surface);
  else if (message.text) blocks.append(h('div', { class: 'block text' }, drawMrkdwn(message.text, surface)));
  for (const file of message.files ?? []) blocks.append(fileNode(file));
  const reactions = Object.entries(message.reactions ?? {});
  if (reactions.length) blocks.append(h('div', { class: 'reactions' }, ...reactions.map(reactionNode)));
  if (message.edited) blocks.append(h('span', { class: 'edited' }, '(edited)'));
  return blocks;
}

/** @param {import('./types.js').PretendFile} file */
function fileNode(file) {
  return h('p', { class: 'file' }, icon('file'), h('span', {}, file.name), unseen(' (file)'));
}

/** @param {[string, number]} reaction */
function reactionNode([name, count]) {
  return h('span', { class: 'reaction', title: name }, emojiFor(name) ?? name, ` ${count}`);
}

/**
 * The buttons that show when the message is pointed at or has the focus.
 * @param {Desk} desk
 * @param {Conversation} conversation
 * @param {Message} message
 * @param {How} how
 */
function toolbar(desk, conversation, message, how) {
  const spot = { conversation: conversation.id, ts: message.ts };
  const shortcuts = desk.snapshot.shortcuts.filter((one) => one.type === 'message' && !message.ephemeral);
  const items = shortcuts.map((one) => ({
    label: one.name,
    note: 'Dutydesk',
    picture: icon('bolt'),
    run: () => void desk.perform('shortcut', { ...spot, callback_id: one.callback_id }),
  }));
  const buttons = [];
  const reply = () => openThread(desk, conversation, message);
  if (!how.isReply && !message.ephemeral) buttons.push(tool('Reply in thread', 'reply', reply));
  if (items.length) {
    const more = tool('More actions', 'more', () => openMenu(more, 'Actions for this message', [{ items }]));
    more.setAttribute('aria-haspopup', 'menu');
    more.setAttribute('aria-expanded', 'false');
    buttons.push(more);
  }
  const traits = { class: 'toolbar', role: 'group', 'aria-label': 'Message actions' };
  return buttons.length ? h('div', traits, ...buttons) : null;
}

/**
 * @param {string} name
 * @param {string} picture
 * @param {() => void} onclick
 */
function tool(name, picture, onclick) {
  const traits = { class: 'icon-button', 'aria-label': name, title: name, 'data-focus': name, onclick };
  return h('button', traits, icon(picture));
}

/**
 * @param {Desk} desk
 * @param {Conversation} conversation
 * @param {Message} message
 */
function openThread(desk, conversation, message) {
  desk.threads.set(`${desk.place.as}/${conversation.id}/${message.ts}`, true);
  desk.redraw();
  const field = document.querySelector(`textarea[data-thread="${message.ts}"]`);
  if (field instanceof HTMLElement) field.focus();
}
