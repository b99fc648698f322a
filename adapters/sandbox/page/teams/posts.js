/** The posts of a channel, each with its answers and a place to add one. */

import { h } from '../element.js';
import { icon } from '../icons.js';
import { dividers, messagePiece } from './bubbles.js';
import { composer } from './composer.js';

/** @typedef {import('./desk.js').TeamsDesk} TeamsDesk */
/** @typedef {import('./types.js').Conversation} Conversation */
/** @typedef {import('./types.js').Message} Message */
/** @typedef {import('../keyed.js').Piece} Piece */

/**
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 * @returns {Piece[]}
 */
export function postPieces(desk, conversation) {
  const { messages } = conversation;
  const known = new Set(messages.map((message) => message.id));
  const isReply = (/** @type {Message} */ { thread }) => known.has(thread ?? '');
  const posts = messages.filter((message) => !isReply(message));
  if (!posts.length) return [{ key: 'empty', mark: '', build: empty }];
  return posts.flatMap((post, at) => {
    const replies = messages.filter((one) => one.thread === post.id);
    return [
      ...dividers(desk, post, posts[at - 1]),
      messagePiece(desk, conversation, post, true),
      ...replies.map((reply) => asReply(messagePiece(desk, conversation, reply, true))),
      foot(desk, conversation, post),
    ];
  });
}

const empty = () => h('p', { class: 'empty' }, 'Nobody has posted here yet.');

/** @param {Piece} piece @returns {Piece} */
const asReply = ({ key, mark, build }) => ({
  key,
  mark,
  build: () => {
    const node = build();
    node.classList.add('is-reply');
    return node;
  },
});

/**
 * The end of a post: a button that becomes the place to answer.
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 * @param {Message} post
 * @returns {Piece}
 */
function foot(desk, conversation, post) {
  const key = `${desk.place.as}/${conversation.id}/${post.id}`;
  const isOpen = Boolean(desk.threads.get(key));
  const onclick = () => {
    desk.threads.set(key, true);
    desk.redraw();
    const field = document.querySelector(`textarea[data-thread="${CSS.escape(post.id)}"]`);
    if (field instanceof HTMLElement) field.focus();
  };
  const build = () => {
    if (post.targeted || post.deleted) return h('div', { class: 'post-foot' });
    if (isOpen) return h('div', { class: 'post-foot' }, composer(desk, conversation, post.id));
    const traits = { class: 'reply-button', 'data-focus': 'reply', onclick };
    return h('div', { class: 'post-foot' }, h('button', traits, icon('reply'), 'Reply'));
  };
  return { key: `${post.id}/foot`, mark: JSON.stringify([isOpen, post.deleted]), build };
}
