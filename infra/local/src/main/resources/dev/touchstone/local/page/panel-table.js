import { element } from './dom.js';
import { configure } from './fields.js';
import { thresholdColour } from './theme.js';
import { format } from './units.js';

/** The latest values of all queries in one table: a row for each set of labels, a column for each label and each query. */
export class Table {
  constructor(panel) {
    this.panel = panel;
    const sort = panel.options?.sortBy?.[0];
    this.sort = sort ? { column: sort.displayName, down: sort.desc } : null;
    this.body = element('div', { class: 'scrolling', tabindex: '0' });
  }

  drawResults(results) {
    this.columns = columns(this.panel, results);
    this.rows = rows(results);
    this.redraw();
    return this.rows.length;
  }

  redraw() {
    const sorted = this.sorted();
    this.body.replaceChildren(element('table', {},
      element('thead', {}, element('tr', {}, this.columns.map(column => this.heading(column)))),
      element('tbody', {}, sorted.map(row => element('tr', {}, this.columns.map(column => cell(row[column.source], column)))))));
  }

  heading(column) {
    const sorted = this.sort?.column === column.name;
    return element('th', { scope: 'col', class: column.number ? 'number' : null, 'aria-sort': sorted ? this.sort.down ? 'descending' : 'ascending' : null },
      element('button', { type: 'button', onclick: () => this.sortBy(column.name) }, column.name, sorted ? this.sort.down ? ' ↓' : ' ↑' : ''));
  }

  sortBy(name) {
    this.sort = { column: name, down: this.sort?.column === name ? !this.sort.down : true };
    this.redraw();
  }

  sorted() {
    const column = this.columns.find(one => one.name === this.sort?.column);
    if (!column) return this.rows;
    const sign = this.sort.down ? -1 : 1;
    const known = value => value !== undefined && !Number.isNaN(value);
    return [...this.rows].sort((one, other) => {
      const [a, b] = [one[column.source], other[column.source]];
      if (!known(a) || !known(b)) return Number(known(b)) - Number(known(a));
      return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b)));
    });
  }

  end() {}
}

function cell(value, column) {
  if (!column.number) return element('td', {}, value ?? '');
  const colour = column.config.thresholds?.steps.length > 1 && value !== undefined && !Number.isNaN(value) ? thresholdColour(column.config.thresholds, value) : null;
  return element('td', { class: 'number', style: colour ? { color: colour } : {} }, format(value, column.config.unit, column.config.decimals));
}

/** Rows of equal labels become one, as by Grafana's transformation 'merge'; queries are named Value #A and so on. */
function rows(results) {
  const merged = new Map();
  for (const { target, series } of results) {
    for (const one of series) {
      const labels = Object.fromEntries(Object.entries(one.labels).filter(([key]) => key !== '__name__'));
      const key = JSON.stringify(Object.entries(labels).sort());
      if (!merged.has(key)) merged.set(key, labels);
      merged.get(key)[results.length > 1 ? `Value #${target.refId}` : 'Value'] = one.points.at(-1)?.[1];
    }
  }
  return [...merged.values()];
}

function columns(panel, results) {
  const organize = panel.transformations?.find(one => one.id === 'organize')?.options ?? {};
  const values = results.length > 1 ? results.map(({ target }) => `Value #${target.refId}`) : ['Value'];
  const labels = [...new Set(results.flatMap(({ series }) => series.flatMap(one => Object.keys(one.labels))))].filter(label => label !== '__name__');
  const order = source => organize.indexByName?.[source] ?? 1000;
  return [...labels, ...values].filter(source => !organize.excludeByName?.[source]).sort((one, other) => order(one) - order(other)).map(source => {
    const name = organize.renameByName?.[source] ?? source;
    return { source, name, number: values.includes(source), config: configure(panel, { name }) };
  });
}
