import type { Calendar, Downtime, Order, Product, Reason, WorkUnit } from './schema.ts'
import type { CalendarRow, DowntimeRow, OrderRow, ProductRow, ReasonRow, WorkUnitRow } from './store.ts'

/** Rows as the API tells them: what is null there is missing here. */

export const calendarView = ({ id, name, content }: CalendarRow): Calendar => ({ id, name, content })

export const productView = ({ id, code, name, secondsPerItem }: ProductRow): Product => ({
  id,
  code,
  name,
  ...(secondsPerItem === null ? {} : { secondsPerItem }),
})

export const reasonView = ({ id, parent, name, state, maintenance, retired }: ReasonRow): Reason => ({
  id,
  name,
  state,
  ...(parent === null ? {} : { parent }),
  ...(maintenance ? { maintenance } : {}),
  ...(retired ? { retired } : {}),
})

export const unitView = ({ asset, calendar, states, counters }: WorkUnitRow): WorkUnit => ({
  asset,
  calendar,
  counters,
  ...(states ? { states } : {}),
})

const spanView = ({ begin, end }: Pick<OrderRow, 'begin' | 'end'>): { begin: string; end?: string } => ({
  begin: begin.toISOString(),
  ...(end ? { end: end.toISOString() } : {}),
})

export const orderView = (row: OrderRow): Order => ({
  id: row.id,
  asset: row.asset,
  product: row.product,
  number: row.number,
  ...(row.quantity === null ? {} : { quantity: row.quantity }),
  ...spanView(row),
})

export const downtimeView = (row: DowntimeRow): Downtime => ({
  id: row.id,
  asset: row.asset,
  reason: row.reason,
  ...(row.note === '' ? {} : { note: row.note }),
  ...spanView(row),
})
