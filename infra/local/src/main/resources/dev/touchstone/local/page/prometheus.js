/** What Prometheus, or the page's own server, said was wrong. */
export class Refused extends Error {}

async function ask(path, parameters, signal) {
  const body = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) body.append(key, value);
  let answer;
  try {
    answer = await fetch(path, { method: 'POST', body, signal });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Refused('The page has lost its server: it was stopped, or restarts.');
  }
  return read(answer);
}

async function read(answer) {
  let json;
  try {
    json = await answer.json();
  } catch {
    throw new Refused(`The answer (${answer.status}) is not what Prometheus would say.`);
  }
  if (json.status !== 'success') throw new Refused(json.error ?? `Prometheus answered ${answer.status}.`);
  return json.data;
}

const number = text => text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);

/** Series with their points as [milliseconds, value]; what is not a number is left out. */
export async function queryRange(query, range, signal) {
  const data = await ask('/api/v1/query_range', { query, start: range.from, end: range.to, step: range.step }, signal);
  return data.result.map(series => ({ labels: series.metric,
    points: series.values.map(([time, value]) => [time * 1000, number(value)]).filter(([, value]) => !Number.isNaN(value)) }));
}

/** Series with one point, now or at the end of a range that lies in the past. */
export async function queryInstant(query, range, signal) {
  const data = await ask('/api/v1/query', { query, time: range.to }, signal);
  if (data.resultType === 'scalar') return [{ labels: {}, points: [[data.result[0] * 1000, number(data.result[1])]] }];
  return data.result.map(series => ({ labels: series.metric, points: [[series.value[0] * 1000, number(series.value[1])]] }));
}

export async function queryExemplars(query, range, signal) {
  const data = await ask('/api/v1/query_exemplars', { query, start: range.from, end: range.to }, signal);
  return data.flatMap(series => series.exemplars.map(one => ({ trace: one.labels.trace_id, value: Number(one.value), time: one.timestamp * 1000, labels: series.seriesLabels })))
    .filter(one => one.trace);
}

/** Values of a label among the series that match; all series when no selector is given. */
export async function labelValues(label, selector, range, signal) {
  const parameters = new URLSearchParams({ start: range.from, end: range.to });
  if (selector) parameters.append('match[]', selector);
  try {
    return read(await fetch(`/api/v1/label/${encodeURIComponent(label)}/values?${parameters}`, { signal }));
  } catch (failure) {
    if (failure instanceof TypeError) throw new Refused('The page has lost its server: it was stopped, or restarts.');
    throw failure;
  }
}

/** Alerts as Prometheus evaluates them: pending and firing. */
export async function activeAlerts(signal) {
  return (await read(await fetch('/api/v1/alerts', { signal }))).alerts;
}
