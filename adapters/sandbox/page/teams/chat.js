/** The open conversation: its head, its messages, what can be said in one tap, and the place to write. */

import { h } from '../element.js';
import { icon } from '../icons.js';
import { redraw } from '../keyed.js';
import { drawLog } from '../log.js';
import { LIST } from '../place.js';
import { sign } from './chats.js';
import { composer } from './composer.js';
import { postPieces } from './posts.js';
import { bubblePieces } from './bubbles.js';

/** @typedef {import('./desk.js').TeamsDesk} TeamsDesk */
/** @typedef {import('./types.js').Conversation} Conversation */

/**
 * @param {TeamsDesk} desk
 * @param {HTMLElement} main
 */
export function drawChat(desk, main) {
  const { open, place } = desk;
  if (!open) return redraw(main, []);
  const key = `${place.as}/${open.id}`;
  const panel = { class: `panel is-${open.kind === 'channel' ? 'channel' : 'chat'}` };
  const headMark = JSON.stringify([open.name, open.kind, desk.isNarrow]);
  redraw(main, [
    { key: `${key}/head`, mark: headMark, build: () => head(desk, open) },
    { key: `${key}/panel`, mark: '', build: () => h('div', panel) },
    { key: `${key}/typing`, mark: '', build: () => h('div', { class: 'typing', role: 'status' }) },
    { key: `${key}/tips`, mark: tipsMark(open), build: () => tips(desk, open) },
    { key: `${key}/write`, mark: '', build: () => composer(desk, open, null) },
  ]);
  const pieces = open.kind === 'channel' ? postPieces(desk, open) : bubblePieces(desk, open);
  const { me } = desk.snapshot;
  const own = open.messages.filter(({ from, thread }) => from === me.id && !thread).pop();
  const log = /** @type {HTMLElement} */ (main.querySelector('.panel'));
  drawLog(log, `Messages in ${open.name}`, pieces, own?.id ?? '');
  tellTyping(/** @type {HTMLElement} */ (main.querySelector('.typing')), desk, open);
}

/**
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 */
function head(desk, conversation) {
  const onclick = () => desk.go({ chat: LIST });
  const traits = { class: 'icon-button back', 'aria-label': 'Back to the chats', onclick };
  const title = h('h1', {}, conversation.name);
  const about = h('p', { class: 'about' }, aboutOf(conversation));
  const back = h('button', traits, icon('back'));
  return h('div', { class: 'conversation-head' }, back, sign(conversation), h('div', {}, title, about));
}

/** @param {Conversation} conversation */
function aboutOf({ kind, is_private }) {
  if (kind === 'channel') return is_private ? 'Private channel' : 'Channel: everybody in the team reads it';
  return kind === 'app' ? 'Only you see this chat' : 'Chat';
}

/**
 * The three dots; the words are said once by a screen reader, for the place itself stays.
 * @param {HTMLElement} place
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 */
function tellTyping(place, desk, { typing }) {
  if (Boolean(place.firstChild) === typing) return;
  const dots = () => h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'));
  place.replaceChildren(...(typing ? [dots(), `${desk.snapshot.app.name} is typing`] : []));
}

/** @param {Conversation} conversation */
const lastOf = ({ messages }) => messages[messages.length - 1];

/** @param {Conversation} conversation */
const tipsMark = (conversation) => {
  const last = lastOf(conversation);
  return JSON.stringify(last?.suggested.length ? [last.id, last.suggested] : []);
};

/**
 * What the app suggests to say.
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 */
function tips(desk, conversation) {
  const message = lastOf(conversation);
  const titles = message?.suggested ?? [];
  const buttons = titles.map((title) => {
    const spot = { conversation: conversation.id, message: message.id };
    const onclick = () => void desk.perform('suggestion', { ...spot, title });
    return h('button', { class: 'tip', 'data-focus': title, onclick }, title);
  });
  const traits = titles.length ? { role: 'group', 'aria-label': 'Suggested answers' } : {};
  return h('div', { class: 'tips', ...traits }, ...buttons);
}
