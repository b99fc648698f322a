/** The messages of a chat: bubbles by day, one's own on the right. */

import { avatar } from '../avatar.js';
import { h } from '../element.js';
import { dayName, dayOf } from '../uktime.js';
import { drawMessage } from './message.js';

/** @typedef {import('./desk.js').TeamsDesk} TeamsDesk */
/** @typedef {import('./types.js').Conversation} Conversation */
/** @typedef {import('./types.js').Message} Message */
/** @typedef {import('../keyed.js').Piece} Piece */

const GROUP_MS = 5 * 60_000;

/**
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 * @returns {Piece[]}
 */
export function bubblePieces(desk, conversation) {
  const { messages, kind } = conversation;
  if (!messages.length) {
    const mark = JSON.stringify(desk.snapshot.prompts);
    return [{ key: 'empty', mark, build: () => (kind === 'app' ? welcome(desk, conversation) : empty()) }];
  }
  return messages.flatMap((message, at) => {
    const previous = messages[at - 1];
    const isFirst = !continues(desk, message, previous);
    return [...dividers(desk, message, previous), messagePiece(desk, conversation, message, isFirst)];
  });
}

/**
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 * @param {Message} message
 * @param {boolean} isFirst of its writer's messages in a row
 * @returns {Piece}
 */
export function messagePiece(desk, conversation, message, isFirst) {
  const { suggested: _suggested, refreshes: _refreshes, ...shown } = message;
  return {
    key: message.id,
    mark: JSON.stringify([shown, isFirst, conversation.id, desk.snapshot.message_actions.length]),
    build: () => drawMessage(desk, conversation, message, isFirst),
  };
}

/**
 * The day where a new one begins, and the line above what is new.
 * @param {TeamsDesk} desk
 * @param {Message} message
 * @param {Message | undefined} previous
 * @returns {Piece[]}
 */
export function dividers(desk, message, previous) {
  /** @type {Piece[]} */
  const pieces = [];
  const date = new Date(message.at);
  if (!previous || dayOf(new Date(previous.at)) !== dayOf(date)) {
    const name = dayName(date, desk.now);
    const build = () => h('h2', { class: 'day' }, h('span', {}, name));
    pieces.push({ key: `day/${dayOf(date)}`, mark: name, build });
  }
  if (desk.reading.from === message.id) {
    pieces.push({ key: 'new', mark: '', build: () => h('p', { class: 'new-line' }, h('span', {}, 'New')) });
  }
  return pieces;
}

/**
 * True when a message stands below the previous one without a new head.
 * @param {TeamsDesk} desk
 * @param {Message} message
 * @param {Message | undefined} previous
 */
function continues(desk, message, previous) {
  if (!previous || previous.from !== message.from || previous.targeted !== message.targeted) return false;
  const isNear = Date.parse(message.at) - Date.parse(previous.at) < GROUP_MS;
  const isSameDay = dayOf(new Date(message.at)) === dayOf(new Date(previous.at));
  return isNear && isSameDay && desk.reading.from !== message.id;
}

/** A chat between people in which nobody has said anything. */
const empty = () => h('p', { class: 'empty' }, 'Nothing here yet. Write the first message.');

/**
 * The first sight of the app: who it is, and what can be asked in one tap.
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 */
function welcome(desk, { id, name }) {
  const starters = desk.snapshot.prompts.map(({ title, description, text }) => {
    const onclick = () => void desk.perform('say', { conversation: id, text });
    const traits = { class: 'starter', 'data-focus': `starter/${title}`, onclick };
    return h('button', traits, h('strong', {}, title), description && h('span', {}, description));
  });
  const words = 'Ask about a policy, say what happened, or type / to see what you can do.';
  const row = starters.length ? h('div', { class: 'starters' }, ...starters) : null;
  const head = h('div', { class: 'welcome-head' }, avatar(name, true), h('h2', {}, name));
  return h('div', { class: 'welcome' }, head, h('p', {}, words), row);
}
