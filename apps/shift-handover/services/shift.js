import { refuse, rowsOf } from './lib/rows.js'
import { iso, shiftAt, startsOf } from './lib/time.js'

/** The shift in which a moment lies, and its handover if it was signed. */
export async function shiftOf(at, { settings, tables, now }) {
  const moment = at === undefined ? Date.parse(now) : Date.parse(at)
  if (Number.isNaN(moment)) refuse('moment_unfit', `Expected a moment, saw ${at}`, 'Choose a shift.')
  const starts = startsOf(settings.shift_starts)
  const shift = { ...shiftAt(moment, starts, settings), shifts: starts.length }
  const [handover] = await rowsOf(tables, 'handovers', { where: { shift: iso(shift.from) } })
  return { ...shift, key: iso(shift.from), handover: handover ?? null }
}
