import { named, seriesColour } from './theme.js';

const LABEL = /\{\{\s*([\w]+)\s*\}\}/g;

/** The name of a series: its legend format with labels put in, else its labels, else the panel's title. */
function name(target, series, panel) {
  if (target.legendFormat && target.legendFormat !== '__auto') return target.legendFormat.replace(LABEL, (whole, label) => series.labels[label] ?? '').trim() || panel.title;
  const labels = Object.entries(series.labels).filter(([key]) => key !== '__name__');
  return labels.length > 0 ? labels.map(([key, value]) => `${key}=${value}`).join(', ') : panel.title;
}

function matches(matcher, field) {
  switch (matcher.id) {
    case 'byName': return field.name === matcher.options;
    case 'byRegexp': return new RegExp(`^(?:${matcher.options.replace(/^\/|\/$/g, '')})$`).test(field.name);
    case 'byFrameRefID': return field.refId === matcher.options;
    default: return false;
  }
}

/** The panel's defaults with the overrides for this field; 'custom.x' goes into custom. */
export function configure(panel, field) {
  const config = structuredClone(panel.fieldConfig?.defaults ?? {});
  config.custom ??= {};
  for (const override of panel.fieldConfig?.overrides ?? []) {
    if (!matches(override.matcher, field)) continue;
    for (const property of override.properties) {
      if (property.id.startsWith('custom.')) config.custom[property.id.slice(7)] = property.value;
      else config[property.id] = property.value;
    }
  }
  return config;
}

/** Every series of the panel's queries with its name, colour and configuration. */
export function fields(panel, results) {
  let index = 0;
  return results.flatMap(({ target, series }) => series.filter(one => one.points.length > 0).map(one => {
    const field = { ...one, refId: target.refId, name: name(target, one, panel) };
    const config = configure(panel, field);
    const fixed = config.color?.mode === 'fixed' ? named(config.color.fixedColor) : null;
    return { ...field, name: config.displayName ?? field.name, config, colour: fixed ?? seriesColour(index++) };
  }));
}

const REDUCERS = {
  lastNotNull: points => points.at(-1)[1], last: points => points.at(-1)[1], first: points => points[0][1],
  mean: points => points.reduce((sum, [, value]) => sum + value, 0) / points.length,
  max: points => points.reduce((most, [, value]) => Math.max(most, value), -Infinity),
  min: points => points.reduce((least, [, value]) => Math.min(least, value), Infinity),
  sum: points => points.reduce((sum, [, value]) => sum + value, 0),
};

export const reduce = (field, calculation = 'lastNotNull') => (REDUCERS[calculation] ?? REDUCERS.lastNotNull)(field.points);
