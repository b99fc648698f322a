/** The data_visualization block: bars, lines, areas and pies as SVG, each with its figures as a table. */

import { h, svg } from './element.js';
import { drawPie } from './pies.js';

/** @typedef {import('./types.js').Block} Block */
/** @typedef {{name: string, data: {label: string, value: number}[]}} Series */
/** @typedef {{series: Series[], categories: string[]}} Figures */
/** @typedef {{x: (index: number) => number, y: (value: number) => number, step: number}} Scale */

const WIDE = 480;
const HIGH = 240;
const EDGE = { left: 44, right: 8, top: 16, bottom: 28 };
const NUMBER = new Intl.NumberFormat('en-GB');

/** @param {Block} block */
export function drawChart(block) {
  const chart = block.chart ?? {};
  const figures = figuresOf(chart);
  const title = String(block.title ?? 'Chart');
  const caption = h('figcaption', {}, title);
  const name = `${title}: ${chart.type} chart. The figures are in the table below.`;
  const picture = chart.type === 'pie' ? drawPie(chart.segments ?? [], name) : drawPlot(chart, figures, name);
  if (!picture) return h('p', { class: 'unknown' }, `Unknown chart: ${chart.type}`);
  return h('figure', { class: 'chart' }, caption, picture, legend(chart, figures), tableOf(title, figures));
}

/**
 * @param {Record<string, any>} chart
 * @returns {Figures}
 */
function figuresOf(chart) {
  if (chart.type === 'pie') {
    const data = chart.segments ?? [];
    return { series: [{ name: 'Value', data }], categories: data.map((/** @type {any} */ one) => one.label) };
  }
  return { series: chart.series ?? [], categories: chart.axis_config?.categories ?? [] };
}

/**
 * @param {Series} series
 * @param {string} category
 */
const valueOf = (series, category) =>
  Number(series.data.find((point) => point.label === category)?.value ?? 0);

/**
 * @param {Record<string, any>} chart
 * @param {Figures} figures
 * @param {string} name
 * @returns {SVGElement | null}
 */
function drawPlot(chart, figures, name) {
  const kinds = { bar: drawBars, line: drawLines, area: drawAreas };
  const draw = Object.entries(kinds).find(([kind]) => kind === chart.type)?.[1];
  if (!draw) return null;
  const { series, categories } = figures;
  const values = series.flatMap((one) => categories.map((category) => valueOf(one, category)));
  const top = niceTop(Math.max(1, ...values));
  const scale = scaleFor(categories.length, Math.min(0, ...values), top);
  const axes = [...gridLines(scale, top), ...categoryNames(categories, scale)];
  const traits = { class: 'plot', viewBox: `0 0 ${WIDE} ${HIGH}`, role: 'img', 'aria-label': name };
  return svg('svg', traits, ...axes, ...draw(figures, scale));
}

/** @param {number} most a round figure that is not below it */
function niceTop(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  const parts = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10];
  return parts.map((part) => Math.ceil(part * power)).find((value) => value >= most) ?? most;
}

/**
 * @param {number} count
 * @param {number} low
 * @param {number} top
 * @returns {Scale}
 */
function scaleFor(count, low, top) {
  const step = (WIDE - EDGE.left - EDGE.right) / Math.max(1, count);
  const high = HIGH - EDGE.top - EDGE.bottom;
  return {
    step,
    x: (index) => EDGE.left + step * (index + 0.5),
    y: (value) => EDGE.top + high * (1 - (value - low) / (top - low)),
  };
}

/**
 * @param {Scale} scale
 * @param {number} top
 */
function gridLines(scale, top) {
  const count = [4, 5, 3, 2, 1].find((part) => top % part === 0) ?? 1;
  return Array.from({ length: count + 1 }, (_, index) => (top * index) / count).flatMap((value) => {
    const y = scale.y(value);
    const label = svg('text', { x: EDGE.left - 6, y: y + 4, class: 'tick end' }, NUMBER.format(value));
    return [svg('line', { x1: EDGE.left, x2: WIDE - EDGE.right, y1: y, y2: y, class: 'grid' }), label];
  });
}

