import { refuse } from './lib/rows.js'

/** {reason: {asset, started, ended?, reason, note?}} or {target: {asset, cycle_time, target?}}: who entered it is told by the platform, not by the page. */
export async function http({ reason, target }, { assets, now, person, tables }) {
  const { asset } = reason ?? target ?? {}
  if (
    !Object.values(assets)
      .flat()
      .some(({ id }) => id === asset)
  )
    refuse('machine_unknown', 'Expected a machine of this board, saw another', 'Open the board again.')
  if (target) {
    if (!(target.cycle_time > 0))
      refuse(
        'cycle_time_unfit',
        `Expected a cycle time above 0 s, saw ${target.cycle_time}`,
        'Enter the planned run time for a part in seconds.',
      )
    await tables.put('targets', [
      { asset, cycle_time: target.cycle_time, ...(target.target > 0 ? { target: target.target } : {}) },
    ])
    return { saved: true }
  }
  if (Number.isNaN(Date.parse(reason.started)))
    refuse('stop_unfit', 'Expected the begin of a stop, saw none', 'Open the board again.')
  if (!reason.reason) await tables.remove('stops', { asset, started: reason.started })
  else
    await tables.put('stops', [
      {
        asset,
        started: reason.started,
        ...(reason.ended ? { ended: reason.ended } : {}),
        reason: String(reason.reason).slice(0, 60),
        ...(reason.note ? { note: String(reason.note).slice(0, 400) } : {}),
        ...(person?.name ? { entered_by: person.name } : {}),
        entered_at: now,
      },
    ])
  return { saved: true }
}
