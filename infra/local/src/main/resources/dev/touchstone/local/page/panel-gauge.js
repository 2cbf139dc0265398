import { Chart } from './chart.js';
import { element } from './dom.js';
import { reduce } from './fields.js';
import { ink, lettering, named, thresholdColour } from './theme.js';
import { format } from './units.js';

/** A value between its least and its most, with the thresholds as a rim. */
export class Gauge {
  constructor(panel) {
    this.panel = panel;
    this.chart = new Chart(panel.title);
    this.body = element('div', { class: 'gauge' }, this.chart.place);
  }

  draw(fields) {
    const colours = ink();
    const width = 100 / fields.length;
    this.chart.draw({ animation: false, textStyle: { fontFamily: lettering() }, series: fields.flatMap((field, index) => {
      const { min = 0, max = 100, thresholds, unit, decimals } = field.config;
      const value = reduce(field);
      const colour = thresholdColour(thresholds, value);
      const place = { type: 'gauge', min, max, startAngle: 200, endAngle: -20, center: [`${width * (index + 0.5)}%`, '66%'], pointer: { show: false },
        axisTick: { show: false }, splitLine: { show: false }, axisLabel: { show: false }, silent: true };
      return [
        { ...place, radius: '108%', axisLine: { lineStyle: { width: 3, color: rim(thresholds, min, max) } }, detail: { show: false }, title: { show: false } },
        { ...place, radius: '98%', progress: { show: true, width: 12, itemStyle: { color: colour } }, axisLine: { lineStyle: { width: 12, color: [[1, colours.line]] } },
          detail: { formatter: () => format(value, unit, decimals), color: colour, fontSize: 18, fontWeight: 600, offsetCenter: [0, '-8%'] },
          title: { show: fields.length > 1, color: colours.faint, fontSize: 11, offsetCenter: [0, '28%'] }, data: [{ value: Math.min(max, value), name: field.name }] }];
    }) });
    this.chart.say(`${this.panel.title}: ${fields.map(field => format(reduce(field), field.config.unit)).join(', ')}`);
    return fields.length;
  }

  end() {
    this.chart.end();
  }
}

/** Ends and colours of the parts of the rim, as shares of the whole. */
function rim(thresholds, min, max) {
  const steps = thresholds?.steps ?? [{ color: 'green', value: null }];
  return steps.map((step, index) => [index + 1 < steps.length ? Math.min(1, Math.max(0, (steps[index + 1].value - min) / (max - min))) : 1, named(step.color)]);
}
