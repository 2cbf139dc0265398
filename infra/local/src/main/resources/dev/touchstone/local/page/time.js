/** As in prometheus.yml: nothing finer than a scrape is drawn. */
const SCRAPE = 5;
const UNITS = { s: 1, m: 60, h: 3600, d: 86400, w: 604800 };
const STEPS = [5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 86400];

export const RANGES = [['now-5m', '5 minutes'], ['now-15m', '15 minutes'], ['now-30m', '30 minutes'], ['now-1h', 'hour'], ['now-3h', '3 hours'],
  ['now-6h', '6 hours'], ['now-12h', '12 hours'], ['now-1d', 'day'], ['now-2d', '2 days'], ['now-7d', '7 days']];
export const REFRESHES = ['off', '5s', '10s', '30s', '1m', '5m'];

/** Seconds of 90s, 5m, 2h; 0 of anything else. */
export function seconds(text) {
  const found = /^(\d+)([smhdw])$/.exec(text ?? '');
  return found ? Number(found[1]) * UNITS[found[2]] : 0;
}

/** Seconds since 1970 of now, now-15m, or milliseconds since 1970 as Grafana writes them. */
function moment(text, now) {
  if (text === 'now') return now;
  const ago = /^now-(.+)$/.exec(text);
  if (ago && seconds(ago[1])) return now - seconds(ago[1]);
  const absolute = Number(text);
  return Number.isFinite(absolute) && text !== '' ? absolute / 1000 : NaN;
}

/**
 * The range between two moments, with the step that suits so many points, and the window of rates: at least four scrapes, so that
 * one lost scrape leaves no hole. Null when the moments make no range.
 */
export function range(from, to, points = 240) {
  const now = Date.now() / 1000;
  const start = moment(from, now), end = moment(to, now);
  if (!(start < end)) return null;
  const wanted = (end - start) / points;
  const step = STEPS.find(one => one >= wanted) ?? Math.ceil(wanted / 86400) * 86400;
  // On whole steps, so that a refresh moves the picture and does not reshape it.
  return { from: Math.floor(start / step) * step, to: Math.floor(end / step) * step, step, window: Math.max(step + SCRAPE, 4 * SCRAPE), length: Math.round(end - start) };
}

export function clock(milliseconds, length) {
  const date = new Date(milliseconds);
  const time = date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: length <= 900 ? '2-digit' : undefined, hour12: false });
  return length <= 86400 ? time : `${date.toLocaleDateString([], { day: 'numeric', month: 'short' })} ${time}`;
}

export function since(instant) {
  const past = Math.max(0, Date.now() - Date.parse(instant)) / 1000;
  if (past < 90) return `${Math.round(past)} s`;
  return past < 5400 ? `${Math.round(past / 60)} min` : `${Math.round(past / 3600)} h`;
}
