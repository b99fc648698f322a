/** What the Slack composer offers while a command or somebody's name is typed. */

/** @typedef {import('./desk.js').Desk} Desk */
/** @typedef {import('./suggestions.js').Suggestion} Suggestion */

const MOST = 8;
const TYPED = /(?:^\/\S*|@[^@\n]*)$/;

/**
 * @param {Desk} desk
 * @param {{hasCommands: boolean}} options
 * @returns {import('./suggestions.js').Source}
 */
export const offersOf = (desk, { hasCommands }) => (before) => {
  const isCommand = hasCommands && /^\/\S*$/.test(before);
  const name = /(?:^|\s)@([^@\n]{0,30})$/.exec(before);
  const found = isCommand ? commands(desk, before) : name ? people(desk, name[1].toLowerCase()) : [];
  return { found, replaced: TYPED };
};

/**
 * @param {Desk} desk
 * @param {string} typed
 * @returns {Suggestion[]}
 */
function commands({ snapshot }, typed) {
  const fitting = snapshot.commands.filter((one) => one.command.startsWith(typed.toLowerCase()));
  return fitting.map(({ command, description, usage_hint = '' }) => ({
    label: command,
    hint: usage_hint,
    detail: description,
    text: `${command} `,
  }));
}

/**
 * @param {Desk} desk
 * @param {string} typed
 * @returns {Suggestion[]}
 */
function people({ snapshot }, typed) {
  const users = Object.values(snapshot.users).filter(({ name }) => {
    const words = name.toLowerCase();
    return words.startsWith(typed) && words !== typed.trim();
  });
  users.sort((one, other) => one.name.localeCompare(other.name));
  users.sort((one, other) => Number(other.is_bot) - Number(one.is_bot));
  return users.slice(0, MOST).map((user) => ({
    label: `@${user.name}`,
    detail: user.is_bot ? 'App' : user.title,
    text: `@${user.name} `,
  }));
}
