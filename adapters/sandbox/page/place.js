/** Who, which conversation and which tab: kept in the address, so that reload and links work. */

/**
 * @returns {import('./types.js').Place}
 */
export function readPlace() {
  const fields = new URLSearchParams(location.hash.slice(1));
  return {
    as: fields.get('as') ?? '',
    in: fields.get('in') ?? '',
    tab: fields.get('tab') === 'home' ? 'home' : 'messages',
  };
}

/**
 * Writes the place into the address; the browser then says `hashchange`.
 * @param {import('./types.js').Place} place
 * @param {{isNewStep?: boolean}} options a new step can be undone with the browser's Back
 */
export function writePlace(place, { isNewStep = true } = {}) {
  const fields = new URLSearchParams();
  if (place.as) fields.set('as', place.as);
  if (place.in) fields.set('in', place.in);
  if (place.tab === 'home') fields.set('tab', 'home');
  const hash = `#${fields}`;
  if (hash === location.hash) return;
  if (isNewStep) location.hash = hash;
  else location.replace(hash);
}
