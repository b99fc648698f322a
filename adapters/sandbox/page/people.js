/** Everybody who can be played on the page, and what is new for them in each window. */

/** @typedef {import('./types.js').Person} Person */

/**
 * A person with the count of what is new, by the names of the windows.
 * @typedef {Person & {news: Record<string, number>}} Somebody
 */

/**
 * Everybody of every window, each of them once.
 * @param {{label: string, desk: {people: Person[]}}[]} windows
 * @returns {Somebody[]}
 */
export function everybody(windows) {
  /** @type {Map<string, Somebody>} */
  const found = new Map();
  for (const { label, desk } of windows) {
    for (const person of desk.people) {
      const known = found.get(person.id) ?? { ...person, news: {} };
      found.set(person.id, { ...known, news: { ...known.news, [label]: person.unread ?? 0 } });
    }
  }
  return [...found.values()];
}

/** @param {Somebody} somebody */
export const unreadOf = ({ news }) => Object.values(news).reduce((sum, count) => sum + count, 0);

/**
 * The only window in which something is new; none when it is new in several, or there is one only.
 * @param {Somebody} somebody
 */
export function onlyPlaceOf({ news }) {
  const places = Object.keys(news).filter((label) => news[label]);
  return places.length === 1 && Object.keys(news).length > 1 ? places[0] : '';
}

/**
 * " in Teams", where that needs saying.
 * @param {Somebody} somebody
 */
export function whereOf(somebody) {
  const place = onlyPlaceOf(somebody);
  return place && ` in ${place}`;
}

/**
 * "2 new", "2 new in Teams", "1 new in Slack, 2 in Teams".
 * @param {Somebody} somebody
 */
export function newsOf(somebody) {
  const { news } = somebody;
  const places = Object.keys(news).filter((label) => news[label]);
  if (places.length < 2) return places.length ? `${unreadOf(somebody)} new${whereOf(somebody)}` : '';
  return places.map((label, at) => `${news[label]}${at ? '' : ' new'} in ${label}`).join(', ');
}
