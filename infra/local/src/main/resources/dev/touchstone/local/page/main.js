import { Alerts } from './alerts.js';
import { controls, variableControls } from './controls.js';
import { element } from './dom.js';
import { Grid } from './grid.js';
import { markdown } from './markdown.js';
import { range, seconds } from './time.js';
import { Variables } from './variables.js';

const at = id => document.getElementById(id);
const ALERTS_EVERY = 5_000;

const state = { ...fromAddress(), settings: { traces: '' } };
let variables = new Variables([], new URLSearchParams());
let dashboard = null;
let timer = 0;

const link = path => `${path}${path.includes('?') ? '&' : '?'}from=${state.from ?? 'now-15m'}&to=${state.to ?? 'now'}`;
const interpolate = text => variables.interpolate(text, shownRange(), { __url_time_range: `from=${state.from}&to=${state.to}`, __all_variables: String(variables.parameters()) });
const grid = new Grid(at('panels'), { interpolate, zoom: (from, to) => change({ from: String(Math.round(from)), to: String(Math.round(to)) }), trace: openTrace });
const alerts = new Alerts(at('alerts'), link);

function fromAddress() {
  const parameters = new URLSearchParams(location.search);
  return { from: parameters.get('from'), to: parameters.get('to'), refresh: parameters.get('refresh') };
}

function shownRange() {
  return range(state.from, state.to, Math.max(120, Math.min(400, Math.round(innerWidth / 6)))) ?? range('now-15m', 'now');
}

function openTrace(id) {
  if (state.settings.traces) open(state.settings.traces + id, '_blank', 'noopener');
}

/** Trace ids come from outside as well, so they are only ever put behind the address of our own trace store. */
async function json(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

async function start() {
  const theme = localStorage.getItem('theme');
  if (theme) document.documentElement.dataset.theme = theme;
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => refresh());
  addEventListener('popstate', () => location.reload());
  alerts.refresh();
  setInterval(() => alerts.refresh(), ALERTS_EVERY);
  const [settings, list] = await Promise.all([json('/api/settings'), json('/api/dashboards')]);
  state.settings = settings;
  if (location.pathname === '/docs/runbooks.md') {
    navigation(list, null);
    await runbooks();
  } else {
    const uid = decodeURIComponent(location.pathname.replace(/^\/d\//, '').split('/')[0]);
    navigation(list, uid);
    await show(uid);
  }
}

const GROUPS = ['business', 'objectives', 'golden signals', 'RED', 'USE', 'plan'];

function navigation(list, current) {
  const groups = Map.groupBy(list, one => [...(one.tags ?? [])].find(tag => GROUPS.includes(tag)) ?? 'others');
  at('dashboards').replaceChildren(...[...GROUPS, 'others'].filter(group => groups.has(group)).flatMap(group => [
    element('h2', {}, group), element('ul', {}, groups.get(group).map(one => element('li', {},
      element('a', { href: link(`/d/${one.uid}`), title: one.description, 'aria-current': one.uid === current ? 'page' : null, 'data-uid': one.uid }, one.title))))]));
}

async function show(uid) {
  try {
    dashboard = await json(`/api/dashboards/${encodeURIComponent(uid)}`);
  } catch {
    at('title').textContent = 'No such dashboard';
    at('description').textContent = 'Choose one from the list.';
    return;
  }
  document.title = `${dashboard.title} · Touchstone`;
  at('title').textContent = dashboard.title;
  at('description').textContent = dashboard.description ?? '';
  state.from ??= dashboard.time?.from ?? 'now-15m';
  state.to ??= dashboard.time?.to ?? 'now';
  state.refresh ??= dashboard.refresh || 'off';
  variables = new Variables(dashboard.templating?.list ?? [], new URLSearchParams(location.search));
  grid.show(dashboard);
  await refresh();
}

async function runbooks() {
  at('controls').hidden = true;
  document.title = 'Runbooks · Touchstone';
  at('title').textContent = 'Runbooks';
  const answer = await fetch('/api/runbooks');
  at('panels').replaceChildren(answer.ok ? markdown((await answer.text()).replace(/^# .*\n/, '')) : element('p', {}, 'There is no docs/runbooks.md.'));
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

function change(changed) {
  if (changed.theme) {
    document.documentElement.dataset.theme = changed.theme;
    localStorage.setItem('theme', changed.theme);
  }
  Object.assign(state, changed);
  remember();
  refresh();
}

/** The address always says what is shown, so that it can be sent to somebody. */
function remember() {
  const parameters = variables.parameters();
  for (const key of ['from', 'to', 'refresh']) parameters.set(key, state[key]);
  history.replaceState(null, '', `${location.pathname}?${parameters}`);
  at('dashboards').querySelectorAll('a').forEach(anchor => anchor.setAttribute('href', link(`/d/${anchor.dataset.uid}`)));
}

async function refresh() {
  clearTimeout(timer);
  const shown = shownRange();
  controls(at('controls'), state, change);
  try {
    await variables.load(shown);
    // An open list of choices is not pulled away from under the pointer.
    if (!at('variables').querySelector('details[open]')) variableControls(at('variables'), variables, variableChosen);
  } catch (failure) {
    at('variables').hidden = false;
    at('variables').replaceChildren(element('p', { class: 'message' }, failure.message));
  }
  await grid.refresh(shown);
  document.body.dataset.refreshed = String(Date.now());
  const every = seconds(state.refresh);
  // In the background nobody looks; the next look refreshes.
  if (every > 0) timer = setTimeout(() => document.hidden ? addEventListener('visibilitychange', refresh, { once: true }) : refresh(), every * 1000);
}

function variableChosen() {
  const open = at('variables').querySelector('details[open]')?.dataset.name;
  variableControls(at('variables'), variables, variableChosen);
  if (open) at('variables').querySelector(`details[data-name="${open}"]`).open = true;
  remember();
  refresh();
}

addEventListener('click', event => at('variables').querySelectorAll('details[open]').forEach(one => one.contains(event.target) || (one.open = false)));
addEventListener('keydown', event => {
  if (event.key === 'Escape') at('variables').querySelectorAll('details[open]').forEach(one => { one.open = false; one.querySelector('summary').focus(); });
});

start().catch(failure => {
  at('title').textContent = 'This page could not start';
  at('description').textContent = failure.message;
});
