import { element } from './dom.js';
import { reduce } from './fields.js';
import { thresholdColour } from './theme.js';
import { format } from './units.js';

/** A bar for each series, all against the same most. */
export class BarGauge {
  constructor(panel) {
    this.panel = panel;
    this.body = element('div', { class: 'bars' });
  }

  draw(fields) {
    const values = fields.map(field => reduce(field, this.panel.options?.reduceOptions?.calcs?.[0]));
    const { min = 0, max } = this.panel.fieldConfig.defaults;
    const most = max ?? Math.max(...values, min + 1e-9);
    this.body.replaceChildren(...fields.map((field, index) => {
      const value = values[index];
      const colour = thresholdColour(field.config.thresholds, value, most);
      const share = Math.min(1, Math.max(0, (value - min) / (most - min)));
      return element('div', { class: 'bar' }, element('span', { class: 'name' }, field.name),
        element('span', { class: 'track' }, element('span', { class: 'fill', style: { width: `${(share * 100).toFixed(1)}%`, background: colour } })),
        element('span', { class: 'number', style: { color: colour } }, format(value, field.config.unit, field.config.decimals)));
    }));
    return fields.length;
  }

  end() {}
}
