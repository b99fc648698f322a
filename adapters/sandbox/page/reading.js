/** Which messages are new to the person, and telling the server that they were seen. */

/**
 * What is looked at in a window.
 * @typedef {object} Look
 * @property {boolean} isSeen whether the messages of the open conversation are on the screen
 * @property {string} due what the server waits to be told of; the same words are told only once
 * @property {string[]} others the ids of the messages that somebody else wrote, oldest first
 */

/**
 * Notes where the new messages begin when a conversation is opened, and marks it as read.
 * @template {import('./types.js').AnySnapshot} S
 * @param {import('./desk.js').Desk<S>} desk
 * @param {Look} look
 */
export function keepRead(desk, { isSeen, due, others }) {
  const { open, place, reading } = desk;
  const key = open && isSeen ? `${place.as}/${open.id}` : '';
  if (key !== reading.key) {
    reading.key = key;
    reading.from = (key && open?.unread && others.slice(-open.unread)[0]) || null;
  }
  if (!open || !isSeen || !due || document.hidden) return;
  const once = `${key}/${due}`;
  if (reading.asked === once) return;
  reading.asked = once;
  void desk.tell('read', { conversation: open.id });
}
