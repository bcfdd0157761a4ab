import { key } from './lib/axes.js'
import { barChart, stripChart } from './lib/bars.js'
import { begin, choice, empty, field, form, h, into, millrace, qualityMark, section, table, tile } from './lib/page.js'
import { spanBar } from './lib/span.js'
import { colourOf } from './reasons.js'
import { stopList } from './stops.js'
import { words } from './words.js'

const phaseColours = {
  running: 'var(--series-3)',
  stopped: 'var(--series-4)',
  alarm: 'var(--bad)',
  off: 'var(--line)',
  unknown: 'var(--series-5)',
}

begin(words, async (root, w, { assets }) => {
  if (Object.values(assets).every((list) => list.length === 0)) {
    root.replaceChildren(empty(w.t('nothing'), w.t('nothing_hint')))
    return
  }
  const place = h('div', { class: 'stack' })
  let [span, at] = ['shift', undefined]
  const show = () =>
    into(place, w, async () => {
      const found = await millrace.call('board', { span, ...(at ? { at } : {}) })
      const shift = found.number ? w.t('shift', found) : ''
      time.told(found, [shift, found.until < found.to ? w.t('running_now') : ''].filter(Boolean).join(' · '))
      return board(w, found, show)
    })
  const spans = ['shift', 'day', 'week'].map((each) => [each, w.t(`span_${each}`)])
  const time = spanBar(w, spans, span, (to, moment) => {
    span = to
    at = moment
    show()
  })
  root.replaceChildren(
    h('header', { class: 'head' }, h('h1', null, w.t('title')), h('div', { class: 'end' }, time.bar)),
    place,
  )
  await show()
})

