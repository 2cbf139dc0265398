import { element } from './dom.js';
import { Panel } from './panel.js';

/** Panels on their 24 columns, by their dashboard's own places; rows fold away what is below them. */
export class Grid {
  constructor(place, context) {
    this.place = place;
    this.context = context;
    this.panels = [];
    this.seen = new Set();
    // What is out of sight is not asked for.
    this.sight = new IntersectionObserver(entries => entries.forEach(entry => this.look(entry)), { rootMargin: '400px' });
  }

  show(dashboard) {
    this.clear();
    const groups = [];
    let open = null;
    for (const panel of [...dashboard.panels].sort((one, other) => one.gridPos.y - other.gridPos.y || one.gridPos.x - other.gridPos.x)) {
      if (panel.type === 'row') {
        open = { row: panel, panels: [...(panel.panels ?? [])] };
        groups.push(open);
      } else {
        if (!open) groups.push(open = { row: null, panels: [] });
        open.panels.push(panel);
      }
    }
    this.place.replaceChildren(...groups.map(group => this.group(group)));
  }

  group({ row, panels }) {
    const top = Math.min(...panels.map(panel => panel.gridPos.y));
    const grid = element('div', { class: 'grid' }, panels.map(panel => {
      const view = new Panel(panel, this.context);
      const { x, y, w, h } = panel.gridPos;
      view.element.style.gridColumn = `${x + 1} / span ${w}`;
      view.element.style.gridRow = `${y - top + 1} / span ${h}`;
      view.element.view = view;
      this.panels.push(view);
      this.sight.observe(view.element);
      return view.element;
    }));
    return row ? element('details', { open: !row.collapsed, class: 'row' }, element('summary', {}, row.title), grid) : grid;
  }

  look(entry) {
    const { view } = entry.target;
    if (!entry.isIntersecting) this.seen.delete(view);
    else if (!this.seen.has(view)) {
      this.seen.add(view);
      if (this.range && view.drawnFor !== this.range) this.draw(view);
    }
  }

  refresh(range) {
    this.range = range;
    return Promise.all([...this.seen].map(view => this.draw(view)));
  }

  draw(view) {
    view.drawnFor = this.range;
    return view.refresh(this.range);
  }

  clear() {
    this.sight.disconnect();
    this.panels.forEach(view => view.end());
    this.panels = [];
    this.seen.clear();
    this.range = null;
  }
}
