/** The open conversation: its head, its tabs, its messages or Home tab, and the place to write. */

import { composer } from './composer.js';
import { h } from './element.js';
import { drawHome } from './home.js';
import { icon } from './icons.js';
import { redraw } from './keyed.js';
import { drawMessages } from './messages.js';
import { LIST } from './place.js';
import { sign } from './sidebar.js';

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./types.js').Conversation} Conversation */
/** @typedef {'home' | 'messages'} Tab */

/**
 * @param {Desk} desk
 * @param {HTMLElement} main
 */
export function drawConversation(desk, main) {
  const { open, place } = desk;
  if (!open) return redraw(main, []);
  const key = `${place.as}/${open.id}`;
  const tab = open.kind === 'app' ? place.tab : 'messages';
  const panel = `${key}/${tab}`;
  /** @type {import('./keyed.js').Piece[]} */
  const pieces = [
    { key: `${key}/head`, mark: JSON.stringify([open.name, desk.isNarrow]), build: () => head(desk, open) },
    { key: panel, mark: '', build: () => panelNode(open, tab) },
  ];
  const tabPiece = { key: `${key}/tabs`, mark: tab, build: () => tabs(desk, tab) };
  if (open.kind === 'app') pieces.splice(1, 0, tabPiece);
  if (tab === 'messages') pieces.push(...below(desk, open, key));
  redraw(main, pieces);
  const node = /** @type {HTMLElement} */ (main.querySelector('.panel'));
  tellStatus(main, open);
  if (open.kind === 'app') tellOpened(desk, node, tab);
  if (tab === 'home') drawHome(desk, node);
  else drawMessages(desk, open, node);
}

/**
 * What stands below the messages: what the app is doing, what it suggests, the place to write.
 * @param {Desk} desk
 * @param {Conversation} conversation
 * @param {string} key
 * @returns {import('./keyed.js').Piece[]}
 */
function below(desk, conversation, key) {
  const { id, prompts = [] } = conversation;
  const spot = { conversation: id, name: nameOf(conversation) };
  return [
    { key: `${key}/status`, mark: '', build: () => h('p', { class: 'status', role: 'status' }) },
    { key: `${key}/prompts`, mark: JSON.stringify(prompts), build: () => promptRow(desk, conversation) },
    { key: `${key}/write`, mark: '', build: () => composer(desk, spot) },
  ];
}

/**
 * "Dutydesk is looking in 14 policies"; the node stays, so that a screen reader says the change.
 * @param {HTMLElement} main
 * @param {Conversation} conversation
 */
function tellStatus(main, { name, status }) {
  const node = main.querySelector('.status');
  const words = status ? `${name} ${status}` : '';
  if (node && node.textContent !== words) node.textContent = words;
}

/**
 * @param {Desk} desk
 * @param {Conversation} conversation
 */
function promptRow(desk, { id, prompts = [] }) {
  const buttons = prompts.map(({ title, message }) => {
    const say = () => void desk.perform('say', { conversation: id, text: message });
    return h('button', { class: 'prompt', onclick: say }, title);
  });
  return h('div', { class: 'prompts' }, ...buttons);
}

/**
 * Tells the app once that its tab was opened; a new panel means that it was opened anew.
 * @param {Desk} desk
 * @param {HTMLElement} panel
 * @param {Tab} tab
 */
function tellOpened(desk, panel, tab) {
  if (panel.dataset.opened) return;
  panel.dataset.opened = tab;
  void desk.perform('home_open', { tab });
}

/** @param {Conversation} conversation */
const nameOf = ({ kind, name }) => (kind === 'channel' ? `#${name}` : name);

/**
 * @param {Desk} desk
 * @param {Conversation} conversation
 */
function head(desk, conversation) {
  const onclick = () => desk.go({ in: LIST, tab: 'messages' });
  const traits = { class: 'icon-button back', 'aria-label': 'Back to the list', onclick };
  const back = h('button', traits, icon('back'));
  const badge = conversation.kind === 'app' ? h('span', { class: 'app-badge' }, 'APP') : null;
  const title = h('h1', {}, conversation.name);
  const about = h('p', { class: 'about' }, aboutOf(conversation));
  const words = h('div', {}, h('div', { class: 'title-row' }, title, badge), about);
  return h('div', { class: 'conversation-head' }, back, sign(conversation), words);
}

/** @param {Conversation} conversation */
function aboutOf({ kind, is_private }) {
  if (kind === 'channel') return is_private ? 'Private channel' : 'Public channel';
  return kind === 'app' ? 'Only you see this conversation' : 'Direct message';
}

/**
 * @param {Desk} desk
 * @param {Tab} tab
 */
function tabs(desk, tab) {
  /** @type {[Tab, string][]} */
  const all = [['home', 'Home'], ['messages', 'Messages']];
  const nodes = all.map(([name, label]) =>
    h('button', {
      role: 'tab',
      id: `tab-${name}`,
      'aria-selected': String(name === tab),
      'aria-controls': name === tab ? 'panel' : null,
      tabindex: name === tab ? '0' : '-1',
      'data-focus': 'tab',
      onclick: () => desk.go({ tab: name, in: desk.open?.id ?? '' }),
    }, label),
  );
  const other = tab === 'home' ? 'messages' : 'home';
  /** @param {KeyboardEvent} event */
  const onkeydown = (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    nodes[other === 'home' ? 0 : 1].focus();
    desk.go({ tab: other, in: desk.open?.id ?? '' });
  };
  return h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Parts of this app', onkeydown }, ...nodes);
}

/**
 * @param {Conversation} conversation
 * @param {Tab} tab
 */
function panelNode(conversation, tab) {
  const traits = conversation.kind === 'app' ? { role: 'tabpanel', 'aria-labelledby': `tab-${tab}` } : {};
  return h('div', { class: `panel panel-${tab}`, id: 'panel', ...traits });
}
