/** What the machines say of a shift. */
import { h, qualityMark, section, table } from './lib/page.js'

const marks = { critical: 'bad', high: 'bad', medium: 'warn', low: 'hollow' }

export const summary = (w, { machines = [], compressors = [], boilers = [], kpis = [], raised = [], active = [] }) => [
  section(w.t('active'), alarms(w, active), h('p', { class: 'note' }, raisedText(w, raised))),
  machines.length > 0 ? machineTable(w, machines) : null,
  h(
    'div',
    { class: 'columns' },
    compressors.length + boilers.length > 0
      ? section(
          w.t('totals'),
          totals(w, [
            ...compressors.map((each) => ({ ...each, unit: 'kW.h' })),
            ...boilers.map((each) => ({ ...each, unit: 't' })),
          ]),
        )
      : null,
    kpis.length > 0 ? section(w.t('kpis'), kpiTable(w, kpis)) : null,
  ),
]

const nameOf = (w, name) => (typeof name === 'object' ? (name?.[w.language] ?? name?.en ?? '—') : (name ?? '—'))

function raisedText(w, raised) {
  const counts = ['critical', 'high', 'medium', 'low'].flatMap((priority) => {
    const count = raised.filter((each) => each.priority === priority).length
    return count > 0 ? [`${w.t(`priority_${priority}`)} ${count}`] : []
  })
  return [w.t('raised', { count: raised.length }), ...counts].join(' · ')
}

const alarms = (w, active) =>
  active.length === 0
    ? h('p', { class: 'quiet' }, w.t('no_active'))
    : table(
        w.t('active'),
        [
          {
            label: w.t('priority'),
            cell: ({ priority }) =>
              h('span', { class: `mark ${marks[priority] ?? 'hollow'}` }, w.t(`priority_${priority}`)),
          },
          { label: w.t('alarm'), cell: ({ name }) => nameOf(w, name) },
          { label: w.t('machine'), cell: ({ asset }) => asset ?? '—' },
          { label: w.t('when'), cell: ({ at }) => w.moment(at) },
        ],
        active,
      )

const machineTable = (w, machines) =>
  table(
    w.t('machine'),
    [
      { label: w.t('machine'), cell: ({ name }) => name },
      { label: w.t('parts'), num: true, cell: ({ parts }) => w.number(parts, 0) },
      {
        label: w.t('availability'),
        num: true,
        cell: ({ availability, quality, unknown }) => [
          w.quantity(availability, '%', 1),
          qualityMark(w, quality, unknown > 0 ? w.t('unknown', { time: w.duration(unknown * 3_600_000) }) : undefined),
        ],
      },
      { label: w.t('stood'), num: true, cell: ({ stopped }) => w.duration(stopped * 3_600_000) },
      {
        label: w.t('longest'),
        cell: ({ stops: [longest] }) =>
          longest ? w.t('at_for', { at: w.clock(longest.from), time: w.duration(longest.to - longest.from) }) : '–',
      },
    ],
    machines,
  )

const totals = (w, list) =>
  table(
    w.t('totals'),
    [
      { label: w.t('machine'), cell: ({ name }) => name },
      {
        label: w.t('value'),
        num: true,
        cell: ({ value, unit, quality }) => [w.quantity(value, unit, 1), qualityMark(w, quality)],
      },
    ],
    list,
  )

const kpiTable = (w, kpis) =>
  table(
    w.t('kpis'),
    [
      { label: w.t('machine'), cell: ({ asset }) => asset },
      { label: w.t('kpi'), cell: ({ name, title }) => (title ? nameOf(w, title) : name) },
      {
        label: w.t('value'),
        num: true,
        cell: ({ value, unit, quality }) => [w.quantity(value, unit, 1), qualityMark(w, quality)],
      },
    ],
    kpis,
  )
