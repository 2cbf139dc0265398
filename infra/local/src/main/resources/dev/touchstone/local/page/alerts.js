import { element } from './dom.js';
import { activeAlerts } from './prometheus.js';
import { since } from './time.js';

const ORDER = ['page', 'ticket', 'info'];
const urgency = alert => (ORDER.indexOf(alert.labels.severity) + ORDER.length + 1) % (ORDER.length + 1);
/** What an alert is about, besides what every alert says of itself. */
const PLAIN = new Set(['alertname', 'severity', 'component', 'runbook_url', 'dashboard_url', 'instance']);

/** What fires, as Prometheus evaluates it, and what Alertmanager has delivered to this page. */
export class Alerts {
  constructor(place, link) {
    this.place = place;
    this.link = link;
    this.open = false;
  }

  async refresh() {
    const [firing, inbox] = await Promise.allSettled([activeAlerts(), this.inbox()]);
    this.draw(firing.status === 'fulfilled' ? firing.value.filter(alert => alert.state === 'firing') : null, inbox.status === 'fulfilled' ? inbox.value : { notifications: 0, alerts: [] });
  }

  async inbox() {
    return (await fetch('/api/alerts')).json();
  }

  draw(firing, inbox) {
    const drawn = JSON.stringify([firing, inbox, Math.floor(Date.now() / 30_000)]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const worst = firing === null ? 'unknown' : firing.length === 0 ? 'none' : [...firing].sort((one, other) => urgency(one) - urgency(other))[0].labels.severity ?? 'info';
    const details = element('details', { open: this.open, class: `alerts ${worst}`, ontoggle: event => { this.open = event.target.open; } },
      element('summary', {}, element('span', { class: 'dot' }), this.headline(firing), element('span', { class: 'faint' }, delivered(inbox))),
      firing?.length > 0 ? element('ul', { class: 'list' }, [...firing].sort((one, other) => urgency(one) - urgency(other)).map(alert => this.item(alert, alert.activeAt))) : element('p', { class: 'faint' }, 'Nothing to do.'),
      inbox.alerts.length > 0 ? [element('h3', {}, 'Delivered by Alertmanager'), element('ul', { class: 'list' }, inbox.alerts.slice(0, 30).map(alert => this.item(alert, alert.startsAt, alert)))] : []);
    this.place.replaceChildren(details);
  }

  headline(firing) {
    if (firing === null) return element('strong', {}, 'Prometheus does not answer: nothing is known of alerts.');
    if (firing.length === 0) return element('strong', {}, 'No alert fires');
    const names = [...new Set([...firing].sort((one, other) => urgency(one) - urgency(other)).map(alert => alert.labels.alertname))];
    return element('strong', {}, `${firing.length} ${firing.length === 1 ? 'alert fires' : 'alerts fire'}: ${names.slice(0, 4).join(', ')}${names.length > 4 ? ' …' : ''}`);
  }

  item(alert, start, received) {
    const { labels, annotations } = alert;
    const state = received?.status === 'resolved' ? 'resolved' : labels.severity ?? 'info';
    const about = Object.entries(labels).filter(([key]) => !PLAIN.has(key)).map(([key, value]) => `${key} ${value}`).join(', ');
    return element('li', { class: state }, element('span', { class: 'badge' }, state), element('strong', {}, labels.alertname ?? ''), element('span', {}, [labels.component, about].filter(Boolean).join(' · ')),
      element('span', { class: 'faint' }, received?.status === 'resolved' ? `resolved, heard ${since(received.receivedAt)} ago` : `for ${since(start)}`),
      element('span', { class: 'text' }, annotations.description ?? annotations.summary ?? ''),
      element('span', { class: 'go' }, this.anchor('Dashboard', annotations.dashboard_url ?? labels.dashboard_url), this.anchor('Runbook', annotations.runbook_url ?? labels.runbook_url)));
  }

  /** Only to pages of this server, or to the web: an alert's text comes from elsewhere. */
  anchor(title, address) {
    if (!address) return null;
    const path = address.replace(/^.*(?=docs\/runbooks\.md)/, '/');
    return /^(\/(?!\/)|https?:\/\/)/.test(path) ? element('a', { href: path.startsWith('/d/') ? this.link(path) : path }, title) : null;
  }
}

function delivered(inbox) {
  if (inbox.notifications === 0) return '';
  const firing = inbox.alerts.filter(alert => alert.status === 'firing').length;
  return `${inbox.notifications} ${inbox.notifications === 1 ? 'notification' : 'notifications'} from Alertmanager, ${firing} firing`;
}
