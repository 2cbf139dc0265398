import { Chart, share, tip } from './chart.js';
import { element } from './dom.js';
import { reduce } from './fields.js';
import { clock } from './time.js';
import { ink, lettering, named } from './theme.js';
import { format, interval } from './units.js';

const MOST_IN_TIP = 14;

/** Lines, areas and bars over time, with thresholds, a legend that switches series, and exemplars that lead to their traces. */
export class TimeSeries {
  constructor(panel, { zoom, trace }) {
    this.panel = panel;
    this.zoom = zoom;
    this.trace = trace;
    this.chart = new Chart(panel.title);
    this.legend = element('ul', { class: 'legend' });
    this.body = element('div', { class: 'with-legend' }, this.chart.place, this.legend);
    this.hidden = new Set();
  }

  draw(fields, { range, exemplars = [] }) {
    if (fields.length === 0) return 0;
    this.fields = fields;
    this.range = range;
    this.exemplars = exemplars;
    this.redraw();
    return fields.length;
  }

  redraw() {
    const { fields, range, panel } = this;
    const colours = ink();
    const custom = panel.fieldConfig.defaults.custom ?? {};
    const shown = fields.filter(field => !this.hidden.has(field.name));
    const units = [...new Set(fields.map(field => field.config.unit ?? 'short'))].slice(0, 2);
    const logarithmic = custom.scaleDistribution?.type === 'log';
    const stacked = custom.stacking?.mode === 'normal';
    const first = !this.chart.instance;
    this.chart.draw({
      animation: false, textStyle: { fontFamily: lettering() },
      grid: { left: 10, right: units.length > 1 ? 4 : 18, top: 10, bottom: 2, containLabel: true },
      xAxis: { type: 'time', min: range.from * 1000, max: range.to * 1000, axisLine: { lineStyle: { color: colours.line } }, axisTick: { show: false }, splitNumber: 4,
        axisLabel: { color: colours.faint, fontSize: 11, hideOverlap: true, formatter: value => clock(value, Math.max(range.length, 901)) } },
      yAxis: units.map((unit, index) => ({ type: logarithmic ? 'log' : 'value', scale: true, splitNumber: 4, position: index ? 'right' : 'left',
        ...(logarithmic ? {} : this.scale(shown.filter(field => (field.config.unit ?? 'short') === unit), unit, stacked)),
        axisLabel: { color: colours.faint, fontSize: 11, formatter: value => format(value, unit) }, splitLine: { show: index === 0, lineStyle: { color: colours.line } } })),
      tooltip: { trigger: 'axis', confine: true, transitionDuration: 0, backgroundColor: colours.panel, borderColor: colours.line, textStyle: { color: colours.text, fontSize: 12 },
        axisPointer: { lineStyle: { color: colours.faint } }, formatter: points => this.tip(points) },
      // Dragging over the chart chooses a range of time.
      toolbox: { show: true, itemSize: 0, top: -20, feature: { dataZoom: { yAxisIndex: 'none', xAxisIndex: 0, title: { zoom: '', back: '' } } } },
      series: [...shown.map((field, index) => this.line(field, index, units)), ...this.dots(shown)],
    });
    if (first) this.listen();
    this.chart.instance.dispatchAction({ type: 'takeGlobalCursor', key: 'dataZoomSelect', dataZoomSelectActive: true });
    this.drawLegend();
    this.chart.say(`${panel.title}: ${fields.length} series. Latest: ${fields.slice(0, 6).map(field => `${field.name} ${format(reduce(field), field.config.unit)}`).join('; ')}`);
  }

  /** Where an axis ends and where its lines lie, when that is not left to the chart. */
  scale(fields, unit, stacked) {
    const { min, max } = this.panel.fieldConfig.defaults;
    const tops = fields.map(field => reduce(field, 'max'));
    const largest = stacked ? tops.reduce((sum, top) => sum + Math.max(0, top), 0) : Math.max(0, ...tops);
    // Nothing but zeros has no scale of its own.
    if (largest === 0 && !fields.some(field => reduce(field, 'min') < 0)) return { min: 0, max: 1, interval: 0.25 };
    // A given maximum counts once values come near it: a share of 3 % is not drawn as a flat line.
    if (max !== undefined && largest > max / 2 && largest <= max) return { min, max };
    const step = interval(largest, unit);
    return { min, interval: step, max: step && !stacked ? Math.ceil(largest / step) * step : undefined };
  }

