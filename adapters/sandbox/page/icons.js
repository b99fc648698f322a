/** Small line drawings for the page's own buttons; all are decoration, the name stands beside them. */

import { svg } from './element.js';

/** @type {Record<string, string>} */
const PATHS = {
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 3',
  down: 'M6 9l6 6 6-6',
  back: 'M15 5l-7 7 7 7M8 12h12',
  close: 'M6 6l12 12M18 6L6 18',
  moon: 'M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z',
  sun:
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4' +
    'M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4',
  plus: 'M12 5v14M5 12h14',
  send: 'M4 12l16-8-5 17-4-7zM11 14l9-10',
  slash: 'M14 5l-4 14M4 3h16a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z',
  clip: 'M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 5 5l-8.5 8.5a1.8 1.8 0 0 1-2.5-2.5L14.5 8',
  reply: 'M4 5h16v11H11l-5 4v-4H4zM8 9h8M8 12h5',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  hash: 'M9 4L7 20M17 4l-2 16M4 9h16M3.5 15h16',
  eye: 'M2 12s3.5-6 10-6 10 6 10 6-3.5 6-10 6-10-6-10-6zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  up: 'M7 11v9H4v-9zM7 11l4-8a2.5 2.5 0 0 1 2.5 2.5V9h5a1.5 1.5 0 0 1 1.5 1.8l-1.5 7.5A2 2 0 0 1 16.5 20H7',
  dislike:
    'M17 13V4h3v9zM17 13l-4 8a2.5 2.5 0 0 1-2.5-2.5V15h-5A1.5 1.5 0 0 1 4 13.2l1.5-7.5A2 2 0 0 1 7.5 4H17',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7.5v.01',
  warning: 'M12 3l10 18H2zM12 10v5M12 18v.01',
  error: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 7.5V13M12 16.5v.01',
  success: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12l3 3 5-6',
  sort: 'M8 10l4-5 4 5zM8 14l4 5 4-5z',
  bolt: 'M13 2L4 14h7l-1 8 9-12h-7z',
  picture: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9v.01',
  grow: 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7',
  shrink: 'M20 10h-6V4M14 10l7-7M4 14h6v6M10 14l-7 7',
  quote: 'M5 5h14v14H5zM8 9h8M8 12h8M8 15h5',
  refresh: 'M20 12a8 8 0 1 1-2.5-5.8L20 8.5M20 4v4.5h-4.5',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5',
};

/**
 * @param {string} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const path = PATHS[name] ?? PATHS.info;
  const traits = { class: `icon icon-${name}`, viewBox: '0 0 24 24', 'aria-hidden': 'true' };
  return svg('svg', traits, svg('path', { d: path }));
}
