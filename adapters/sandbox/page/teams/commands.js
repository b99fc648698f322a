/** The app's commands, as they are typed after /. */

/** @typedef {import('./desk.js').TeamsDesk} TeamsDesk */
/** @typedef {import('./types.js').Conversation} Conversation */

/**
 * Those that can be run in this conversation.
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 */
export const commandsIn = ({ snapshot }, { kind }) =>
  snapshot.commands.filter((one) => one.places.includes(kind));

/**
 * What to offer while a command is typed.
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 * @returns {import('../suggestions.js').Source}
 */
export const offersIn = (desk, conversation) => (before) => {
  const isCommand = /^\/[^\n]*$/.test(before);
  const typed = before.slice(1).toLowerCase();
  const fitting = isCommand ? commandsIn(desk, conversation).filter((one) => begins(one.title, typed)) : [];
  const found = fitting.map(({ title, description }) => ({
    label: `/${title}`,
    detail: description,
    text: `/${title} `,
  }));
  return { found, replaced: /^\/[^\n]*$/ };
};

/**
 * @param {string} title
 * @param {string} typed
 */
const begins = (title, typed) => title.toLowerCase().startsWith(typed);

/**
 * The command at the front of the typed words, and what follows it.
 * @param {TeamsDesk} desk
 * @param {Conversation} conversation
 * @param {string} words
 * @returns {{id: string, text: string} | null}
 */
export function commandIn(desk, conversation, words) {
  const typed = words.toLowerCase();
  const fitting = commandsIn(desk, conversation).filter(({ title }) => {
    const name = `/${title.toLowerCase()}`;
    return typed === name || typed.startsWith(`${name} `) || typed.startsWith(`${name}\n`);
  });
  fitting.sort((one, other) => other.title.length - one.title.length);
  const [command] = fitting;
  return command ? { id: command.id, text: words.slice(command.title.length + 1).trim() } : null;
}
