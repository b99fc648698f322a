/** The list of conversations: chats first, then channels. */

import { avatar } from '../avatar.js';
import { h, unseen } from '../element.js';
import { icon } from '../icons.js';
import { redraw } from '../keyed.js';
import { addressOf } from '../place.js';
import { dayOf, shortTimeOf } from '../uktime.js';

/** @typedef {import('./desk.js').TeamsDesk} TeamsDesk */
/** @typedef {import('./types.js').Conversation} Conversation */

/** @type {{key: string, title: string, kinds: Conversation['kind'][]}[]} */
const SECTIONS = [
  { key: 'chats', title: 'Chats', kinds: ['app', 'chat'] },
  { key: 'channels', title: 'Channels', kinds: ['channel'] },
];

/**
 * @param {TeamsDesk} desk
 * @param {HTMLElement} list
 */
export function drawChats(desk, list) {
  const { me, conversations } = desk.snapshot;
  const sections = SECTIONS.map(({ key, title, kinds }) => {
    const those = conversations.filter((one) => kinds.includes(one.kind));
    return { key, title, those };
  }).filter((one) => one.those.length);
  redraw(list, [
    { key: 'head', mark: JSON.stringify(me), build: () => head(me) },
    ...sections.map(({ key, title }) => ({
      key,
      mark: 'section',
      build: () => h('section', { 'aria-label': title }, h('h2', {}, title), h('ul', {})),
    })),
  ]);
  const lists = list.querySelectorAll('ul');
  sections.forEach(({ those }, at) => drawItems(desk, lists[at], those));
}

/** @param {import('../types.js').Person} me */
function head({ name, school }) {
  return h('div', { class: 'chats-head' }, h('strong', {}, 'Chat'), h('span', {}, `${name} · ${school}`));
}

/**
 * @param {TeamsDesk} desk
 * @param {HTMLElement} list
 * @param {Conversation[]} conversations
 */
function drawItems(desk, list, conversations) {
  const openId = desk.open?.id;
  const pieces = conversations.map((one) => {
    const isOpen = one.id === openId;
    const shown = [one.name, one.kind, one.unread, lastOf(one), isOpen, desk.place, dayOf(desk.now)];
    return { key: one.id, mark: JSON.stringify(shown), build: () => item(desk, one, isOpen) };
  });
  redraw(list, pieces);
}

/**
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 * @param {boolean} isOpen
 */
function item(desk, conversation, isOpen) {
  const { id, name, unread } = conversation;
  const { when, words } = lastOf(conversation);
  const time = when && h('span', { class: 'item-time' }, shortTimeOf(new Date(when), desk.now));
  const traits = {
    href: addressOf({ ...desk.place, chat: id }),
    class: unread ? 'is-unread' : null,
    'aria-current': isOpen ? 'page' : null,
    'data-focus': id,
  };
  const badge = unread ? h('span', { class: 'badge' }, unread, unseen(' unread')) : null;
  const top = h('span', { class: 'chats-top' }, h('span', { class: 'item-name' }, name), time);
  const below = h('span', { class: 'chats-below' }, h('span', { class: 'item-last' }, words), badge);
  const lines = h('span', { class: 'chats-words' }, top, words || badge ? below : null);
  return h('li', {}, h('a', traits, sign(conversation), lines));
}

/**
 * What the list tells of the newest message: never more than a locked phone would show.
 * @param {Conversation} conversation
 */
function lastOf({ messages, kind }) {
  const last = messages[messages.length - 1];
  if (!last || last.deleted || kind === 'channel') return { when: last?.at ?? '', words: '' };
  return { when: last.at, words: last.summary || last.text.split('\n')[0] };
}

/**
 * The picture before a conversation's name.
 * @param {Conversation} conversation
 */
export function sign({ kind, name, is_private }) {
  if (kind === 'channel') return h('span', { class: 'channel-sign' }, icon(is_private ? 'lock' : 'hash'));
  return avatar(name, kind === 'app');
}
