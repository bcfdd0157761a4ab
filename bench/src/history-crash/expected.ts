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
  take(tenants, { what: 'old', before: removed.before })
  for (const epoch of removed.victims) take(tenants, { what: 'victim', epoch })
  for (const epoch of removed.guests) take(tenants, { what: 'guest', epoch })
  return tenants
}

type Tenants = Map<string, Rows>

/** The maps of rows that a removal touches, with the tenant and series they belong to. */
function* touched(
  tenants: Tenants,
  removal: Removal,
): Generator<{ readonly tenant: string; readonly series: number; readonly rows: Map<number, Row> }> {
  const tenant = removal.what === 'guest' ? guestOf(removal.epoch) : PLANT
  for (const [series, rows] of tenants.get(tenant) ?? [])
    if (removal.what !== 'victim' || series === victimOf(removal.epoch)) yield { tenant, series, rows }
}

const isTaken = (removal: Removal, time: number): boolean => removal.what !== 'old' || time < removal.before

/** Takes away what a removal removes. */
export function take(tenants: Tenants, removal: Removal): void {
  for (const { rows } of touched(tenants, removal))
    for (const time of rows.keys()) if (isTaken(removal, time)) rows.delete(time)
}

/** One row that a removal removes; undefined if there is none. */
export function oneOf(
  tenants: Tenants,
  removal: Removal,
): { readonly tenant: string; readonly series: number; readonly time: number } | undefined {
  for (const { tenant, series, rows } of touched(tenants, removal))
    for (const time of rows.keys()) if (isTaken(removal, time)) return { tenant, series, time }
  return undefined
}
