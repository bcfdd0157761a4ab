import { newCharacteristic, sampleForm, signalTable } from './entry.js'
import { xyChart } from './lib/chart.js'
import { begin, choice, empty, h, into, millrace, section, tile } from './lib/page.js'
import { words } from './words.js'

begin(words, async (root, w, { assets, settings }) => {
  const place = h('div', { class: 'stack' })
  const picking = h('div')
  let chosen
  const show = () =>
    into(place, w, async () => {
      if (!chosen) return empty(w.t('nothing'), w.t('nothing_hint'))
      return chart(w, await millrace.call('chart', { characteristic: chosen }), settings, show)
    })
  const list = async (id) => {
    const { characteristics } = await millrace.call('chart', {})
    chosen = id ?? chosen ?? characteristics[0]?.id
    picking.replaceChildren(
      characteristics.length === 0
        ? ''
        : choice(
            w.t('characteristic'),
            characteristics.map((each) => [each.id, each.name]),
            chosen,
            (to) => {
              chosen = to
              show()
            },
          ),
    )
    await show()
  }
  root.replaceChildren(
    h('header', { class: 'head' }, h('h1', null, w.t('title'))),
    picking,
    place,
    newCharacteristic(w, assets.gauge ?? [], list),
  )
  await list()
})

/** Digits with which the values of a characteristic are told: two more than its σ needs. */
const digitsOf = ({ capability }) => Math.min(6, Math.max(1, 1 - Math.floor(Math.log10(capability?.overall || 1))))

function chart(w, it, settings, again) {
  const form = section(w.t('enter'), sampleForm(w, it, again))
  if (it.points.length === 0) return [form, h('p', { class: 'quiet' }, w.t('few'))]
  const digits = digitsOf(it)
  return [
    tiles(w, it, settings, digits),
    form,
    section(w.t(it.size > 1 ? 'x_mean' : 'x_single'), meansChart(w, it, digits)),
    h(
      'div',
      { class: 'columns' },
      section(w.t(it.size > 1 ? 'r_range' : 'r_moving'), rangeChart(w, it, digits)),
      section(w.t('histogram'), histogram(w, it, digits)),
    ),
    limits(w, it, again),
    section(w.t('signals'), signalTable(w, it, digits, again)),
    it.unfit > 0 ? h('p', { class: 'note' }, w.t('unfit', { count: it.unfit })) : null,
  ].filter(Boolean)
}

function tiles(
  w,
  { capability: c, inControl, signals, wide, quality, few, unit, upper, lower },
  { least_cpk },
  digits,
) {
  const because = !inControl ? w.t('because_control') : few ? w.t('because_few', { n: c.n }) : undefined
  const broken = signals.filter((list, i) => list.length > 0 || wide[i]).length
  const of = (name, more = {}) =>
    c[name] === null ? null : tile(w, { label: w.t(name), value: c[name], digits: 2, quality, because, ...more })
  const tone = (value) => (value >= least_cpk ? 'good' : value >= 1 ? 'warn' : 'bad')
  return h(
    'div',
    { class: 'tiles' },
    tile(w, {
      label: w.t('state'),
      value: broken,
      digits: 0,
      note: inControl ? w.t('in_control') : w.t('out_of_control'),
      tone: inControl ? 'good' : 'warn',
    }),
    of('cpk', { how: w.t('how_cpk'), tone: tone(c.cpk), note: w.t('wanted', { value: w.number(least_cpk, 2) }) }),
    of('cp'),
    of('ppk', { how: w.t('how_ppk') }),
    tile(w, { label: w.t('mean'), value: c.mean, unit, digits }),
    upper === undefined && lower === undefined ? null : of('ppm', { unit: '[ppm]', digits: c.ppm < 10 ? 1 : 0 }),
  )
}

const x = (w, { samples }) => ({
  from: 1,
  to: Math.max(2, samples.length),
  ticks: (n) => (samples[n - 1] && Number.isInteger(n) ? w.moment(samples[n - 1].at) : ''),
})