/**
 * @param {string[]} categories
 * @param {Scale} scale
 */
function categoryNames(categories, scale) {
  const room = Math.max(3, Math.floor(scale.step / 6.5));
  return categories.map((category, index) => {
    const words = category.length > room ? `${category.slice(0, room - 1)}…` : category;
    return svg('text', { x: scale.x(index), y: HIGH - 8, class: 'tick middle' }, words);
  });
}

/**
 * @param {Figures} figures
 * @param {Scale} scale
 */
function drawBars({ series, categories }, scale) {
  const wide = Math.min(48, (scale.step * 0.7) / Math.max(1, series.length));
  return series.flatMap((one, at) =>
    categories.flatMap((category, index) => {
      const value = valueOf(one, category);
      const x = scale.x(index) + (at - series.length / 2) * wide;
      const [from, to] = [scale.y(Math.max(0, value)), scale.y(Math.min(0, value))];
      const height = Math.max(0, to - from);
      const bar = svg('rect', { x, y: from, width: wide - 2, height, class: `bar series-${at}` });
      const place = { x: x + wide / 2 - 1, y: from - 4, class: 'tick middle' };
      const label = svg('text', place, NUMBER.format(value));
      return wide >= 14 ? [bar, label] : [bar];
    }),
  );
}

/**
 * @param {Figures} figures
 * @param {Scale} scale
 */
function drawLines({ series, categories }, scale) {
  return series.flatMap((one, at) => {
    const spots = categories.map((category, index) => [scale.x(index), scale.y(valueOf(one, category))]);
    const points = spots.map((spot) => spot.join(',')).join(' ');
    const dots = spots.map(([cx, cy]) => svg('circle', { cx, cy, r: 3.5, class: `dot series-${at}` }));
    return [svg('polyline', { points, class: `line series-${at}` }), ...dots];
  });
}

/**
 * @param {Figures} figures
 * @param {Scale} scale
 */
function drawAreas(figures, scale) {
  const { series, categories } = figures;
  const fills = series.map((one, at) => {
    const spots = categories.map((category, index) => `${scale.x(index)},${scale.y(valueOf(one, category))}`);
    const floor = `${scale.x(categories.length - 1)},${scale.y(0)} ${scale.x(0)},${scale.y(0)}`;
    return svg('polygon', { points: `${spots.join(' ')} ${floor}`, class: `area series-${at}` });
  });
  return [...fills, ...drawLines(figures, scale)];
}

/**
 * @param {Record<string, any>} chart
 * @param {Figures} figures
 */
function legend(chart, { series, categories }) {
  const shares = () => categories.map((name) => `${name}: ${NUMBER.format(valueOf(series[0], name))}`);
  const names = chart.type === 'pie' ? shares() : series.map((one) => one.name);
  const axis = [chart.axis_config?.y_label, chart.axis_config?.x_label].filter(Boolean).join(' by ');
  /** @param {number} at */
  const swatch = (at) => h('span', { class: `swatch series-${at}`, 'aria-hidden': 'true' });
  const items = names.map((name, at) => h('li', {}, swatch(at), name));
  return h('div', { class: 'legend' }, h('ul', {}, ...items), axis ? h('p', {}, axis) : null);
}

/**
 * @param {string} title
 * @param {Figures} figures
 */
function tableOf(title, { series, categories }) {
  const head = h('tr', {}, h('td', {}), ...series.map((one) => h('th', { scope: 'col' }, one.name)));
  const rows = categories.map((category) => {
    const figure = (/** @type {Series} */ one) => NUMBER.format(valueOf(one, category));
    const cells = series.map((one) => h('td', { class: 'align-right' }, figure(one)));
    return h('tr', {}, h('th', { scope: 'row' }, category), ...cells);
  });
  const caption = h('caption', { class: 'unseen' }, title);
  const table = h('table', {}, caption, h('thead', {}, head), h('tbody', {}, ...rows));
  return h('details', { class: 'figures' }, h('summary', {}, 'Show the figures as a table'), table);
}
