import { element } from './dom.js';
import { dark } from './theme.js';
import { clock, RANGES, REFRESHES, seconds } from './time.js';

/** Range of time, refresh, and light or dark. */
export function controls(place, state, changed) {
  const known = RANGES.some(([from]) => from === state.from) && state.to === 'now';
  const own = known ? [] : [[state.from, label(state)]];
  const range = element('select', { 'aria-label': 'Time shown', onchange: event => changed({ from: event.target.value, to: 'now' }) },
    [...own, ...RANGES].map(([from, name]) => element('option', { value: from, selected: from === state.from }, own.some(([one]) => one === from) ? name : `last ${name}`)));
  const refresh = element('select', { 'aria-label': 'Refresh', onchange: event => changed({ refresh: event.target.value }) },
    [...new Set([...REFRESHES, state.refresh])].map(every => element('option', { value: every, selected: every === state.refresh }, every === 'off' ? 'no refresh' : `every ${every}`)));
  const theme = element('button', { type: 'button', 'aria-label': 'Light or dark', onclick: () => changed({ theme: dark() ? 'light' : 'dark' }) }, dark() ? '☀' : '☾');
  place.replaceChildren(
    element('button', { type: 'button', 'aria-label': 'Earlier', onclick: () => changed(shifted(state, -1)) }, '‹'), range,
    element('button', { type: 'button', 'aria-label': 'Later', disabled: state.to === 'now', onclick: () => changed(shifted(state, 1)) }, '›'),
    refresh, element('button', { type: 'button', 'aria-label': 'Refresh now', onclick: () => changed({}) }, '⟳'), theme);
}

function label({ from, to }) {
  if (to === 'now' && from.startsWith('now-')) return `last ${from.slice(4)}`;
  if (!/^\d+$/.test(from)) return `${from} to ${to}`;
  const length = (Number(to) - Number(from)) / 1000;
  return `${clock(Number(from), length)} – ${clock(Number(to), length)}`;
}

/** By half of what is shown; what would end in the future goes on following now. */
function shifted({ from, to }, direction) {
  const now = Date.now();
  const start = /^\d+$/.test(from) ? Number(from) : now - seconds(from.replace('now-', '')) * 1000;
  const end = to === 'now' ? now : Number(to);
  const half = direction * (end - start) / 2;
  if (end + half >= now) return { from: `now-${Math.round((end - start) / 1000)}s`, to: 'now' };
  return { from: String(Math.round(start + half)), to: String(Math.round(end + half)) };
}

/** A list of choices for each variable; 'all' and several where the dashboard allows them. */
export function variableControls(place, variables, changed) {
  const inner = variables.shown.map(one => one.type === 'textbox' ? textbox(one, variables, changed) : choice(one, variables, changed));
  place.replaceChildren(...inner);
  place.hidden = inner.length === 0;
}

function textbox(one, variables, changed) {
  return element('label', {}, one.label ?? one.name, element('input', { type: 'text', value: variables.chosen.get(one.name)[0], onchange: event => {
    variables.choose(one.name, [event.target.value]);
    changed();
  } }));
}

function choice(one, variables, changed) {
  const options = variables.options.get(one.name) ?? [];
  const chosen = variables.isAll(one.name) ? [] : variables.chosen.get(one.name);
  const headline = chosen.length === 0 ? `all ${options.length}` : chosen.length === 1 ? chosen[0] : `${chosen.length} of ${options.length}`;
  const choose = values => {
    variables.choose(one.name, values);
    changed();
  };
  const type = one.multi ? 'checkbox' : 'radio';
  const list = element('div', { class: 'options' },
    one.includeAll ? element('label', {}, element('input', { type, name: one.name, checked: chosen.length === 0, onchange: () => choose([]) }), 'all') : null,
    options.map(value => element('label', {}, element('input', { type, name: one.name, checked: chosen.includes(value),
      onchange: event => choose(one.multi ? event.target.checked ? [...chosen, value] : chosen.filter(other => other !== value) : [value]) }), value)));
  return element('details', { class: 'choice', title: one.description ?? '', 'data-name': one.name }, element('summary', {}, element('span', { class: 'faint' }, one.label ?? one.name), ' ', headline), list);
}
