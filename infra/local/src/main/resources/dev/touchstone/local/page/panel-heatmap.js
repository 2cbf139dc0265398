import { Chart, tip } from './chart.js';
import { element } from './dom.js';
import { clock } from './time.js';
import { ink, lettering } from './theme.js';
import { format } from './units.js';

const bound = series => series.labels.le === '+Inf' ? Infinity : Number(series.labels.le);

/** Buckets of a histogram over time: the darker, the more fell into the bucket. */
export class Heatmap {
  constructor(panel) {
    this.panel = panel;
    this.chart = new Chart(panel.title);
    this.body = element('div', { class: 'heatmap' }, this.chart.place);
  }

  drawResults(results, { range }) {
    const buckets = results.flatMap(({ series }) => series).sort((one, other) => bound(one) - bound(other));
    const unit = this.panel.options?.yAxis?.unit;
    // Fewer and broader steps than a line has, so that a cell can be seen.
    const step = Math.max(range.step, Math.ceil((range.to - range.from) / 48 / range.step) * range.step);
    const times = [];
    for (let time = range.from; time <= range.to; time += step) times.push(time * 1000);
    const cells = [];
    let below = new Map();
    buckets.forEach((bucket, row) => {
      const sums = new Map();
      for (const [time, value] of bucket.points) {
        const column = Math.floor((time / 1000 - range.from) / step);
        sums.set(column, (sums.get(column) ?? 0) + value);
      }
      // Buckets of Prometheus hold all that is smaller, too; the increase over a window is counted at each step of it.
      const overlap = Math.max(1, range.window / range.step);
      for (const [column, sum] of sums) {
        const own = (sum - (below.get(column) ?? 0)) / overlap;
        if (own > 0.05 && column < times.length) cells.push([column, row, own]);
      }
      below = sums;
    });
    this.paint(cells, times, buckets, unit, range);
    return buckets.some(bucket => bucket.points.length > 0) ? Math.max(1, cells.length) : 0;
  }

  paint(cells, times, buckets, unit, range) {
    const colours = ink();
    const names = buckets.map(bucket => Number.isFinite(bound(bucket)) ? `≤ ${format(bound(bucket), unit)}` : 'more');
    this.chart.draw({
      animation: false, textStyle: { fontFamily: lettering() }, grid: { left: 10, right: 12, top: 8, bottom: 2, containLabel: true },
      xAxis: { type: 'category', data: times.map(time => clock(time, Math.max(range.length, 901))), axisTick: { show: false }, axisLine: { lineStyle: { color: colours.line } },
        axisLabel: { color: colours.faint, fontSize: 11, interval: Math.ceil(times.length / 5) } },
      yAxis: { type: 'category', data: names, axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: colours.faint, fontSize: 11 }, splitArea: { show: false } },
      visualMap: { show: false, min: 0, max: Math.max(1, ...cells.map(([, , count]) => count)), inRange: { color: colours.heat } },
      tooltip: { confine: true, transitionDuration: 0, backgroundColor: colours.panel, borderColor: colours.line, textStyle: { color: colours.text, fontSize: 12 },
        formatter: point => tip(clock(times[point.value[0]], 900), [{ name: names[point.value[1]], colour: point.color, value: format(Math.round(point.value[2] * 10) / 10, 'short') }]) },
      series: [{ type: 'heatmap', data: cells, itemStyle: { borderWidth: 1, borderColor: colours.panel, borderRadius: 2 }, emphasis: { disabled: true }, progressive: 0 }],
    });
    this.chart.say(`${this.panel.title}: ${Math.round(cells.reduce((sum, [, , count]) => sum + count, 0))} in ${names.length} buckets`);
  }

  end() {
    this.chart.end();
  }
}
