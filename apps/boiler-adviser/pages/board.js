import { barChart } from './lib/bars.js'
import { xyChart } from './lib/chart.js'
import { begin, choice, field, h, into, millrace, notice, section, tabs, tile } from './lib/page.js'
import { words } from './words.js'

const units = { oxygen: ['%', 1], flue: ['Cel', 0], blow_down: ['%', 1], feedwater: ['Cel', 0], co: ['[ppm]', 0] }

begin(words, async (root, w, { assets, settings }) => {
  const place = h('div', { class: 'stack' })
  let [span, boiler] = ['week', assets.boiler[0]?.id]
  const show = () =>
    into(place, w, async () =>
      board(w, await millrace.call('boiler', { span, ...(boiler ? { boiler } : {}) }), settings, span),
    )
  const spans = tabs(
    w.t('span'),
    ['day', 'week', 'month'].map((each) => [each, w.t(`span_${each}`)]),
    span,
    (to) => {
      span = to
      show()
    },
  )
  const pick = choice(
    w.t('boiler'),
    assets.boiler.map(({ id, name }) => [id, name]),
    boiler,
    (id) => {
      boiler = id
      show()
    },
  )
  root.replaceChildren(
    h('header', { class: 'head' }, h('h1', null, w.t('title')), h('div', { class: 'end' }, spans)),
    assets.boiler.length > 1 ? pick : '',
    place,
  )
  await show()
})

function board(w, found, settings, span) {
  const { figures: it, direct, coal, starts } = found
  const money = (value) => w.quantity(value, settings.currency, 0)
  const because = it.known < 0.99 ? w.t('because_gaps', { share: w.quantity(100 * (1 - it.known), '%', 1) }) : undefined
  const of = (name, unit, more) =>
    tile(w, { label: w.t(name), value: it[name], unit, quality: it.quality, because, ...more })
  // Two ways to the same figure: three points apart, one of the meters is wrong.
  const apart =
    direct.value !== null && it.indirect !== null && Math.abs(direct.value - it.indirect) > 3
      ? Math.abs(direct.value - it.indirect)
      : 0
  return [
    h(
      'div',
      { class: 'tiles' },
      of('indirect', '%', {
        how: w.t('how_indirect'),
        note: it.load === null ? undefined : w.t('load_of', { load: w.quantity(100 * it.load, '%', 0) }),
      }),
      tile(w, {
        label: w.t('direct'),
        how: w.t('how_direct'),
        value: direct.value,
        unit: '%',
        quality: direct.quality,
        tone: apart ? 'warn' : undefined,
        note: apart ? w.t('apart_by', { points: w.number(apart, 1) }) : undefined,
      }),
      of('stack', '%', { how: w.t('how_stack') }),
      of('excess', '1', { digits: 2, note: `${w.t('oxygen')} ${w.quantity(it.oxygen, '%', 1)}` }),
      of('flue', 'Cel', { digits: 0 }),
      it.co === null ? null : of('co', '[ppm]', { digits: 0, tone: it.co > 100 ? 'bad' : undefined }),
      coal.value === null
        ? null
        : tile(w, { label: w.t('coal'), value: coal.value, unit: 'kg/t', quality: coal.quality }),
      starts === null
        ? null
        : tile(w, {
            label: w.t('starts'),
            value: starts,
            unit: '/h',
            digits: 2,
            tone: starts > 4 ? 'warn' : undefined,
            note: starts > 4 ? w.t('starts_many') : undefined,
          }),
    ),
    section(w.t('advice'), advice(w, found.advice, money)),
    h(
      'div',
      { class: 'columns' },
      section(w.t('trend'), trend(w, found)),
      section(w.t('oxygen_trend'), ...flueTrend(w, found, settings)),
    ),
    h(
      'div',
      { class: 'columns' },
      section(w.t('losses'), losses(w, it)),
      section(w.t('burner'), burner(w, found, settings)),
    ),
    section(w.t('what_if'), whatIf(w, found, span, money)),
  ]
}

function advice(w, list, money) {
  if (list.length === 0) return h('p', { class: 'quiet' }, w.t('no_advice'))
  const cards = list.map(({ advice: name, seen, wanted, saving }) => {
    const [unit, digits] = units[name]
    return h(
      'div',
      { class: `card advice ${saving === null ? 'bad' : ''}` },
      h(
        'p',
        { class: 'strong' },
        w.t(`advice_${name}`, { seen: w.quantity(seen, unit, digits), wanted: w.quantity(wanted, unit, digits) }),
      ),
      h('p', { class: 'worth' }, saving === null ? w.t('by_person') : w.t('a_year', { money: money(saving) })),
      h('p', { class: 'quiet' }, w.t(`do_${name}`)),
    )
  })
  return cards.length > 1 ? [...cards, h('p', { class: 'note' }, w.t('apart'))] : cards
}

