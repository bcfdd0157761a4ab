import { newOrder, newPart, newTask } from './forms.js'
import { barChart } from './lib/bars.js'
import { begin, empty, h, into, millrace, notice, qualityMark, section, table, tile } from './lib/page.js'
import { words } from './words.js'

const units = {
  vibration: 'mm/s',
  bearing_temperature_drive: 'Cel',
  discharge_temperature: 'Cel',
  filter_pressure_drop: 'kPa',
  spindle_temperature: 'Cel',
}

begin(words, async (root, w) => {
  const place = h('div', { class: 'stack' })
  const show = () => into(place, w, async () => board(w, await millrace.call('plan', {}), show))
  root.replaceChildren(h('header', { class: 'head' }, h('h1', null, w.t('title'))), place)
  await show()
})

function board(w, found, again) {
  const said = h('div', { 'aria-live': 'polite' })
  const act = async (input) => {
    try {
      await millrace.call('work', input)
      await again()
    } catch (fault) {
      said.replaceChildren(notice(w, fault))
    }
  }
  const open = found.orders.filter(({ state }) => state !== 'done')
  const of = (level) => found.tasks.filter((task) => task.level === level).length
  return [
    h(
      'div',
      { class: 'tiles' },
      tile(w, {
        label: w.t('late'),
        value: of('late'),
        digits: 0,
        tone: of('late') > 0 ? 'bad' : 'good',
        note: w.t('late_note'),
      }),
      tile(w, {
        label: w.t('soon'),
        value: of('soon'),
        digits: 0,
        tone: of('soon') > 0 ? 'warn' : undefined,
        note: w.t('soon_note'),
      }),
      of('unknown') > 0 ? tile(w, { label: w.t('unknown'), value: of('unknown'), digits: 0, tone: 'warn' }) : null,
      tile(w, { label: w.t('open_work'), value: open.length, digits: 0 }),
      tile(w, {
        label: w.t('parts_short'),
        value: found.parts.filter(({ short }) => short > 0).length,
        digits: 0,
        tone: found.parts.some(({ short }) => short > 0) ? 'warn' : undefined,
      }),
    ),
    said,
    section(w.t('work'), workList(w, found.orders, act)),
    found.tasks.length > 0
      ? section(w.t('tasks'), taskTable(w, found.tasks, act))
      : empty(w.t('nothing'), w.t('nothing_hint')),
    h(
      'div',
      { class: 'columns' },
      section(
        w.t('weeks'),
        barChart(w, {
          label: w.t('weeks'),
          unit: 'h',
          height: 200,
          bars: found.weeks.map((minutes, i) => ({
            label: w.t('week', { n: i + 1 }),
            parts: [{ value: minutes / 60, colour: 'var(--series-1)' }],
          })),
        }),
      ),
      section(w.t('parts'), partTable(w, found.parts)),
    ),
    newTask(w, found.machines, again),
    newOrder(w, found.machines, again),
    newPart(w, again),
  ]
}

function workList(w, orders, act) {
  const place = h('div', { class: 'stack' })
  const all = h('input', { type: 'checkbox', onchange: () => show() })
  const show = () => {
    const shown = orders.filter(({ state }) => all.checked || state !== 'done')
    place.replaceChildren(shown.length === 0 ? h('p', { class: 'quiet' }, w.t('no_work')) : workTable(w, shown, act))
  }
  show()
  return [place, h('label', null, all, w.t('show_done'))]
}

