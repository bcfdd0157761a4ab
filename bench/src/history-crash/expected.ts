import type { Value } from '@millrace/core'
import { epochOf, firstOf, guestOf, PLANT, type Removal, T0, victimOf, writeBatch } from './workload.ts'

/** A sample as the drill compares it. */
export type Row = readonly [time: number, value: Value, status: number]
/** Series → time → row. */
export type Rows = Map<number, Map<number, Row>>

/** What is told of removals: done, or asked for and not answered, which may have happened or not. */
export class Removals {
  before = T0
  readonly victims = new Set<number>()
  readonly guests = new Set<number>()

  add(removal: Removal): void {
    if (removal.what === 'old') this.before = Math.max(this.before, removal.before)
    else (removal.what === 'victim' ? this.victims : this.guests).add(removal.epoch)
  }

  copy(): Removals {
    const other = new Removals()
    other.before = this.before
    for (const epoch of this.victims) other.victims.add(epoch)
    for (const epoch of this.guests) other.guests.add(epoch)
    return other
  }

  /** Whether it is one of these. */
  has(removal: Removal): boolean {
    if (removal.what === 'old') return removal.before <= this.before
    return (removal.what === 'victim' ? this.victims : this.guests).has(removal.epoch)
  }
}

/** Everything that batches up to `newest` wrote, by tenant, without what `removed` took: the last write wins. */
export function expectedRows(seed: number, newest: number, removed: Removals): Map<string, Rows> {
  const tenants = new Map<string, Rows>()
  const putInto = (tenant: string) => {
    const rows: Rows = tenants.get(tenant) ?? new Map()
    tenants.set(tenant, rows)
    return (series: number, time: number, value: Value, status = 0): void => {
      const own = rows.get(series) ?? new Map<number, Row>()
      own.set(time, [time, value, status])
      rows.set(series, own)
    }
  }
  for (let n = firstOf(removed.before); n <= newest; n++)
    writeBatch(seed, n, putInto(PLANT), putInto(guestOf(epochOf(n))))
  const plant = tenants.get(PLANT)
  for (const rows of plant?.values() ?? []) for (const time of rows.keys()) if (time < removed.before) rows.delete(time)
  for (const epoch of removed.victims) plant?.delete(victimOf(epoch))
  for (const epoch of removed.guests) tenants.delete(guestOf(epoch))
  return tenants
}
