import { element, svg } from './dom.js';
import { reduce } from './fields.js';
import { thresholdColour } from './theme.js';
import { format } from './units.js';

/** One large value for each series, in the colour of the threshold that it has reached, over a line of how it came there. */
export class Stat {
  constructor(panel) {
    this.panel = panel;
    this.body = element('div', { class: 'stats' });
  }

  draw(fields, { range }) {
    const calculation = this.panel.options?.reduceOptions?.calcs?.[0];
    this.body.replaceChildren(...fields.map(field => this.one(field, reduce(field, calculation), fields.length > 1, range)));
    return fields.length;
  }

  one(field, value, several, range) {
    const colour = thresholdColour(field.config.thresholds, value);
    const mapped = field.config.mappings?.find(mapping => mapping.type === 'value')?.options?.[String(value)];
    return element('div', { class: 'value', style: { color: colour } },
      this.panel.options?.graphMode === 'none' ? null : line(field.points, range, field.config.min),
      several ? element('span', { class: 'of' }, field.name) : null,
      element('strong', {}, mapped?.text ?? format(value, field.config.unit, field.config.decimals)));
  }

  end() {}
}

/** The course of the values as an area without axes, one hundred wide and high. */
function line(points, range, floor) {
  const values = points.map(([, value]) => value).filter(Number.isFinite);
  if (values.length < 2) return null;
  const low = floor ?? Math.min(0, ...values), high = Math.max(...values, low + 1e-9);
  const path = points.filter(([, value]) => Number.isFinite(value))
    .map(([time, value]) => `${((time / 1000 - range.from) / (range.to - range.from) * 100).toFixed(2)} ${(96 - (value - low) / (high - low) * 88).toFixed(2)}`);
  const [first, last] = [path[0].split(' ')[0], path.at(-1).split(' ')[0]];
  return svg('svg', { viewBox: '0 0 100 100', preserveAspectRatio: 'none', class: 'spark', 'aria-hidden': 'true' },
    svg('path', { d: `M${path.join('L')}L${last} 100L${first} 100Z`, class: 'area' }), svg('path', { d: `M${path.join('L')}`, class: 'line' }));
}