function board(w, found, again) {
  const { machines, all } = found
  const place = h('div', { class: 'stack' })
  const show = (id) => {
    const shown = machines.find((machine) => machine.id === id)
    const stops = shown ? found.stops.filter(({ asset }) => asset === id) : found.stops
    place.replaceChildren(
      tiles(w, shown ?? all, shown?.target ?? mean(machines.map(({ target }) => target))),
      h(
        'div',
        { class: 'columns' },
        section(w.t('account'), losses(w, shown ?? all)),
        section(w.t('pareto'), pareto(w, shown ? paretoOf(stops) : found.pareto)),
      ),
      section(w.t('time_bar'), strips(w, found, shown ? [shown] : machines)),
      stopList(w, stops, found.more, again),
    )
  }
  show()
  const pick = choice(w.t('machine'), [['', w.t('all')], ...machines.map(({ id, name }) => [id, name])], '', show)
  return [
    machines.length > 1 ? h('div', null, pick) : null,
    place,
    section(w.t('machines'), machineTable(w, machines)),
    targets(w, machines, again),
  ].filter(Boolean)
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length

function tiles(w, it, target) {
  const because =
    it.unknown > 0.005
      ? w.t('because_unknown', { time: w.duration(it.unknown * 3_600_000) })
      : it.rejects === null
        ? w.t('no_rejects')
        : undefined
  const of = (name, more = {}) => tile(w, { label: w.t(name), how: w.t(`how_${name}`), ...it[name], because, ...more })
  const tone =
    it.oee.value === null ? undefined : it.oee.value >= target ? 'good' : it.oee.value >= target * 0.85 ? 'warn' : 'bad'
  return h(
    'div',
    { class: 'tiles' },
    of('oee', { tone, note: w.t('target', { target: w.quantity(target, '%', 0) }) }),
    of('availability'),
    of('effectiveness', { note: it.effectiveness.value > 100.5 ? w.t('fast') : undefined }),
    of('quality', it.rejects === null ? { quality: 'bad', because: w.t('no_rejects') } : {}),
    tile(w, {
      label: w.t('parts'),
      value: it.parts,
      digits: 0,
      quality: it.parts === null ? 'bad' : 'good',
      note: it.rejects === null ? undefined : w.t('rejected', { count: w.number(it.rejects, 0) }),
    }),
  )
}

/** The planned time, and what each loss left of it. */
function losses(w, { planned, losses: { down, speed, rejects, good } }) {
  const bars = [
    ['planned', planned, 'var(--series-5)'],
    ['down', down, 'var(--series-4)'],
    ['speed', speed, 'var(--series-2)'],
    ['rejects', rejects, 'var(--bad)'],
    ['good', good, 'var(--series-3)'],
  ].map(([name, value, colour]) => ({ label: w.t(`loss_${name}`), parts: [{ value, colour }] }))
  return barChart(w, { label: w.t('account'), unit: 'h', bars })
}

function paretoOf(stops) {
  const by = Object.groupBy(stops, ({ reason }) => reason ?? '')
  const rows = Object.entries(by).map(([reason, list]) => ({
    reason,
    count: list.length,
    ms: list.reduce((sum, { from, to }) => sum + to - from, 0),
  }))
  rows.sort((a, b) => b.ms - a.ms)
  const all = rows.reduce((sum, { ms }) => sum + ms, 0)
  let upTo = 0
  return rows.map((row) => {
    upTo += row.ms
    return { ...row, cumulative: (100 * upTo) / all }
  })
}

function pareto(w, rows) {
  if (rows.length === 0) return h('p', { class: 'quiet' }, w.t('no_stops'))
  const shown = rows.slice(0, 10)
  return barChart(w, {
    label: w.t('pareto'),
    unit: 'h',
    bars: shown.map(({ reason, ms }) => ({
      label: reason ? w.t(reason) : w.t('without'),
      parts: [{ value: ms / 3_600_000, colour: reason ? colourOf(reason) : 'var(--ink-3)' }],
    })),
    line: shown.map(({ cumulative }) => cumulative),
  })
}

function strips(w, { from, to, until }, machines) {
  const text = ([a, b, phase]) => `${w.t(`phase_${phase}`)}: ${w.moment(a)}, ${w.duration(b - a)}`
  return stripChart(w, {
    label: w.t('time_bar'),
    from,
    to: Math.max(to, until),
    keys: Object.entries(phaseColours).map(([phase, colour]) => key(w.t(`phase_${phase}`), colour)),
    rows: machines.map(({ name, pieces }) => ({
      name,
      pieces: pieces.map((piece) => ({
        from: piece[0],
        to: piece[1],
        colour: phaseColours[piece[2]],
        title: text(piece),
      })),
    })),
  })
}

const machineTable = (w, machines) => {
  const percent = (name) => ({
    label: w.t(name),
    num: true,
    cell: ({ [name]: { value, quality } }) => [
      w.quantity(value, '%', 1),
      ' ',
      quality === 'uncertain' ? qualityMark(w, quality) : null,
    ],
  })
  return table(
    w.t('machines'),
    [
      {
        label: w.t('machine'),
        cell: ({ id, name }) => h('button', { type: 'button', class: 'plain', onclick: () => millrace.open(id) }, name),
      },
      percent('oee'),
      percent('availability'),
      percent('effectiveness'),
      percent('quality'),
      { label: w.t('parts'), num: true, cell: ({ parts }) => w.number(parts, 0) },
      { label: w.t('rejects'), num: true, cell: ({ rejects }) => w.number(rejects, 0) },
      {
        label: w.t('micro_stops'),
        num: true,
        cell: ({ microStops, microTime }) =>
          w.t('micro', { count: microStops, time: w.duration(microTime * 3_600_000) }),
      },
      {
        label: w.t('unknown'),
        num: true,
        cell: ({ unknown }) => (unknown > 0.005 ? w.duration(unknown * 3_600_000) : '–'),
      },
    ],
    machines,
  )
}

const targets = (w, machines, again) =>
  h(
    'details',
    null,
    h('summary', null, w.t('targets')),
    h(
      'div',
      { class: 'stack' },
      h('p', { class: 'quiet' }, w.t('targets_hint')),
      machines.map(({ id, name, cycleTime, target }) =>
        form(w, {
          label: name,
          fields: [
            h('h3', null, name),
            field(w.t('cycle_time'), {
              name: 'cycle_time',
              unit: 's',
              type: 'number',
              min: 0.01,
              step: 'any',
              required: true,
              value: cycleTime,
            }),
            field(w.t('target_oee'), {
              name: 'target',
              unit: '%',
              type: 'number',
              min: 1,
              max: 100,
              step: 'any',
              value: target,
            }),
          ],
          save: async (values) => {
            await millrace.call('entry', { target: { asset: id, ...values } })
            await again()
          },
        }),
      ),
    ),
  )
