import { refuse, rowsOf } from './lib/rows.js'
import { iso } from './lib/time.js'
import { shiftOf } from './shift.js'
import { summaryOf } from './summary.js'

/** {at?}: the shift in which it lies: log, open points, what the machines say, signatures; and the handover of the shift before. */
export async function http({ at }, context) {
  const { tables, now, settings } = context
  const shift = await shiftOf(at, context)
  const until = Math.min(shift.to, Date.parse(now))
  if (until <= shift.from)
    refuse('not_begun', 'Expected a shift that has begun, saw one to come', 'Go back to an earlier one.')
  const before = await shiftOf(iso(shift.from - 1), context)
  const points = await rowsOf(tables, 'points', {})
  const open = points.filter(
    ({ opened_at, closed_at }) =>
      Date.parse(opened_at) < shift.to && (!closed_at || Date.parse(closed_at) >= shift.from),
  )
  return {
    ...shift,
    until,
    entries: (await rowsOf(tables, 'entries', { where: { shift: shift.key } })).sort((a, b) => (a.at < b.at ? -1 : 1)),
    points: open.sort((a, b) => Number(b.urgent) - Number(a.urgent) || (a.opened_at < b.opened_at ? -1 : 1)),
    // What was signed is told as it was signed.
    summary: shift.handover?.summary ?? (await summaryOf(shift.from, until, context)),
    before: before.handover,
    maySign: Date.parse(now) >= shift.to - settings.early * 60_000,
  }
}
