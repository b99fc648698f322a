/** The messages of a conversation, by day, grouped by writer, with threads below their first message. */

import { composer } from './composer.js';
import { h, idFrom } from './element.js';
import { icon } from './icons.js';
import { redraw } from './keyed.js';
import { drawMessage } from './message.js';
import { newFrom } from './reading.js';
import { dayName, dayOf } from './uktime.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./types.js').Conversation} Conversation */
/** @typedef {import('./types.js').Message} Message */
/** @typedef {import('./keyed.js').Piece} Piece */

const GROUP_MS = 5 * 60_000;
const NEAR_END = 80;

/**
 * @param {Desk} desk
 * @param {Conversation} conversation
 * @param {HTMLElement} panel
 */
export function drawMessages(desk, conversation, panel) {
  const isFirst = !panel.firstElementChild;
  if (isFirst) panel.append(...skeleton(conversation));
  const [scroller, jump] = /** @type {HTMLElement[]} */ ([...panel.children]);
  const log = /** @type {HTMLElement} */ (scroller.firstElementChild);
  const wasAtEnd = isFirst || distance(scroller) < NEAR_END;
  const before = log.childElementCount;
  redraw(log, piecesOf(desk, conversation));
  keepOneTabStop(log);
  if (wasAtEnd) scroller.scrollTop = scroller.scrollHeight;
  else if (log.childElementCount > before) jump.hidden = false;
}

/** @param {HTMLElement} scroller how far it is from its end */
const distance = (scroller) => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;

/** @param {Conversation} conversation */
function skeleton({ name }) {
  const handlers = { onkeydown: moveByArrow, onfocusin: follow };
  const log = h('div', { class: 'log', role: 'log', 'aria-label': `Messages in ${name}`, ...handlers });
  const scroller = h('div', { class: 'scroller' }, log);
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
    jump.hidden = true;
  };
  const jump = h('button', { class: 'to-end', hidden: true, onclick: toEnd }, 'New messages', icon('down'));
  scroller.addEventListener('scroll', () => {
    if (distance(scroller) < NEAR_END) jump.hidden = true;
  });
  return [scroller, jump];
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
    return [
      ...dividers(desk, message, previous),
      messagePiece(desk, conversation, message, { isFirst: !continues(message, previous), isReply: false }),
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
 * @param {Message} message
 * @param {Message | undefined} previous
 */
function continues(message, previous) {
  if (!previous || previous.user !== message.user || previous.ephemeral !== message.ephemeral) return false;
  const isNear = Date.parse(message.at) - Date.parse(previous.at) < GROUP_MS;
  return isNear && dayOf(new Date(message.at)) === dayOf(new Date(previous.at)) && newFrom() !== message.ts;
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
  if (newFrom() === message.ts) {
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

/** @param {HTMLElement} log @returns {HTMLElement[]} */
const articles = (log) => [...log.querySelectorAll('article')];

/**
 * One message can be reached with Tab, the others with the arrow keys.
 * @param {HTMLElement} log
 */
function keepOneTabStop(log) {
  const all = articles(log);
  if (all.some((one) => one.tabIndex === 0)) return;
  const last = all[all.length - 1];
  if (last) last.tabIndex = 0;
}

/** @param {FocusEvent} event */
function follow(event) {
  const article = event.target instanceof Element ? event.target.closest('article') : null;
  const log = event.currentTarget;
  if (!(article instanceof HTMLElement) || !(log instanceof HTMLElement)) return;
  for (const one of articles(log)) one.tabIndex = one === article ? 0 : -1;
}

/** @param {KeyboardEvent} event */
function moveByArrow(event) {
  const { target, currentTarget: log, key } = event;
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  if (!(target instanceof HTMLElement) || !(log instanceof HTMLElement)) return;
  if (!step || target.tagName !== 'ARTICLE') return;
  event.preventDefault();
  const all = articles(log);
  all[all.indexOf(target) + step]?.focus();
}
