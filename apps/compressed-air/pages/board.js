import { key } from './lib/axes.js'
import { stripChart } from './lib/bars.js'
import { xyChart } from './lib/chart.js'
import { begin, h, into, millrace, section, tile } from './lib/page.js'
import { spanBar } from './lib/span.js'
import { compressors, demandForm, leakTest, planTable, plates } from './tables.js'
import { words } from './words.js'

const stateColours = {
  loaded: 'var(--series-3)',
  unloaded: 'var(--series-4)',
  stopped: 'var(--line)',
  fault: 'var(--bad)',
  unknown: 'var(--series-5)',
}
const SPECIFIC = 'kW.min/m3'

begin(words, async (root, w, { settings }) => {
  const place = h('div', { class: 'stack' })
  let [span, at] = ['day', undefined]
  const show = () =>
    into(place, w, async () => {
      const found = await millrace.call('station', { span, ...(at ? { at } : {}) })
      time.told(found, found.until < found.to ? w.t('until_now') : '')
      return board(w, found, settings, show)
    })
  const time = spanBar(
    w,
    ['day', 'week'].map((each) => [each, w.t(`span_${each}`)]),
    span,
    (to, moment) => {
      span = to
      at = moment
      show()
    },
  )
  root.replaceChildren(
    h('header', { class: 'head' }, h('h1', null, w.t('title')), h('div', { class: 'end' }, time.bar)),
    place,
  )
  await show()
})

function board(w, found, settings, again) {
  const { station, leaks, machines } = found
  const money = (value) => w.quantity(value, settings.currency, 0)
  const because = station.quality === 'good' ? undefined : w.t('because_gaps')
  const of = (name, unit, more) =>
    tile(w, { label: w.t(name), value: station[name], unit, digits: 0, quality: station.quality, because, ...more })
  const tone =
    station.specific === null
      ? undefined
      : station.specific <= settings.target
        ? 'good'
        : station.specific <= 1.15 * settings.target
          ? 'warn'
          : 'bad'
  return [
    h(
      'div',
      { class: 'tiles' },
      of('specific', SPECIFIC, {
        digits: 2,
        tone,
        how: w.t('how_specific'),
        note: w.t('target', { target: w.number(settings.target, 1) }),
      }),
      of('air', 'm3'),
      of('energy', 'kW.h'),
      of('cost', settings.currency),
      tile(w, {
        label: w.t('leaks'),
        how: w.t('how_leaks'),
        value: leaks.flow,
        unit: 'm3/min',
        quality: leaks.quality,
        because: leaks.flow === null ? w.t('no_quiet') : undefined,
        tone: leaks.share > 20 ? 'warn' : undefined,
        note: leaks.share === null ? undefined : w.t('leak_share', { share: w.quantity(leaks.share, '%', 0) }),
      }),
      tile(w, {
        label: w.t('unloaded'),
        value: station.unloaded.energy,
        unit: 'kW.h',
        digits: 0,
        note:
          station.unloaded.share === null
            ? undefined
            : w.t('unloaded_share', { share: w.quantity(station.unloaded.share, '%', 0) }),
      }),
    ),
    section(w.t('hints'), hints(w, found, settings, money)),
    h(
      'div',
      { class: 'columns' },
      section(w.t('flow_power'), ...flowAndPower(w, found)),
      section(w.t('specific_time'), specificChart(w, found, settings)),
    ),
    section(w.t('states'), states(w, found)),
    section(w.t('compressors'), compressors(w, machines)),
    h(
      'div',
      { class: 'columns' },
      section(
        w.t('plan'),
        h('p', { class: 'quiet' }, w.t(found.plan.length > 0 ? 'plan_hint' : 'no_plan')),
        found.plan.length > 0 ? [planTable(w, found.plan, machines), demandForm(w, machines)] : null,
      ),
      section(w.t('leak_test'), leakTest(w, leaks.byTime)),
    ),
    plates(w, machines, again),
  ]
}