  line(field, index, units) {
    const custom = field.config.custom;
    const bars = custom.drawStyle === 'bars';
    const stacked = custom.stacking?.mode === 'normal';
    return { name: field.name, type: bars ? 'bar' : 'line', yAxisIndex: Math.max(0, units.indexOf(field.config.unit ?? 'short')), stack: stacked ? 'all' : undefined,
      data: this.gaps(field.points, stacked), showSymbol: field.points.length === 1 && !stacked, symbolSize: 5, connectNulls: custom.spanNulls === true,
      color: field.colour, lineStyle: { width: (custom.lineWidth ?? 1) + 0.5 }, emphasis: { disabled: true }, barMaxWidth: 12,
      areaStyle: !bars && custom.fillOpacity > 0 ? { opacity: custom.fillOpacity / 100 } : undefined, markLine: index === 0 ? this.thresholds() : undefined };
  }

  /** A null where nothing was measured for long, so that no line is drawn there; stacked series need a value at each step. */
  gaps(points, stacked) {
    const span = this.panel.fieldConfig.defaults.custom?.spanNulls;
    const longest = Math.max(typeof span === 'number' ? span : 0, 2.5 * this.range.step * 1000);
    if (stacked) {
      const known = new Map(points);
      const filled = [];
      for (let time = this.range.from; time <= this.range.to; time += this.range.step) filled.push([time * 1000, known.get(time * 1000) ?? 0]);
      return filled;
    }
    return points.flatMap((point, index) => index > 0 && point[0] - points[index - 1][0] > longest ? [[point[0] - 1, null], point] : [point]);
  }

  thresholds() {
    const { thresholds, custom } = this.panel.fieldConfig.defaults;
    if (!thresholds || !custom?.thresholdsStyle || custom.thresholdsStyle.mode === 'off') return undefined;
    return { silent: true, symbol: 'none', animation: false, label: { show: false },
      data: thresholds.steps.filter(step => step.value !== null && step.value !== undefined)
        .map(step => ({ yAxis: step.value, lineStyle: { color: named(step.color), type: 'dashed', width: 1, opacity: 0.8 } })) };
  }

  dots(shown) {
    if (shown.length === 0 || this.exemplars.length === 0) return [];
    return [{ name: 'trace', type: 'scatter', symbol: 'diamond', symbolSize: 6, color: ink().faint, z: 5, cursor: 'pointer', itemStyle: { opacity: 0.6 },
      data: this.exemplars.map(one => ({ value: [one.time, one.value], trace: one.trace })),
      tooltip: { trigger: 'item' } }];
  }

  tip(points) {
    const list = Array.isArray(points) ? points : [points];
    const lines = list.filter(point => point.seriesName !== 'trace' && point.value?.[1] !== null && point.value?.[1] !== undefined);
    const dot = list.find(point => point.seriesName === 'trace');
    const sorted = lines.sort((one, other) => other.value[1] - one.value[1]);
    const rows = sorted.slice(0, MOST_IN_TIP).map(point => ({ name: point.seriesName, colour: point.color, value: format(point.value[1], this.unit(point.seriesName)) }));
    if (sorted.length > MOST_IN_TIP) rows.push({ name: `and ${sorted.length - MOST_IN_TIP} more`, colour: 'transparent', value: '' });
    if (dot) rows.push({ name: 'one request: click to open its trace', colour: dot.color, value: format(dot.value[1], this.fields[0].config.unit) });
    return list.length > 0 ? tip(clock(list[0].value[0], 900), rows) : '';
  }

  unit(name) {
    return this.fields.find(field => field.name === name)?.config.unit;
  }

  listen() {
    share(this.chart);
    this.chart.instance.on('datazoom', event => {
      const chosen = event.batch?.[0];
      if (chosen?.startValue !== undefined && chosen.endValue - chosen.startValue > 10_000) this.zoom(chosen.startValue, chosen.endValue);
    });
    this.chart.instance.on('click', { seriesName: 'trace' }, event => this.trace(event.data.trace));
  }

  drawLegend() {
    const legend = this.panel.options?.legend;
    this.legend.replaceChildren(...(legend?.showLegend === false ? [] : this.fields.map(field => element('li', {},
      element('button', { type: 'button', 'aria-pressed': String(!this.hidden.has(field.name)), title: `${field.name}: show or hide`, onclick: event => this.toggle(field.name, event) },
        element('i', { class: 'swatch', style: { background: field.colour } }), element('span', { class: 'name' }, field.name),
        element('span', { class: 'number' }, format(reduce(field), field.config.unit, field.config.decimals)))))));
  }

  /** A click shows or hides one series; with Ctrl, Shift or the Apple key it shows that one alone, or all again. */
  toggle(name, event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      const others = this.fields.map(field => field.name).filter(other => other !== name);
      const alone = others.every(other => this.hidden.has(other));
      this.hidden = new Set(alone ? [] : others);
    } else if (!this.hidden.delete(name)) {
      this.hidden.add(name);
    }
    this.redraw();
    this.legend.querySelectorAll('button')[this.fields.findIndex(field => field.name === name)]?.focus();
  }

  end() {
    this.chart.end();
  }
}
