/** The messages of a conversation, by day, grouped by writer, with threads below their first message. */

import { composer } from './composer.js';
import { h, idFrom } from './element.js';
import { icon } from './icons.js';
import { drawLog } from './log.js';
import { drawMessage } from './message.js';
import { dayName, dayOf } from './uktime.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./types.js').Conversation} Conversation */
/** @typedef {import('./types.js').Message} Message */
/** @typedef {import('./keyed.js').Piece} Piece */

const GROUP_MS = 5 * 60_000;

/**
 * @param {Desk} desk
 * @param {Conversation} conversation
 * @param {HTMLElement} panel
 */
export function drawMessages(desk, conversation, panel) {
  const { name, messages } = conversation;
  const { me } = desk.snapshot;
  const own = messages.filter(({ user, thread_ts }) => user === me.id && !thread_ts).pop();
  drawLog(panel, `Messages in ${name}`, piecesOf(desk, conversation), own?.ts ?? '');
}

/**
 * @param {Desk} desk
 * @param {Conversation} conversation
 * @returns {Piece[]}
 */
function piecesOf(desk, conversation) {
  const { messages } = conversation;
  const known = new Set(messages.map((message) => message.ts));
  const isReply = (/** @type {Message} */ { ts, thread_ts }) =>
    Boolean(thread_ts) && thread_ts !== ts && known.has(thread_ts ?? '');
  const roots = messages.filter((message) => !isReply(message));
  if (!roots.length) return [{ key: 'empty', mark: '', build: () => empty(conversation) }];
  return roots.flatMap((message, index) => {
    const replies = messages.filter((one) => isReply(one) && one.thread_ts === message.ts);
    const previous = roots[index - 1];
    const isFirst = !continues(desk, message, previous);
    return [
      ...dividers(desk, message, previous),
      messagePiece(desk, conversation, message, { isFirst, isReply: false }),
      ...threadPieces(desk, conversation, message, replies),
    ];
  });
}

/** @param {Conversation} conversation */
function empty({ kind, name }) {
  const words =
    kind === 'app'
      ? 'Ask about a policy, say what happened, or type / to see what you can do.'
      : `This is the very beginning of ${kind === 'channel' ? `#${name}` : `your messages with ${name}`}.`;
  return h('p', { class: 'empty' }, words);
}

/**
 * True when a message stands below the previous one without a new head.
 * @param {Desk} desk
 * @param {Message} message
 * @param {Message | undefined} previous
 */
function continues(desk, message, previous) {
  if (!previous || previous.user !== message.user || previous.ephemeral !== message.ephemeral) return false;
  const isNear = Date.parse(message.at) - Date.parse(previous.at) < GROUP_MS;
  const isSameDay = dayOf(new Date(message.at)) === dayOf(new Date(previous.at));
  return isNear && isSameDay && desk.reading.from !== message.ts;
}

/**
 * @param {Desk} desk
 * @param {Message} message
 * @param {Message | undefined} previous
 * @returns {Piece[]}
 */
function dividers(desk, message, previous) {
  /** @type {Piece[]} */
  const pieces = [];
  const date = new Date(message.at);
  if (!previous || dayOf(new Date(previous.at)) !== dayOf(date)) {
    const name = dayName(date, desk.now);
    const build = () => h('h2', { class: 'day' }, h('span', {}, name));
    pieces.push({ key: `day/${dayOf(date)}`, mark: name, build });
  }
  if (desk.reading.from === message.ts) {
    pieces.push({ key: 'new', mark: '', build: () => h('p', { class: 'new-line' }, h('span', {}, 'New')) });
  }
  return pieces;
}

/**
 * @param {Desk} desk
 * @param {Conversation} conversation
 * @param {Message} message
 * @param {{isFirst: boolean, isReply: boolean}} how
 * @returns {Piece}
 */
function messagePiece(desk, conversation, message, how) {
  const user = desk.snapshot.users[message.user];
  return {
    key: `${message.ts}${how.isReply ? '/reply' : ''}${message.ephemeral ? '/private' : ''}`,
    mark: JSON.stringify([{ ...message, state: null }, how, user, conversation.id]),
    build: () => drawMessage(desk, conversation, message, how),
  };
}

/**
 * @param {Desk} desk
 * @param {Conversation} conversation
 * @param {Message} root
 * @param {Message[]} replies
 * @returns {Piece[]}
 */
function threadPieces(desk, conversation, root, replies) {
  const key = `${desk.place.as}/${conversation.id}/${root.ts}`;
  const isAsked = desk.threads.get(key);
  const isOpen = isAsked ?? replies.length > 0;
  if (!replies.length && !isOpen) return [];
  const toggle = {
    key: `${root.ts}/thread`,
    mark: `${replies.length}/${isOpen}`,
    build: () => threadToggle(desk, key, replies.length, isOpen),
  };
  if (!isOpen) return [toggle];
  const how = { isFirst: true, isReply: true };
  const shown = replies.map((reply) => messagePiece(desk, conversation, reply, how));
  const spot = { conversation: conversation.id, thread_ts: root.ts, name: 'thread' };
  const build = () => h('div', { class: 'thread-write' }, composer(desk, spot));
  return [toggle, ...shown, { key: `${root.ts}/write`, mark: '', build }];
}

/**
 * @param {Desk} desk
 * @param {string} key
 * @param {number} count
 * @param {boolean} isOpen
 */
function threadToggle(desk, key, count, isOpen) {
  const words = count ? `${count} ${count === 1 ? 'reply' : 'replies'}` : 'Reply in a thread';
  const onclick = () => {
    desk.threads.set(key, !isOpen);
    desk.redraw();
  };
  const traits = { class: 'thread-toggle', 'aria-expanded': String(isOpen), onclick };
  return h('button', { ...traits, 'data-focus': idFrom(key) }, icon('down'), words);
}
