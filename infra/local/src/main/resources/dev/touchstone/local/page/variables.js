import { labelValues } from './prometheus.js';

const ALL = '$__all';
const REFERENCE = /\$(\w+)|\$\{(\w+)(?::(\w+))?\}|\[\[(\w+)\]\]/g;

/** A value inside a regular expression inside a PromQL string, where a backslash is written twice. */
const escaped = value => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\\\$&');

/**
 * The variables of a dashboard: query (label_values), custom, textbox and constant; one value, several, or all. What is chosen
 * lives in the page's address, so that a link carries it.
 */
export class Variables {
  constructor(definitions, parameters) {
    this.definitions = definitions.filter(one => one.type !== 'datasource');
    this.options = new Map();
    this.chosen = new Map();
    for (const one of this.definitions) {
      const given = parameters.getAll(`var-${one.name}`);
      const initial = [one.current?.value ?? one.query ?? ''].flat();
      this.chosen.set(one.name, given.length > 0 ? given.map(value => value === 'All' ? ALL : value) : initial);
    }
  }

  /** Those that a reader can choose. */
  get shown() {
    return this.definitions.filter(one => one.hide !== 2 && one.type !== 'constant');
  }

  async load(range, signal) {
    for (const one of this.definitions) {
      if (one.type === 'query') this.options.set(one.name, await this.values(one, range, signal));
      else if (one.type === 'custom') this.options.set(one.name, one.query.split(',').map(value => value.trim()));
      const options = this.options.get(one.name);
      if (options && !one.includeAll && !options.includes(this.chosen.get(one.name)[0]) && options.length > 0) this.chosen.set(one.name, [options[0]]);
    }
  }

  async values(definition, range, signal) {
    const query = this.interpolate(definition.definition ?? definition.query?.query ?? definition.query, range);
    const found = /^\s*label_values\((?:(.+),)?\s*(\w+)\s*\)\s*$/s.exec(query);
    if (!found) throw new Error(`${definition.name}: only label_values(selector, label) is known, not ${query}`);
    return labelValues(found[2], found[1]?.trim(), range, signal);
  }

  isAll(name) {
    return this.chosen.get(name).includes(ALL) || this.chosen.get(name).length === 0;
  }

  choose(name, values) {
    this.chosen.set(name, values.length === 0 ? [ALL] : values);
  }

  /** As parameters of an address. */
  parameters() {
    const parameters = new URLSearchParams();
    for (const one of this.shown) {
      for (const value of this.isAll(one.name) ? ['All'] : this.chosen.get(one.name)) parameters.append(`var-${one.name}`, value);
    }
    return parameters;
  }

  /** The text with variables and Grafana's own names put in; what is not known stays as it is written. */
  interpolate(text, range, further = {}) {
    const own = { __rate_interval: `${range.window}s`, __interval: `${range.step}s`, __interval_ms: String(range.step * 1000), __range: `${range.length}s`,
      __range_s: String(range.length), __from: String(range.from * 1000), __to: String(range.to * 1000), ...further };
    return text.replace(REFERENCE, (whole, plain, braced, form, bracketed) => {
      const name = plain ?? braced ?? bracketed;
      if (name in own) return own[name];
      const definition = this.definitions.find(one => one.name === name);
      return definition ? this.inPromQl(definition, form) : whole;
    });
  }

  inPromQl(definition, form) {
    const values = this.isAll(definition.name) ? definition.allValue ? null : this.options.get(definition.name) ?? [] : this.chosen.get(definition.name);
    if (values === null) return definition.allValue;
    if (form === 'raw' || !(definition.multi || definition.includeAll)) return values.join(',');
    return values.length === 1 ? escaped(values[0]) : `(${values.map(escaped).join('|')})`;
  }
}
