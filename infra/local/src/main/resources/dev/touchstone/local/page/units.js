const RATES = { reqps: 'req/s', ops: 'ops/s', cps: '/s', rps: '/s', opm: '/min', cpm: '/min', hertz: 'Hz' };
const BINARY = { bytes: 'B', binBps: 'B/s' };
const DECIMAL = { decbytes: 'B', Bps: 'B/s' };

/** A value in its unit, as Grafana names units, for people: 0.0123 s is 12.3 ms. */
export function format(value, unit = 'short', decimals) {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  if (unit === 's') return duration(value, decimals);
  if (unit === 'ms') return duration(value / 1000, decimals);
  if (unit === 'percent') return `${digits(value, decimals)} %`;
  if (unit === 'percentunit') return `${digits(value * 100, decimals)} %`;
  if (unit === 'KBs') return scaled(value * 1000, 1000, ['', 'k', 'M', 'G', 'T'], 'B/s', decimals);
  if (unit in BINARY) return scaled(value, 1024, ['', 'Ki', 'Mi', 'Gi', 'Ti'], BINARY[unit], decimals);
  if (unit in DECIMAL) return scaled(value, 1000, ['', 'k', 'M', 'G', 'T'], DECIMAL[unit], decimals);
  if (unit in RATES) return `${digits(value, decimals)} ${RATES[unit]}`;
  if (unit === 'none' || unit === 'string') return digits(value, decimals);
  return scaled(value, 1000, ['', 'k', 'M', 'G', 'T'], '', decimals);
}

function duration(value, decimals) {
  const size = Math.abs(value);
  if (size === 0) return '0 s';
  if (size < 0.001) return `${digits(value * 1e6, decimals)} µs`;
  if (size < 1) return `${digits(value * 1000, decimals)} ms`;
  if (size < 120) return `${digits(value, decimals)} s`;
  if (size < 7200) return `${digits(value / 60, decimals)} min`;
  if (size < 172800) return `${digits(value / 3600, decimals)} h`;
  return `${digits(value / 86400, decimals)} d`;
}

function scaled(value, factor, prefixes, suffix, decimals) {
  let step = 0;
  while (Math.abs(value) >= factor && step < prefixes.length - 1) {
    value /= factor;
    step++;
  }
  return `${digits(value, decimals)} ${prefixes[step]}${suffix}`.trim();
}

/** Three significant digits unless said otherwise. */
function digits(value, decimals) {
  if (decimals !== undefined) return value.toFixed(decimals);
  const size = Math.abs(value);
  if (size !== 0 && size < 0.001) return value.toPrecision(2);
  return String(Number(value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3)));
}

const SECONDS = [60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 43200, 86400, 172800, 604800];

/** How far apart the lines of an axis lie, where steps of ten would read badly: times beyond minutes, sizes in powers of two. */
export function interval(largest, unit) {
  if (unit === 's' && largest > 120) return SECONDS.find(step => largest / step <= 5);
  if (unit in BINARY && largest > 1024) {
    const power = 1024 ** Math.floor(Math.log(largest) / Math.log(1024));
    return [1, 2, 4, 8, 16, 32, 64, 128, 256].map(step => step * power).find(step => largest / step <= 5);
  }
  return undefined;
}
