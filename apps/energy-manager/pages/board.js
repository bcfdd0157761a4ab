import { key } from './lib/axes.js'
import { barChart } from './lib/bars.js'
import { xyChart } from './lib/chart.js'
import { heatChart } from './lib/heat.js'
import { begin, choice, h, into, millrace, qualityMark, section, table, tile } from './lib/page.js'
import { spanBar } from './lib/span.js'
import { words } from './words.js'

const colours = {
  sharp: 'var(--series-6)',
  peak: 'var(--series-4)',
  flat: 'var(--series-1)',
  valley: 'var(--series-3)',
}

begin(words, async (root, w, { assets, settings }) => {
  const place = h('div', { class: 'stack' })
  let [span, at, meter] = ['day', undefined, '']
  const show = () =>
    into(place, w, async () => {
      const found = await millrace.call('loads', { span, ...(at ? { at } : {}), ...(meter ? { meter } : {}) })
      time.told(found, found.until < found.to ? w.t('until_now') : '')
      return board(w, found, settings)
    })
  const time = spanBar(
    w,
    ['day', 'week', 'month'].map((each) => [each, w.t(`span_${each}`)]),
    span,
    (to, moment) => {
      span = to
      at = moment
      show()
    },
  )
  const pick = choice(w.t('meter'), [['', w.t('all')], ...assets.meter.map(({ id, name }) => [id, name])], '', (id) => {
    meter = id
    show()
  })
  root.replaceChildren(
    h('header', { class: 'head' }, h('h1', null, w.t('title')), h('div', { class: 'end' }, time.bar)),
    assets.meter.length > 1 ? pick : '',
    place,
  )
  await show()
})

function board(w, found, settings) {
  const money = (value, digits = 0) => w.quantity(value, settings.currency, digits)
  const gaps =
    found.known < 0.99 ? w.t('because_gaps', { share: w.quantity(100 * (1 - found.known), '%', 1) }) : undefined
  const change = (name) => {
    const before = found.before[name]
    if (!(before > 0) || found[name] === null) return undefined
    const share = (100 * (found[name] - before)) / before
    return w.t('against', { change: `${share > 0 ? '+' : '−'}${w.quantity(Math.abs(share), '%', 1)}` })
  }
  const of = (name, unit, more) =>
    tile(w, {
      label: w.t(name),
      value: found[name],
      unit,
      digits: 0,
      quality: found.quality,
      because: gaps,
      note: change(name),
      ...more,
    })
  const over =
    found.peak && settings.contracted_demand > 0 ? (100 * found.peak.kW) / settings.contracted_demand : undefined
  return [
    h(
      'div',
      { class: 'tiles' },
      of('energy', 'kW.h'),
      of('cost', settings.currency),
      of('most', 'kW', {
        label: w.t('peak'),
        how: w.t('how_peak'),
        tone: over > 100 ? 'bad' : over > 95 ? 'warn' : undefined,
        note:
          over === undefined
            ? undefined
            : w.t('against_contract', {
                share: w.quantity(over, '%', 0),
                contract: w.quantity(settings.contracted_demand, 'kW', 0),
              }),
      }),
      of('base', 'kW', { how: w.t('how_base') }),
      of('loadFactor', '%', { label: w.t('load_factor'), how: w.t('how_load_factor'), digits: 1 }),
      of('carbon', 't', { digits: 2, note: undefined }),
    ),
    section(w.t('load'), loadChart(w, found, settings)),
    section(w.t('hints'), hints(w, found.hints, money)),
    h(
      'div',
      { class: 'columns' },
      section(w.t('tariff'), tariff(w, found.bill, money)),
      section(w.t('peaks'), peaks(w, found)),
    ),
    found.to - found.from > 90_000_000
      ? section(w.t('hours'), heatChart(w, { label: w.t('hours'), unit: 'kW', cells: found.hours }))
      : null,
    section(w.t('meters'), meters(w, found.meters, money)),
  ].filter(Boolean)
}

const loadChart = (w, { from, to, quarters }, { contracted_demand }) =>
  xyChart(w, {
    label: w.t('load'),
    x: { from, to, time: true },
    y: { unit: 'kW', low: 0, digits: 0 },
    layers: [{ name: w.t('load'), kind: 'area', points: quarters, colour: 'var(--series-1)' }],
    rules:
      contracted_demand > 0
        ? [
            {
              y: contracted_demand,
              label: w.t('contract_is', { kw: w.quantity(contracted_demand, 'kW', 0) }),
              colour: 'var(--bad)',
            },
          ]
        : [],
  })

