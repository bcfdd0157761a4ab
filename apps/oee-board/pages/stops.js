/** The list of stops, in which the operator enters why. */
import { h, millrace, notice, section, table } from './lib/page.js'
import { reasons } from './reasons.js'

export function stopList(w, stops, more, again) {
  const place = h('div', { class: 'stack' })
  const open = stops.filter(({ reason }) => !reason).length
  const only = h('input', { type: 'checkbox', onchange: () => show() })
  const said = h('div', { 'aria-live': 'polite' })
  const show = () => {
    const shown = only.checked ? stops.filter(({ reason }) => !reason) : stops
    const list = table(
      w.t('stops'),
      columns(w, (stop, entered) => save(w, stop, entered, said, again)),
      shown,
      { stacks: true },
    )
    list.classList.add('tall')
    place.replaceChildren(shown.length === 0 ? h('p', { class: 'quiet' }, w.t('no_stops')) : list)
  }
  show()
  return section(
    w.t('stops'),
    h(
      'div',
      { class: 'row' },
      h('span', { class: `mark ${open > 0 ? 'warn' : ''}` }, w.t('stops_open', { count: open })),
      h('label', null, only, w.t('open_only')),
      said,
    ),
    place,
    more > 0 ? h('p', { class: 'quiet' }, w.t('more_stops', { count: more })) : null,
  )
}

const columns = (w, enter) => [
  { label: w.t('began'), cell: ({ from }) => w.moment(from) },
  {
    label: w.t('lasted'),
    num: true,
    cell: ({ from, to, lasts }) => [w.duration(to - from), lasts ? h('div', { class: 'note' }, w.t('lasts')) : null],
  },
  { label: w.t('machine'), cell: ({ machine }) => machine },
  {
    label: w.t('hint'),
    cell: ({ alarm }) => (alarm ? h('span', { class: 'mark bad' }, w.t('phase_alarm')) : w.t('phase_stopped')),
  },
  {
    label: w.t('reason'),
    cell: (stop) => {
      const select = h('select', {
        'aria-label': `${w.t('reason')}: ${stop.machine}, ${w.moment(stop.from)}`,
        onchange: (event) => enter(stop, { reason: event.target.value, note: stop.note }),
      })
      select.append(
        h('option', { value: '' }, w.t('none_yet')),
        ...reasons.map((reason) => h('option', { value: reason }, w.t(reason))),
      )
      select.value = stop.reason ?? ''
      return select
    },
  },
  {
    label: w.t('note'),
    cell: (stop) => [
      h('input', {
        'aria-label': `${w.t('note')}: ${stop.machine}, ${w.moment(stop.from)}`,
        value: stop.note ?? '',
        maxlength: 400,
        disabled: !stop.reason,
        onchange: (event) => enter(stop, { reason: stop.reason, note: event.target.value }),
      }),
      stop.entered_by ? h('div', { class: 'note' }, stop.entered_by) : null,
    ],
  },
]

async function save(w, stop, { reason, note }, said, again) {
  said.replaceChildren(w.t('working'))
  try {
    await millrace.call('entry', {
      reason: {
        asset: stop.asset,
        started: stop.entered_as ?? new Date(stop.from).toISOString(),
        ...(stop.lasts ? {} : { ended: new Date(stop.to).toISOString() }),
        reason,
        ...(note ? { note } : {}),
      },
    })
    said.replaceChildren(h('span', { class: 'mark' }, w.t('saved')))
    await again()
  } catch (fault) {
    said.replaceChildren(notice(w, fault))
  }
}
