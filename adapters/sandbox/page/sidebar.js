/** The list of conversations: channels, direct messages, apps. */

import { avatar } from './avatar.js';
import { h, unseen } from './element.js';
import { icon } from './icons.js';
import { redraw } from './keyed.js';
import { addressOf } from './place.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./types.js').Conversation} Conversation */

/** @type {[Conversation['kind'], string][]} */
const SECTIONS = [
  ['channel', 'Channels'],
  ['im', 'Direct messages'],
  ['app', 'Apps'],
];

/**
 * @param {Desk} desk
 * @param {HTMLElement} sidebar
 */
export function drawSidebar(desk, sidebar) {
  const { me, conversations } = desk.snapshot;
  const sections = SECTIONS.map(([kind, title]) => {
    const those = conversations.filter((one) => one.kind === kind);
    return { key: kind, title, those };
  }).filter((one) => one.those.length);
  redraw(sidebar, [
    { key: 'head', mark: JSON.stringify([desk.workspace, me]), build: () => head(desk) },
    ...sections.map(({ key, title }) => ({
      key,
      mark: 'section',
      build: () => h('section', { 'aria-label': title }, h('h2', {}, title), h('ul', {})),
    })),
    { key: 'foot', mark: '', build: foot },
  ]);
  const lists = sidebar.querySelectorAll('ul');
  sections.forEach(({ those }, index) => drawItems(desk, lists[index], those));
}

/** @param {Desk} desk */
function head(desk) {
  const { me } = desk.snapshot;
  const whose = h('span', {}, `${me.school} · ${me.name}`);
  return h('div', { class: 'sidebar-head' }, h('strong', {}, desk.workspace), whose);
}

function foot() {
  const words = 'This is a sandbox on this computer. All people here are made up, and nothing leaves it.';
  return h('p', { class: 'sidebar-foot' }, words);
}

/**
 * @param {Desk} desk
 * @param {HTMLElement} list
 * @param {Conversation[]} conversations
 */
function drawItems(desk, list, conversations) {
  const openId = desk.open?.id;
  const pieces = conversations.map((one) => ({
    key: one.id,
    mark: JSON.stringify([one.name, one.is_private, one.unread, one.id === openId, desk.place]),
    build: () => item(desk, one, one.id === openId),
  }));
  redraw(list, pieces);
}

/**
 * @param {Desk} desk
 * @param {Conversation} conversation
 * @param {boolean} isOpen
 */
function item(desk, conversation, isOpen) {
  const { id, name, kind, unread } = conversation;
  const badge = unread ? h('span', { class: 'badge' }, unread, unseen(' unread')) : null;
  const traits = {
    href: addressOf({ ...desk.place, in: id, tab: 'messages' }),
    class: unread ? 'is-unread' : '',
    'aria-current': isOpen ? 'page' : null,
    'data-focus': id,
  };
  const words = h('span', { class: 'item-name' }, name);
  const isChannel = kind === 'channel' && unseen('channel ');
  return h('li', {}, h('a', traits, sign(conversation), isChannel, words, badge));
}

/**
 * The picture before a conversation's name.
 * @param {Conversation} conversation
 */
export function sign({ kind, name, is_private }) {
  if (kind === 'channel') return icon(is_private ? 'lock' : 'hash');
  return avatar(name, kind === 'app');
}
