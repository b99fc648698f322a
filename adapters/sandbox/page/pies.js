/** A pie: slices in the order of the segments, each with its share written on it. */

import { svg } from './element.js';

const MIDDLE = 110;
const RADIUS = 100;

/**
 * @param {{label: string, value: number}[]} segments
 * @param {string} name
 * @returns {SVGElement}
 */
export function drawPie(segments, name) {
  const total = segments.reduce((sum, one) => sum + one.value, 0) || 1;
  let from = 0;
  const slices = segments.flatMap((segment, index) => {
    const share = segment.value / total;
    const nodes = [slice(from, from + share, index), label(from + share / 2, share)];
    from += share;
    return nodes;
  });
  const size = MIDDLE * 2;
  const traits = { class: 'pie', viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': name };
  return svg('svg', traits, ...slices);
}

/**
 * A point on the circle.
 * @param {number} turn 0 is at the top, 1 is once round
 * @param {number} radius
 */
function spot(turn, radius) {
  const angle = turn * 2 * Math.PI;
  return [MIDDLE + radius * Math.sin(angle), MIDDLE - radius * Math.cos(angle)];
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} index
 */
function slice(from, to, index) {
  const kind = `slice series-${index}`;
  if (to - from > 0.999) return svg('circle', { cx: MIDDLE, cy: MIDDLE, r: RADIUS, class: kind });
  const start = spot(from, RADIUS).join(' ');
  const end = spot(to, RADIUS).join(' ');
  const isLarge = to - from > 0.5 ? 1 : 0;
  const path = `M${MIDDLE} ${MIDDLE} L${start} A${RADIUS} ${RADIUS} 0 ${isLarge} 1 ${end} Z`;
  return svg('path', { d: path, class: kind });
}

/**
 * @param {number} turn
 * @param {number} share
 */
function label(turn, share) {
  const [x, y] = spot(turn, RADIUS * 0.65);
  const words = share >= 0.06 ? `${Math.round(share * 100)}%` : '';
  return svg('text', { x, y: y + 4, class: 'share' }, words);
}
