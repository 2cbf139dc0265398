import { element } from './dom.js';
import { fields } from './fields.js';
import { BarGauge } from './panel-bargauge.js';
import { Gauge } from './panel-gauge.js';
import { Heatmap } from './panel-heatmap.js';
import { Stat } from './panel-stat.js';
import { Table } from './panel-table.js';
import { Text } from './panel-text.js';
import { TimeSeries } from './panel-timeseries.js';
import { queryExemplars, queryInstant, queryRange } from './prometheus.js';

const DRAWINGS = { timeseries: TimeSeries, stat: Stat, gauge: Gauge, bargauge: BarGauge, table: Table, heatmap: Heatmap, text: Text };
const MOST_EXEMPLARS = 50;

/** A panel of a dashboard: its frame, what it asks for, and the drawing inside. What goes wrong is told in its place. */
export class Panel {
  constructor(panel, context) {
    this.panel = panel;
    this.context = context;
    const Drawing = DRAWINGS[panel.type];
    this.drawing = Drawing ? new Drawing(panel, context) : null;
    this.message = element('p', { class: 'message', hidden: true });
    this.body = element('div', { class: 'body' }, this.drawing?.body, this.message);
    const id = `panel-${panel.id}`;
    this.element = element('section', { class: `panel ${panel.type}`, id, 'aria-labelledby': `${id}-title`, 'data-state': 'waiting', 'data-title': panel.title }, this.header(id), this.body);
  }

  header(id) {
    const about = element('div', { class: 'about', id: `${id}-about`, popover: 'auto' });
    about.addEventListener('toggle', event => event.newState === 'open' && this.describe(about));
    const { w } = this.panel.gridPos;
    return element('header', {}, element('h2', { id: `${id}-title`, title: this.panel.title }, this.panel.title),
      element('span', { class: 'links' }, w < 6 ? [] : this.links()),
      element('button', { type: 'button', class: 'quiet', popovertarget: about.id, 'aria-label': `What ${this.panel.title} means` }, 'i'),
      w < 6 ? null : element('button', { type: 'button', class: 'quiet wide', 'aria-label': `Enlarge ${this.panel.title}`, 'aria-pressed': 'false', onclick: event => this.enlarge(event.currentTarget), onkeydown: event => event.key === 'Escape' && this.element.classList.contains('large') && this.enlarge(event.currentTarget) }, '⤢'), about);
  }

  links() {
    return (this.panel.links ?? []).map(link => element('a', { href: this.context.interpolate(link.url) }, link.title));
  }

  /** Made when it is opened: links carry the time that is shown then. */
  describe(about) {
    const button = this.element.querySelector('header button').getBoundingClientRect();
    about.style.left = `${Math.max(8, Math.min(innerWidth - 440, button.left - 200))}px`;
    about.style.top = `${Math.min(innerHeight - 120, button.bottom + 6)}px`;
    const links = this.links();
    about.replaceChildren(element('strong', {}, this.panel.title), element('p', {}, this.panel.description ?? ''), ...(links.length > 0 ? [element('p', {}, 'See ', ...links.flatMap((link, index) => index ? [', ', link] : [link]))] : []),
      ...(this.panel.targets ?? []).map(target => element('pre', { tabindex: '0' }, element('code', {}, this.context.interpolate(target.expr)))));
  }

  enlarge(button) {
    const large = this.element.classList.toggle('large');
    button.setAttribute('aria-pressed', String(large));
    this.element.scrollIntoView({ block: 'nearest' });
  }

  /** Asks and draws anew; a later call ends an earlier one. */
  async refresh(range) {
    this.abort?.abort();
    this.abort = new AbortController();
    const { signal } = this.abort;
    try {
      if (!this.drawing) throw new Error(`This page can not draw panels of type ${this.panel.type}.`);
      const results = await Promise.all((this.panel.targets ?? []).filter(target => !target.hide).map(target => this.ask(target, range, signal)));
      const exemplars = (await Promise.all(results.map(({ target }) => target.exemplar ? this.exemplars(target, range, signal) : []))).flat();
      if (signal.aborted) return;
      const details = { range, exemplars: thinned(exemplars), interpolate: this.context.interpolate };
      // Said to be seen before it is drawn: a chart needs to know its size.
      this.say('drawn');
      const drawn = this.drawing.drawResults ? this.drawing.drawResults(results, details) : this.drawing.draw(fields(this.panel, results), details);
      this.element.dataset.drawn = String(drawn);
      if (drawn === 0) this.say('empty', this.panel.fieldConfig?.defaults?.noValue ?? 'Nothing was measured in the time shown.');
    } catch (failure) {
      if (failure.name !== 'AbortError') this.say('failed', failure.message);
    }
  }

  async ask(target, range, signal) {
    const query = this.context.interpolate(target.expr);
    return { target, series: await (target.instant ? queryInstant : queryRange)(query, range, signal) };
  }

  /** The requests behind a histogram: its buckets are what carries exemplars, whatever is computed of them. */
  async exemplars(target, range, signal) {
    return queryExemplars(this.context.interpolate(target.expr), range, signal);
  }

  say(state, message = '') {
    this.element.dataset.state = state;
    this.message.hidden = state === 'drawn';
    this.message.textContent = message;
    if (this.drawing) this.drawing.body.hidden = state !== 'drawn';
  }

  end() {
    this.abort?.abort();
    this.drawing?.end();
  }
}

/** The slowest are the interesting ones; more dots than can be told apart are left out. */
function thinned(exemplars) {
  return [...exemplars].sort((one, other) => other.value - one.value).slice(0, MOST_EXEMPLARS);
}
