const SERIES = ['#4c8dff', '#f2a33a', '#2fb67c', '#e5534b', '#9b7bff', '#20b2c4', '#d9679f', '#8fae2e', '#b08968', '#7a8aa0', '#c2b52c', '#5f6caf'];
/** Grafana's names of colours, for thresholds and overrides. */
const NAMED = { green: '#2fb67c', red: '#e5534b', orange: '#f2a33a', yellow: '#d9b92b', blue: '#4c8dff', purple: '#9b7bff', text: '#7a8aa0', transparent: 'transparent' };

export const dark = () => (document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';

/** What a canvas needs to be told: it knows nothing of the page's style. */
export const lettering = () => getComputedStyle(document.body).fontFamily;

/** What charts need to know of the page's colours. */
export function ink() {
  return dark() ? { text: '#c3cbd6', faint: '#8793a3', line: '#2b3644', panel: '#151c25', heat: ['#1c2733', '#5a3f24', '#b7682a', '#f2a33a', '#ffe0ad'] }
    : { text: '#3a4656', faint: '#66727f', line: '#e3e7ec', panel: '#ffffff', heat: ['#f6f1ea', '#f9d8ad', '#f2a33a', '#c76a17', '#7d3a07'] };
}

export const seriesColour = index => SERIES[index % SERIES.length];
export const named = colour => NAMED[colour] ?? colour;

/** The colour of the highest step at or below the value. */
export function thresholdColour(thresholds, value, max = 1) {
  const steps = thresholds?.steps ?? [];
  const reached = steps.filter(step => step.value === null || step.value === undefined || value >= (thresholds.mode === 'percentage' ? step.value / 100 * max : step.value));
  return named(reached.length > 0 ? reached[reached.length - 1].color : steps[0]?.color ?? 'text');
}