const x = ({ from, to }) => ({ from, to, time: true })

const trend = (w, found) =>
  xyChart(w, {
    label: w.t('trend'),
    height: 330,
    x: x(found),
    y: { unit: '%' },
    layers: [
      {
        name: w.t('indirect'),
        kind: 'line',
        points: found.cells.map((cell) => [cell[0], cell[4]]),
        colour: 'var(--series-1)',
      },
    ],
  })

const flueTrend = (w, found, { target_oxygen, target_flue }) => [
  xyChart(w, {
    label: w.t('oxygen'),
    height: 150,
    x: x(found),
    y: { unit: '%', low: 0 },
    layers: [
      {
        name: w.t('oxygen'),
        kind: 'line',
        points: found.cells.map((cell) => [cell[0], cell[1]]),
        colour: 'var(--series-2)',
      },
    ],
    rules: [
      {
        y: target_oxygen,
        label: w.t('target_oxygen', { value: w.quantity(target_oxygen, '%', 1) }),
        colour: 'var(--series-3)',
      },
    ],
  }),
  xyChart(w, {
    label: w.t('flue'),
    height: 150,
    x: x(found),
    y: { unit: 'Cel' },
    layers: [
      {
        name: w.t('flue'),
        kind: 'line',
        points: found.cells.map((cell) => [cell[0], cell[2]]),
        colour: 'var(--series-4)',
      },
    ],
    rules: [
      {
        y: target_flue,
        label: w.t('target_oxygen', { value: w.quantity(target_flue, 'Cel', 0) }),
        colour: 'var(--series-3)',
      },
    ],
  }),
]

function losses(w, { indirect, stack, wall }) {
  const bars = [
    ['useful', indirect, 'var(--series-3)'],
    ['stack', stack, 'var(--series-4)'],
    ['wall', wall, 'var(--series-5)'],
  ].map(([name, value, colour]) => ({ label: w.t(`loss_${name}`), parts: [{ value, colour }] }))
  return barChart(w, { label: w.t('losses'), unit: '%', bars })
}

const burner = (w, { map }, { target_oxygen }) =>
  xyChart(w, {
    label: w.t('burner'),
    x: { from: 0, to: 110, unit: '%', ticks: (value) => w.number(value, 0) },
    y: { unit: '%', low: 0 },
    layers: [
      {
        name: w.t('oxygen'),
        kind: 'line',
        points: map.map(({ load, oxygen }) => [load + 5, oxygen]),
        colour: 'var(--series-2)',
      },
      {
        name: w.t('stack'),
        kind: 'line',
        points: map.map(({ load, stack }) => [load + 5, stack]),
        colour: 'var(--series-4)',
      },
    ],
    rules: [
      {
        y: target_oxygen,
        label: w.t('target_oxygen', { value: w.quantity(target_oxygen, '%', 1) }),
        colour: 'var(--series-3)',
      },
    ],
  })

/** Asked for the same time as what stands above. */
function whatIf(w, { id, figures }, span, money) {
  const said = h('p', { class: 'strong', 'aria-live': 'polite' })
  const round = (value, digits) => (value === null ? '' : Number(value.toFixed(digits)))
  const made = h(
    'form',
    { class: 'card form' },
    h('p', { class: 'quiet' }, w.t('what_if_hint')),
    h(
      'div',
      { class: 'fields' },
      field(w.t('oxygen'), {
        name: 'oxygen',
        unit: '%',
        type: 'number',
        min: 0,
        max: 19.9,
        step: 'any',
        required: true,
        value: round(figures.oxygen, 1),
      }),
      field(w.t('flue'), {
        name: 'flue',
        unit: 'Cel',
        type: 'number',
        min: 20,
        max: 600,
        step: 'any',
        required: true,
        value: round(figures.flue, 0),
      }),
    ),
    h('div', { class: 'row' }, h('button', { type: 'submit' }, w.t('tell')), said),
  )
  made.addEventListener('submit', async (event) => {
    event.preventDefault()
    const { oxygen, flue } = made.elements
    try {
      const told = await millrace.call('boiler', {
        boiler: id,
        span,
        whatIf: { oxygen: Number(oxygen.value), flue: Number(flue.value) },
      })
      const sign = told.share > 0 ? '−' : '+'
      said.textContent = w.t('would', {
        efficiency: w.quantity(told.efficiency, '%', 1),
        stack: w.quantity(told.stack, '%', 1),
        excess: w.number(told.excess, 2),
        share: `${sign}${w.quantity(Math.abs(told.share), '%', 2)}`,
        money: money(told.money),
      })
    } catch (fault) {
      said.replaceChildren(notice(w, fault))
    }
  })
  return made
}
