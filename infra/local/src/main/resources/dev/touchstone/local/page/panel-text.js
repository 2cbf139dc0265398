import { element } from './dom.js';
import { markdown } from './markdown.js';

/** Words between the panels. */
export class Text {
  constructor(panel) {
    this.panel = panel;
    this.body = element('div', { class: 'scrolling' });
  }

  drawResults(results, { interpolate }) {
    this.body.replaceChildren(markdown(interpolate(this.panel.options?.content ?? '')));
    return 1;
  }

  end() {}
}
