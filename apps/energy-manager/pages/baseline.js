import { xyChart } from './lib/chart.js'
import { begin, choice, empty, field, form, h, into, millrace, section, table, tile } from './lib/page.js'
import { words } from './words.js'

/** What a coefficient is for one of: production has no unit that the app knows. */
const units = { production: '', heating: 'K·d', cooling: 'K·d' }

begin(words, async (root, w, { assets, settings }) => {
  document.title = w.t('title_baseline')
  const place = h('div', { class: 'stack' })
  let meter = assets.meter[0]?.id
  const show = () =>
    into(place, w, async () => savings(w, await millrace.call('baseline', { do: 'savings', meter }), settings))
  const pick = choice(
    w.t('meter'),
    assets.meter.map(({ id, name }) => [id, name]),
    meter,
    (id) => {
      meter = id
      show()
    },
  )
  root.replaceChildren(
    h('header', { class: 'head' }, h('h1', null, w.t('title_baseline'))),
    pick,
    place,
    making(w, () => meter, show),
    days(w, show),
  )
  await show()
})

function savings(w, { baseline, days, saved }, { currency }) {
  if (!baseline) return empty(w.t('no_baseline'), w.t('no_baseline_hint'))
  const outside = days.some(({ quality }) => quality === 'uncertain')
  const because =
    saved?.missing > 0 ? w.t('days_missing', { count: saved.missing }) : outside ? w.t('outside') : undefined
  const of = (name, more) => tile(w, { label: w.t(name), quality: saved.quality, because, ...more })
  const at = (day) => Date.parse(`${day}T12:00:00`)
  const x = days.length > 0 ? { from: at(days[0].day), to: at(days.at(-1).day), time: true } : undefined
  return [
    saved
      ? h(
          'div',
          { class: 'tiles' },
          of('saved_energy', {
            value: saved.energy,
            unit: 'kW.h',
            digits: 0,
            tone: saved.energy < 0 ? 'warn' : 'good',
            note:
              saved.uncertainty === null
                ? undefined
                : w.t('plus_minus', { share: w.quantity(saved.uncertainty, '%', 0) }),
          }),
          of('saved_share', { value: saved.share, unit: '%' }),
          of('saved_money', { value: saved.money, unit: currency, digits: 0 }),
          tile(w, {
            label: w.t('cv'),
            value: baseline.fit.cv,
            unit: '%',
            tone: baseline.fit.cv > 20 ? 'warn' : 'good',
            note: w.t(baseline.fit.cv > 20 ? 'cv_weak' : 'cv_fine'),
          }),
          tile(w, { label: w.t('r2'), value: baseline.fit.r2, digits: 3 }),
        )
      : null,
    x
      ? h(
          'div',
          { class: 'columns' },
          section(
            w.t('savings'),
            xyChart(w, {
              label: w.t('savings'),
              x,
              y: { unit: 'kW.h', digits: 0 },
              layers: [
                {
                  name: w.t('actual'),
                  kind: 'line',
                  points: days.map(({ day, energy }) => [at(day), energy]),
                  colour: 'var(--series-1)',
                },
                {
                  name: w.t('expected'),
                  kind: 'line',
                  dashed: true,
                  points: days.map(({ day, expected }) => [at(day), expected]),
                  colour: 'var(--series-4)',
                },
              ],
            }),
          ),
          section(
            w.t('cumulative'),
            xyChart(w, {
              label: w.t('cumulative'),
              x,
              y: { unit: 'kW.h', digits: 0 },
              rules: [{ y: 0, colour: 'var(--ink-3)', dashed: false }],
              layers: [
                {
                  name: w.t('cumulative'),
                  kind: 'area',
                  points: days.map(({ day, cumulative }) => [at(day), cumulative]),
                  colour: 'var(--series-3)',
                },
              ],
            }),
          ),
        )
      : null,
    section(w.t('model'), model(w, baseline)),
  ].filter(Boolean)
}

function model(w, { begins, ends, fit, made_by }) {
  const rows = [
    { name: w.t('intercept'), value: fit.intercept, unit: 'kW.h' },
    ...fit.used.map((name, i) => ({ name: w.t(name), value: fit.slopes[i], unit: 'kW.h', per: units[name] })),
  ]
  return h(
    'div',
    { class: 'stack' },
    h('p', { class: 'quiet' }, `${w.t('model_of', { n: fit.n, begins, ends })}${made_by ? ` · ${made_by}` : ''}`),
    table(
      w.t('model'),
      [
        { label: w.t('over'), cell: ({ name }) => name },
        {
          label: w.t('energy'),
          num: true,
          cell: ({ value, unit, per }) =>
            `${w.quantity(value, unit, 2)}${per === undefined ? '' : `${w.t('per', { unit: per || w.t('one_made') })}`}`,
        },
      ],
      rows,
    ),
  )
}

const making = (w, meter, again) =>
  section(
    w.t('fit_title'),
    h('p', { class: 'quiet' }, w.t('fit_hint')),
    form(w, {
      label: w.t('fit_title'),
      send: 'fit',
      fields: [
        field(w.t('begins'), { name: 'begins', type: 'date', required: true }),
        field(w.t('ends'), { name: 'ends', type: 'date', required: true }),
        ...Object.keys(units).map((name) =>
          h('label', null, h('input', { type: 'checkbox', name, checked: true }), w.t(name)),
        ),
      ],
      save: async ({ begins, ends, ...over }) => {
        await millrace.call('baseline', {
          do: 'fit',
          meter: meter(),
          begins,
          ends,
          over: Object.keys(units).filter((name) => over[name]),
        })
        await again()
      },
    }),
  )

/** A line a day, as it is copied out of a spreadsheet. */
function readDays(text) {
  return text.split('\n').flatMap((line) => {
    const [day, production, temperature] = line.split(/[;,\t]/).map((part) => part.trim())
    if (!day) return []
    const number = (part) => (part === undefined || part === '' ? undefined : Number(part))
    const row = { day, production: number(production), temperature: number(temperature) }
    return [Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))]
  })
}

const days = (w, again) =>
  h(
    'details',
    null,
    h('summary', null, w.t('days_title')),
    h('p', { class: 'quiet' }, w.t('days_hint')),
    form(w, {
      label: w.t('days_title'),
      fields: [
        h(
          'label',
          { class: 'whole' },
          w.t('days_lines'),
          h('textarea', { name: 'lines', rows: 6, required: true, placeholder: '2026-11-27; 1240; 8.5' }),
        ),
      ],
      save: async ({ lines }) => {
        await millrace.call('baseline', { do: 'days', rows: readDays(lines) })
        await again()
      },
    }),
  )
