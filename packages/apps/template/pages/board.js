import { chart } from './drawing/chart.js'
import { element } from './drawing/element.js'
import { millrace } from './millrace.js'
import { wordsOf } from './words.js'

const HOURS = 24
const EVERY_MS = 60_000

const { assets, settings, language } = await millrace.ready
const compressors = assets.compressor
const at = (id) => document.getElementById(id)
let words = wordsOf(language)

/** The newest values of each compressor, as long as the page is open. */
function watch() {
  for (const { name, points } of compressors) {
    const figure = element('p', { class: 'figure' }, '–')
    const tile = element('section', { class: 'tile' }, element('p', { class: 'label' }, name), figure)
    at('tiles').append(tile)
    millrace.watch([points.power, points.flow], async ([power, flow]) => {
      const { specific, above } = await millrace.call('judge', { power: power.value, flow: flow.value })
      tile.className = above ? 'tile bad' : 'tile'
      if (specific === null) figure.replaceChildren(element('small', {}, words.none))
      else figure.replaceChildren(specific.toFixed(2), ' ', element('small', {}, 'kW·min/m³'))
    })
  }
}

async function day() {
  const to = Date.now()
  const from = to - HOURS * 3_600_000
  const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), buckets: 144 }
  const lines = []
  for (const { points } of compressors) {
    const [power, flow] = await millrace.history([points.power, points.flow], span)
    const flows = new Map(flow.columns.time.map((time, i) => [time, flow.columns.mean[i]]))
    lines.push(
      power.columns.time.map((time, i) => {
        const [kW, air] = [power.columns.mean[i], flows.get(time) ?? null]
        return [time, kW === null || air === null || air <= 0 ? null : kW / air]
      }),
    )
  }
  const legend = compressors.map(({ name }, i) => element('span', { class: `s${(i % 6) + 1}` }, name))
  at('day').replaceChildren(
    element('h2', {}, words.day),
    chart(lines, { from, to, limit: settings.limit, label: words.day }),
    element('p', { class: 'legend' }, ...legend),
  )
}

async function exceeded() {
  const { items } = await millrace.rows('exceeded', { order: '-day', limit: 20 })
  const head = element('h2', { class: 'over' }, words.exceeded)
  if (items.length === 0) {
    const empty = element(
      'div',
      { class: 'empty' },
      element('strong', {}, words.nothing),
      element('p', {}, words.lesson),
    )
    at('exceeded').replaceChildren(head, empty)
    return
  }
  const nameOf = (id) => compressors.find((one) => one.id === id)?.name ?? id
  const cell = (name, text, kind = {}) => element(name, kind, String(text))
  const num = { class: 'num' }
  const table = element(
    'table',
    {},
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        cell('th', words.compressor),
        cell('th', words.date),
        cell('th', words.minutes, num),
        cell('th', words.highest, num),
      ),
    ),
    element(
      'tbody',
      {},
      ...items.map((row) =>
        element(
          'tr',
          {},
          cell('td', nameOf(row.compressor)),
          cell('td', row.day),
          cell('td', row.minutes, num),
          cell('td', `${row.highest.toFixed(2)} kW·min/m³`, num),
        ),
      ),
    ),
  )
  at('exceeded').replaceChildren(head, table)
}

/** All that is in words, and what may have changed meanwhile. */
async function draw() {
  at('title').textContent = words.title
  at('limit').textContent = words.limit(settings.limit)
  if (compressors.length === 0) {
    const empty = element(
      'div',
      { class: 'empty' },
      element('strong', {}, words.noAssets),
      element('p', {}, words.bind),
    )
    at('tiles').replaceChildren(empty)
    return
  }
  try {
    await Promise.all([day(), exceeded()])
  } catch ({ message, remedy }) {
    at('day').replaceChildren(element('p', { class: 'notice bad' }, `${message} ${remedy}`))
  }
}

millrace.changed(({ language: to }) => {
  if (!to) return
  words = wordsOf(to)
  void draw()
})
watch()
await draw()
setInterval(() => void draw(), EVERY_MS)
