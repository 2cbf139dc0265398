import { element } from './dom.js';

const charts = new Set();

/** A chart in an element of its own; it follows the element's size, and is thrown away with it. */
export class Chart {
  constructor(label) {
    this.place = element('div', { class: 'chart', role: 'img', 'aria-label': label });
    this.size = new ResizeObserver(() => this.instance?.resize());
  }

  draw(option, replace = true) {
    this.instance ??= this.start();
    this.instance.setOption(option, { notMerge: replace });
  }

  start() {
    const instance = echarts.init(this.place, null, { renderer: 'canvas' });
    this.size.observe(this.place);
    charts.add(this);
    return instance;
  }

  say(summary) {
    this.place.setAttribute('aria-label', summary);
  }

  end() {
    this.size.disconnect();
    this.instance?.dispose();
    charts.delete(this);
  }
}

/** The time under the pointer, shown in every chart of time at once. */
export function share(chart) {
  chart.instance.group = 'time';
  echarts.connect('time');
}

/** A tooltip made of elements: markup in names of series stays text, and the page's policy allows no styles in markup. */
export function tip(title, rows) {
  return element('div', { class: 'tip' }, element('strong', {}, title),
    element('table', {}, rows.map(row => element('tr', { class: row.strong ? 'strong' : null },
      element('td', {}, element('i', { class: 'swatch', style: { background: row.colour } }), row.name), element('td', { class: 'number' }, row.value)))));
}