/** What is worth doing, the dearest first. A bar of pressure takes 6.5 % of the power (ISO 11011: rule of thumb for 7 bar). */
function hints(w, { station, leaks, machines, until, from }, settings, money) {
  const year = (365 * 86_400_000) / (until - from)
  const pressures = machines.flatMap(({ pressure }) => (pressure ? [pressure.mean] : []))
  const pressure = pressures.length > 0 ? Math.max(...pressures) : undefined
  const list = [
    leaks.cost > 0 && leaks.share > 10
      ? ['leaks', leaks.cost * (1 - 10 / leaks.share), { flow: w.quantity(leaks.flow, 'm3/min', 1) }]
      : undefined,
    station.combination.energy > 0
      ? ['combination', station.combination.money, { energy: w.quantity(station.combination.energy, 'kW.h', 0) }]
      : undefined,
    station.overTarget > 0
      ? [
          'target',
          station.overTarget,
          { specific: w.quantity(station.specific, SPECIFIC, 2), target: w.number(settings.target, 1) },
        ]
      : undefined,
    pressure > settings.least_pressure + 0.5 && station.cost !== null
      ? [
          'pressure',
          station.cost * 0.065 * (pressure - settings.least_pressure - 0.5) * year,
          { pressure: w.quantity(pressure, 'bar', 1), least: w.quantity(settings.least_pressure, 'bar', 1) },
        ]
      : undefined,
  ]
  const told = list.filter((each) => each && each[1] > 0).sort((a, b) => b[1] - a[1])
  if (told.length === 0) return h('p', { class: 'quiet' }, w.t('no_hints'))
  const cards = told.map(([name, worth, values]) =>
    h(
      'div',
      { class: 'card advice' },
      h('p', { class: 'strong' }, w.t(`hint_${name}`, values)),
      h('p', { class: 'worth' }, w.t('a_year', { money: money(worth) })),
      h('p', { class: 'quiet' }, w.t(`do_${name}`)),
    ),
  )
  return cards.length > 1 ? [...cards, h('p', { class: 'note' }, w.t('apart'))] : cards
}

function flowAndPower(w, { from, to, hours }) {
  const x = { from, to, time: true }
  const best = hours.some(([, , , power]) => power !== null)
  return [
    xyChart(w, {
      label: w.t('flow'),
      height: 150,
      x,
      y: { unit: 'm3/min', low: 0 },
      layers: [
        {
          name: w.t('flow'),
          kind: 'area',
          points: hours.map(([time, flow]) => [time, flow]),
          colour: 'var(--series-3)',
        },
      ],
    }),
    xyChart(w, {
      label: w.t('power'),
      height: 190,
      x,
      y: { unit: 'kW', low: 0, digits: 0 },
      layers: [
        {
          name: w.t('power'),
          kind: 'line',
          points: hours.map(([time, , power]) => [time, power]),
          colour: 'var(--series-1)',
        },
        ...(best
          ? [
              {
                name: w.t('best'),
                kind: 'line',
                dashed: true,
                points: hours.map(([time, , , power]) => [time, power]),
                colour: 'var(--series-4)',
              },
            ]
          : []),
      ],
    }),
  ]
}

const specificChart = (w, { from, to, hours }, { target }) =>
  xyChart(w, {
    label: w.t('specific_time'),
    height: 352,
    x: { from, to, time: true },
    y: { unit: SPECIFIC },
    layers: [
      {
        name: w.t('specific'),
        kind: 'line',
        points: hours.map(([time, flow, power]) => [time, flow > 0.2 ? power / flow : null]),
        colour: 'var(--series-1)',
      },
    ],
    rules: [{ y: target, label: w.t('target', { target: w.number(target, 1) }), colour: 'var(--series-3)' }],
  })

const states = (w, { from, to, until, machines }) =>
  stripChart(w, {
    label: w.t('states'),
    from,
    to: Math.max(to, until),
    keys: Object.entries(stateColours).map(([state, colour]) => key(w.t(`state_${state}`), colour)),
    rows: machines.map(({ name, state }) => ({
      name,
      pieces: state.map(([a, b, is]) => ({
        from: a,
        to: b,
        colour: stateColours[is] ?? stateColours.unknown,
        title: `${w.t(`state_${is}`)}: ${w.moment(a)}, ${w.duration(b - a)}`,
      })),
    })),
  })