function meansChart(w, it, digits) {
  const { limits: l, points, signals, unit } = it
  const band = (from, to, colour) => [
    { low: l.centre + from * l.step, high: l.centre + to * l.step, colour },
    { low: l.centre - to * l.step, high: l.centre - from * l.step, colour },
  ]
  const pairs = points.map((point, i) => [i + 1, point.x])
  return xyChart(w, {
    label: w.t(it.size > 1 ? 'x_mean' : 'x_single'),
    height: 280,
    x: x(w, it),
    y: { unit, digits },
    bands: [...band(0, 1, 'var(--series-3)'), ...band(1, 2, 'var(--series-1)'), ...band(2, 3, 'var(--warn)')],
    layers: [
      { kind: 'line', points: pairs, colour: 'var(--series-1)' },
      {
        name: w.t('value'),
        kind: 'dots',
        points: pairs,
        colour: 'var(--series-1)',
        digits,
        flags: new Set(signals.flatMap((list, i) => (list.length > 0 ? [i] : []))),
      },
    ],
    rules: [
      { y: l.high, label: w.t('ucl', { value: w.number(l.high, digits) }), colour: 'var(--bad)' },
      { y: l.low, label: w.t('lcl', { value: w.number(l.low, digits) }), colour: 'var(--bad)' },
      {
        y: l.centre,
        label: w.t('centre', { value: w.number(l.centre, digits) }),
        colour: 'var(--ink-3)',
        dashed: false,
      },
    ],
  })
}

function rangeChart(w, it, digits) {
  const { range } = it.limits
  const pairs = it.points.map(({ r }, i) => [i + 1, r])
  return xyChart(w, {
    label: w.t(it.size > 1 ? 'r_range' : 'r_moving'),
    x: x(w, it),
    y: { unit: it.unit, low: 0, digits },
    layers: [
      { kind: 'line', points: pairs, colour: 'var(--series-2)' },
      {
        name: w.t('value'),
        kind: 'dots',
        points: pairs,
        colour: 'var(--series-2)',
        digits,
        flags: new Set(it.wide.flatMap((wide, i) => (wide ? [i] : []))),
      },
    ],
    rules: [
      { y: range.high, label: w.t('ucl', { value: w.number(range.high, digits) }), colour: 'var(--bad)' },
      {
        y: range.centre,
        label: w.t('centre', { value: w.number(range.centre, digits) }),
        colour: 'var(--ink-3)',
        dashed: false,
      },
    ],
  })
}

/** Of all pieces, with the limits of the drawing. */
function histogram(w, { samples, lower, upper, unit }, digits) {
  const all = samples.flatMap(({ values }) => values)
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const bins = Math.max(5, Math.min(24, Math.ceil(Math.sqrt(all.length))))
  const width = (most - least) / bins || 1
  const counts = Array.from({ length: bins }, (_, i) => [
    least + i * width,
    all.filter((value) => Math.min(bins - 1, Math.floor((value - least) / width)) === i).length,
  ])
  const edges = [
    least,
    most + width * 0.02,
    ...(lower === undefined ? [] : [lower]),
    ...(upper === undefined ? [] : [upper]),
  ]
  const [from, to] = [Math.min(...edges), Math.max(...edges)]
  const room = (to - from) * 0.04
  return xyChart(w, {
    label: w.t('histogram'),
    x: { from: from - room, to: to + room, unit, ticks: (value) => w.number(value, digits) },
    y: { low: 0, digits: 0 },
    layers: [{ name: w.t('pieces'), kind: 'bars', width, points: counts, colour: 'var(--series-1)', digits: 0 }],
    rules: [
      ...(lower === undefined ? [] : [{ x: lower, label: w.t('lower'), colour: 'var(--bad)' }]),
      ...(upper === undefined ? [] : [{ x: upper, label: w.t('upper'), colour: 'var(--bad)' }]),
    ],
  })
}

function limits(w, { id, frozen }, again) {
  const said = h('span', { class: 'quiet' }, frozen ? w.t('frozen', frozen) : w.t('loose'))
  const place = h('div', { class: 'row' }, said)
  const act = h(
    'button',
    {
      type: 'button',
      onclick: () =>
        into(place, w, async () => {
          await millrace.call('entry', frozen ? { thaw: id } : { freeze: id })
          await again()
        }),
    },
    w.t(frozen ? 'thaw' : 'freeze'),
  )
  place.append(act)
  return place
}
