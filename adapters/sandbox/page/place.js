/** Who, which conversations and which window: kept in the address, so that reload and links work. */

/** @typedef {import('./types.js').Place} Place */

/** Stands in the address for the conversation with the app, whosever it is. */
export const APP = 'app';
/** Stands in the address for the list of conversations, where it takes the conversation's place. */
export const LIST = 'list';

/** @returns {Place} */
export function readPlace() {
  const fields = new URLSearchParams(location.hash.slice(1));
  const show = fields.get('show');
  return {
    as: fields.get('as') ?? '',
    in: fields.get('in') ?? '',
    tab: fields.get('tab') === 'home' ? 'home' : 'messages',
    chat: fields.get('chat') ?? '',
    show: show === 'slack' || show === 'teams' ? show : '',
  };
}

/**
 * The address of a place on this page.
 * @param {Place} place
 */
export function addressOf(place) {
  const fields = new URLSearchParams();
  if (place.as) fields.set('as', place.as);
  if (place.in) fields.set('in', place.in);
  if (place.tab === 'home') fields.set('tab', 'home');
  if (place.chat) fields.set('chat', place.chat);
  if (place.show) fields.set('show', place.show);
  return `#${fields}`;
}

/**
 * Writes the place into the address; the browser then says `hashchange`.
 * @param {Place} place
 * @param {{isNewStep?: boolean}} options a new step can be undone with the browser's Back
 */
export function writePlace(place, { isNewStep = true } = {}) {
  const hash = addressOf(place);
  if (hash === location.hash) return;
  if (isNewStep) location.hash = hash;
  else location.replace(hash);
}
