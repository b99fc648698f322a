/** The emoji names that Dutydesk and its users may write; any other name stays as it was typed. */

/** @type {Record<string, string>} */
const EMOJI = {
  '+1': '👍', '-1': '👎', thumbsup: '👍', thumbsdown: '👎', wave: '👋', pray: '🙏', eyes: '👀',
  white_check_mark: '✅', heavy_check_mark: '✔️', x: '❌', no_entry: '⛔', no_entry_sign: '🚫',
  warning: '⚠️', rotating_light: '🚨', information_source: 'ℹ️', question: '❓', exclamation: '❗',
  bell: '🔔', no_bell: '🔕', lock: '🔒', unlock: '🔓', key: '🔑', mag: '🔍', link: '🔗',
  memo: '📝', clipboard: '📋', page_facing_up: '📄', books: '📚', book: '📖', bookmark: '🔖',
  calendar: '📅', date: '📅', clock3: '🕒', hourglass: '⌛', hourglass_flowing_sand: '⏳',
  hammer_and_wrench: '🛠️', gear: '⚙️', computer: '💻', iphone: '📱', telephone_receiver: '📞',
  email: '✉️', envelope: '✉️', incoming_envelope: '📨', speech_balloon: '💬', mega: '📣',
  school: '🏫', house: '🏠', globe_with_meridians: '🌐', shield: '🛡️', pushpin: '📌', paperclip: '📎',
  bust_in_silhouette: '👤', busts_in_silhouette: '👥', wastebasket: '🗑️', pencil2: '✏️',
  arrow_right: '➡️', arrow_left: '⬅️', arrows_counterclockwise: '🔄', heavy_plus_sign: '➕',
  red_circle: '🔴', large_orange_circle: '🟠', large_yellow_circle: '🟡', large_green_circle: '🟢',
  large_blue_circle: '🔵', white_circle: '⚪', slightly_smiling_face: '🙂', smile: '😄',
  heart: '❤️', tada: '🎉', bulb: '💡', star: '⭐', flag: '🚩', triangular_flag_on_post: '🚩',
};

/**
 * The picture for a name such as `white_check_mark`.
 * @param {string} name
 * @returns {string | undefined}
 */
export const emojiFor = (name) => (Object.hasOwn(EMOJI, name) ? EMOJI[name] : undefined);