const workTable = (w, orders, act) =>
  table(
    w.t('work'),
    [
      { label: w.t('opened'), cell: ({ opened_at }) => w.moment(opened_at) },
      { label: w.t('machine'), cell: ({ machine }) => machine },
      { label: w.t('what'), cell: ({ title }) => title },
      {
        label: w.t('state'),
        cell: ({ state, taken_by, done_at }) =>
          state === 'done'
            ? w.t('state_done', { when: w.moment(done_at) })
            : taken_by
              ? w.t('taken', { who: taken_by })
              : h('span', { class: 'mark hollow' }, w.t('state_open')),
      },
      {
        label: w.t('note'),
        cell: ({ id, state, note, title }) => {
          if (state === 'done') return note ?? '–'
          const text = h('input', { maxlength: 1000, 'aria-label': `${w.t('note')}: ${title}` })
          const buttons = [
            state === 'open' ? h('button', { type: 'button', onclick: () => act({ take: id }) }, w.t('take')) : null,
            h(
              'button',
              {
                type: 'button',
                class: 'primary',
                onclick: () => act({ done: { id, ...(text.value ? { note: text.value } : {}) } }),
              },
              w.t('done'),
            ),
          ]
          return h('div', { class: 'row' }, text, buttons)
        },
      },
    ],
    orders,
    { stacks: true },
  )

const levels = { late: 'bad', soon: 'warn', unknown: 'warn', fine: 'hollow' }

const taskTable = (w, tasks, act) =>
  table(
    w.t('tasks'),
    [
      {
        label: w.t('due'),
        cell: ({ level, due }) => [
          h('span', { class: `mark ${levels[level]}` }, w.t(level)),
          h('div', { class: 'note' }, due === null ? '—' : w.day(due)),
        ],
      },
      { label: w.t('machine'), cell: ({ machine }) => machine },
      {
        label: w.t('task'),
        cell: ({ title, minutes }) => [
          title,
          minutes ? h('div', { class: 'note' }, w.duration(minutes * 60_000)) : null,
        ],
      },
      { label: w.t('by'), cell: (task) => basis(w, task) },
      {
        label: w.t('used'),
        cell: ({ used, quality, by, level }) => {
          const bar = h('div', { class: `bar ${{ late: 'bad', soon: 'warn' }[level] ?? ''}` })
          bar.style.setProperty('--share', Math.min(1, used ?? 0))
          return [
            bar,
            h('div', { class: 'note' }, used === null ? '—' : w.quantity(100 * used, '%', 0)),
            qualityMark(w, quality, quality === 'good' || by !== 'hours' ? undefined : w.t('quality_hours')),
          ]
        },
      },
      {
        label: '',
        cell: ({ id, order }) =>
          order
            ? h('span', { class: 'note' }, w.t('ordered'))
            : h('button', { type: 'button', class: 'small', onclick: () => act({ open: { task: id } }) }, w.t('order')),
      },
    ],
    tasks,
    { stacks: true },
  )

function basis(w, { by, interval, property, limit, hours, pace, value }) {
  const unit = units[property]
  const says = w.t(`by_${by}`, {
    interval: w.number(interval, 0),
    property: w.t(property ?? ''),
    limit: w.quantity(limit, unit, 1),
  })
  const has =
    by === 'hours'
      ? w.t('has_hours', { hours: w.number(hours, 0), pace: w.number(pace, 1) })
      : by === 'condition'
        ? w.t('has_value', { value: w.quantity(value, unit, 1) })
        : null
  return [says, has ? h('div', { class: 'note' }, has) : null]
}

const partTable = (w, parts) =>
  parts.length === 0
    ? h('p', { class: 'quiet' }, w.t('no_parts'))
    : table(
        w.t('parts'),
        [
          { label: w.t('number'), cell: ({ number }) => number },
          { label: w.t('name'), cell: ({ name, place }) => [name, place ? h('div', { class: 'note' }, place) : null] },
          { label: w.t('stock'), num: true, cell: ({ stock }) => w.number(stock, 0) },
          { label: w.t('need'), num: true, cell: ({ need }) => w.number(need, 0) },
          {
            label: w.t('short'),
            num: true,
            cell: ({ short }) => (short > 0 ? h('span', { class: 'mark warn' }, w.number(short, 0)) : '–'),
          },
        ],
        parts,
      )
