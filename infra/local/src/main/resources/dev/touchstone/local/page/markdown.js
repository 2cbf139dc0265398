import { element } from './dom.js';

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** Anchor of a heading, as code forges make it. */
const anchor = text => text.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').trim().replace(/ /g, '-');

function inline(text) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(INLINE)) {
    parts.push(text.slice(end, found.index));
    if (found[1] !== undefined) parts.push(element('code', {}, found[1]));
    else if (found[2] !== undefined) parts.push(element('strong', {}, inline(found[2])));
    else parts.push(/^(https?:\/\/|\/|#|[\w.-]+(\/|$|\.md))/.test(found[4]) && !/^\w+script:/i.test(found[4]) ? element('a', { href: found[4] }, found[3]) : found[3]);
    end = found.index + found[0].length;
  }
  return [...parts, text.slice(end)];
}

/** Headings, paragraphs, lists, tables, code, links and emphasis: what our own documents use. Markup in it stays text. */
export function markdown(source) {
  const made = element('div', { class: 'markdown' });
  const lines = source.split('\n');
  for (let at = 0; at < lines.length;) {
    const line = lines[at];
    const take = test => {
      const taken = [];
      while (at < lines.length && test(lines[at])) taken.push(lines[at++]);
      return taken;
    };
    const heading = /^(#{1,6}) (.*)$/.exec(line);
    if (line.trim() === '') at++;
    else if (heading) {
      made.append(element(`h${Math.min(6, heading[1].length + 1)}`, { id: anchor(heading[2]) }, inline(heading[2])));
      at++;
    } else if (line.startsWith('```')) {
      at++;
      made.append(element('pre', { tabindex: '0' }, element('code', {}, take(one => !one.startsWith('```')).join('\n'))));
      at++;
    } else if (/^[-*] /.test(line)) {
      const items = take(one => /^([-*] | {2,}\S)/.test(one)).reduce((all, one) => /^[-*] /.test(one) ? [...all, one.slice(2)] : [...all.slice(0, -1), `${all.at(-1)} ${one.trim()}`], []);
      made.append(element('ul', {}, items.map(item => element('li', {}, inline(item)))));
    } else if (/^\d+\. /.test(line)) {
      const items = take(one => /^(\d+\. | {2,}\S)/.test(one)).reduce((all, one) => /^\d/.test(one) ? [...all, one.replace(/^\d+\. /, '')] : [...all.slice(0, -1), `${all.at(-1)} ${one.trim()}`], []);
      made.append(element('ol', {}, items.map(item => element('li', {}, inline(item)))));
    } else if (line.startsWith('|')) {
      const [head, , ...body] = take(one => one.startsWith('|')).map(one => one.replace(/^\||\|\s*$/g, '').split('|').map(text => text.trim()));
      made.append(element('table', {}, element('thead', {}, element('tr', {}, head.map(text => element('th', {}, inline(text))))),
        element('tbody', {}, body.map(cells => element('tr', {}, cells.map(text => element('td', {}, inline(text))))))));
    } else {
      // The first line is always taken, whatever it looks like, so that this ends.
      at++;
      const more = take(one => one.trim() !== '' && !/^(#{1,6} |```|[-*] |\d+\. |\|)/.test(one));
      made.append(element('p', {}, inline([line, ...more].join(' '))));
    }
  }
  return made;
}