function hints(w, list, money) {
  if (list.length === 0) return h('p', { class: 'quiet' }, w.t('no_hints'))
  const shown = (hint) => ({
    base: w.quantity(hint.base, 'kW', 0),
    share: w.quantity(hint.share, '%', 0),
    peak: w.quantity(hint.peak, 'kW', 0),
    at: w.moment(hint.at),
    level: w.quantity(hint.level, 'kW', 0),
    contracted: w.quantity(hint.contracted, 'kW', 0),
    moved: w.quantity(hint.moved, 'kW.h', 0),
  })
  return h(
    'div',
    { class: 'stack' },
    list.map((hint) =>
      h(
        'div',
        { class: `card advice ${hint.hint === 'over_contract' ? 'bad' : ''}` },
        h('p', { class: 'strong' }, w.t(`hint_${hint.hint}`, shown(hint))),
        h('p', { class: 'worth' }, w.t('a_year', { money: money(hint.saving) })),
        h('p', { class: 'quiet' }, w.t(`do_${hint.hint}`)),
      ),
    ),
    list.length > 1 ? h('p', { class: 'note' }, w.t('apart')) : null,
  )
}

function tariff(w, bill, money) {
  const all = bill.reduce((sum, { cost }) => sum + cost, 0)
  const bars = ['energy', 'cost'].map((what) => ({ what, sum: bill.reduce((sum, line) => sum + line[what], 0) }))
  return h(
    'div',
    { class: 'stack' },
    barChart(w, {
      label: w.t('tariff'),
      height: 190,
      unit: '%',
      digits: 0,
      keys: bill.map(({ period }) => key(w.t(`period_${period}`), colours[period])),
      bars: bars.map(({ what, sum }) => ({
        label: w.t(what),
        parts: bill.map((line) => ({
          name: w.t(`period_${line.period}`),
          value: sum > 0 ? (100 * line[what]) / sum : 0,
          colour: colours[line.period],
        })),
      })),
    }),
    table(
      w.t('tariff'),
      [
        { label: w.t('period'), cell: ({ period }) => w.t(`period_${period}`) },
        { label: w.t('energy'), num: true, cell: ({ energy }) => w.quantity(energy, 'kW.h', 0) },
        { label: w.t('price'), num: true, cell: ({ price }) => w.number(price, 3) },
        { label: w.t('cost'), num: true, cell: ({ cost }) => money(cost) },
        {
          label: w.t('share'),
          num: true,
          cell: ({ cost }) => (all > 0 ? w.quantity((100 * cost) / all, '%', 0) : '—'),
        },
      ],
      bill,
    ),
  )
}

function peaks(w, { peaks: list, peak }) {
  const most = peak?.parts.filter(({ kW }) => kW !== null).sort((a, b) => b.kW - a.kW) ?? []
  return h(
    'div',
    { class: 'stack' },
    table(
      w.t('peaks'),
      [
        { label: w.t('when'), cell: ({ from }) => w.moment(from) },
        { label: w.t('demand'), num: true, cell: ({ kW }) => w.quantity(kW, 'kW', 0) },
        { label: w.t('period'), cell: ({ period }) => w.t(`period_${period}`) },
      ],
      list,
    ),
    most.length > 1
      ? h(
          'p',
          { class: 'note' },
          `${w.t('made_by')}: ${most
            .slice(0, 4)
            .map(({ name, kW }) => `${name} ${w.quantity(kW, 'kW', 0)}`)
            .join(' · ')}`,
        )
      : null,
  )
}

/** A counter that says something else by more than 2 % tells that one of the two is wrong. */
const meters = (w, list, money) =>
  table(
    w.t('meters'),
    [
      {
        label: w.t('meter'),
        cell: ({ id, name }) => h('button', { type: 'button', class: 'plain', onclick: () => millrace.open(id) }, name),
      },
      {
        label: w.t('energy'),
        num: true,
        cell: ({ energy, quality }) => [w.quantity(energy, 'kW.h', 0), ' ', qualityMark(w, quality)],
      },
      {
        label: w.t('counter'),
        num: true,
        cell: ({ counter, energy, quality }) => {
          const off = counter > 0 && energy !== null ? (100 * (counter - energy)) / counter : 0
          return [
            w.quantity(counter, 'kW.h', 0),
            quality === 'good' && Math.abs(off) > 2
              ? h('div', { class: 'mark warn' }, w.t('counter_off', { share: w.quantity(off, '%', 1) }))
              : null,
          ]
        },
      },
      { label: w.t('cost'), num: true, cell: ({ cost }) => (cost === null ? '—' : money(cost)) },
      { label: w.t('peak'), num: true, cell: ({ most }) => w.quantity(most, 'kW', 0) },
      { label: w.t('base'), num: true, cell: ({ base }) => w.quantity(base, 'kW', 0) },
      { label: w.t('load_factor'), num: true, cell: ({ loadFactor }) => w.quantity(loadFactor, '%', 0) },
    ],
    list,
  )
