/** The place to write in Teams: / lists the commands, and so does a button. */

import { h } from '../element.js';
import { icon } from '../icons.js';
import { openMenu } from '../menu.js';
import { askFileName } from '../pretend.js';
import { Writing } from '../writing.js';
import { commandIn, commandsIn, offersIn } from './commands.js';

/** @typedef {import('./desk.js').TeamsDesk} TeamsDesk */
/** @typedef {import('./types.js').Conversation} Conversation */

/**
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 * @param {string | null} thread the post that is answered
 */
export function composer(desk, conversation, thread) {
  const { id, kind, name } = conversation;
  const place = kind === 'channel' ? `Start a post in ${name}` : `Type a message to ${name}`;
  const label = thread ? 'Reply to this post' : place;
  const hint = thread ? 'Reply' : kind === 'channel' ? 'Start a post' : 'Type a message';
  const writing = new Writing({
    drafts: desk.drafts,
    key: [desk.place.as, id, thread ?? ''].join('/'),
    traits: { 'aria-label': label, placeholder: hint, 'data-thread': thread },
    source: offersIn(desk, conversation),
    send: (words) => send(desk, conversation, thread, words),
  });
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void writing.send();
  };
  const traits = { class: 'composer', 'aria-label': label, onsubmit };
  return h('form', traits, writing.list, writing.field, foot(desk, conversation, thread));
}

/**
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 * @param {string | null} thread
 */
function foot(desk, conversation, thread) {
  const send = h('button', { type: 'submit', class: 'send', 'aria-label': 'Send' }, icon('send'));
  const open = () => openMenu(plus, 'Actions and commands', groups(desk, conversation));
  const named = { class: 'icon-button', 'aria-label': 'Actions and commands', title: 'Actions and commands' };
  const menu = { 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'data-focus': 'plus', onclick: open };
  const plus = h('button', { ...named, ...menu }, icon('plus'));
  const words = 'Type / for commands';
  const keys = h('span', { class: 'keys', 'aria-hidden': 'true' }, words);
  return h('div', { class: 'composer-foot' }, ...(thread ? [] : [keys, plus]), send);
}

/**
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 * @returns {import('../menu.js').MenuGroup[]}
 */
function groups(desk, conversation) {
  const { id, kind } = conversation;
  const commands = commandsIn(desk, conversation).map((command) => ({
    label: command.title,
    detail: command.description,
    picture: icon('bolt'),
    run: () => void desk.perform('command', { conversation: id, id: command.id, text: '' }),
  }));
  const prompts = (kind === 'app' ? desk.snapshot.prompts : []).map(({ title, description, text }) => ({
    label: title,
    detail: description,
    picture: icon('quote'),
    run: () => void desk.perform('say', { conversation: id, text }),
  }));
  const upload = async () => {
    const name = await askFileName();
    if (name) await desk.perform('upload', { conversation: id, name });
  };
  const attach = {
    label: 'Attach a file',
    detail: 'Only pretends: no file leaves this computer',
    picture: icon('clip'),
    run: () => void upload(),
  };
  const all = [{ label: 'Commands', items: commands }, { label: 'Things to ask', items: prompts }];
  return [...all.filter((group) => group.items.length), { items: [attach] }];
}

/**
 * Sends what is typed, which may be a command.
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 * @param {string | null} thread
 * @param {string} words
 */
async function send(desk, conversation, thread, words) {
  const place = { conversation: conversation.id };
  const command = commandIn(desk, conversation, words);
  const answers = thread ? { thread } : {};
  const reply = command
    ? await desk.perform('command', { ...place, ...command })
    : await desk.perform('say', { ...place, text: words, ...answers });
  return reply.ok;
}
