/** Which messages are new to the person, and telling the server that they were seen. */

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./types.js').Conversation} Conversation */

/** @type {{key: string, from: string | null}} */
let entered = { key: '', from: null };
let asked = '';

/**
 * Notes where the new messages begin when a conversation is opened, and marks it as read.
 * @param {Desk} desk
 */
export function keepRead(desk) {
  const { open, place, snapshot } = desk;
  const isSeen = open && place.tab === 'messages' && snapshot.me.id === place.as;
  const key = isSeen ? `${place.as}/${open.id}` : '';
  if (key !== entered.key) entered = { key, from: open && isSeen ? firstNew(open, place.as) : null };
  if (!open || !isSeen || !open.unread || document.hidden) return;
  const once = `${key}/${snapshot.seq}`;
  if (asked === once) return;
  asked = once;
  void desk.tell('read', { conversation: open.id });
}

/** The first message that was new when the open conversation was entered. */
export const newFrom = () => entered.from;

/**
 * @param {Conversation} conversation
 * @param {string} me
 */
function firstNew({ messages, unread }, me) {
  const others = messages.filter((message) => message.user !== me && !message.ephemeral);
  return unread ? (others.slice(-unread)[0]?.ts ?? null) : null;
}
