import { isoOf, MICROS_PER_MS } from '@millrace/core'
import type { Order, OrderListed, Plan } from './schema.ts'
import { mayFrom } from './steps.ts'
import type { OrderRow, PhotoListed, PlanRow, StepRow } from './store.ts'

export const iso = (at: Date): string => isoOf(at.getTime() * MICROS_PER_MS)

export const planView = (row: PlanRow): Plan => ({
  id: row.id,
  name: row.name,
  asset: row.asset,
  instructions: row.instructions,
  checklist: row.checklist,
  priority: row.priority,
  trigger: row.trigger,
  enabled: row.enabled,
  ...(row.trigger.is === 'counter' ? { counted: row.counted } : {}),
  ...(row.nextAt ? { nextAt: iso(row.nextAt) } : {}),
  changedAt: iso(row.changedAt),
})

export const listedView = (row: OrderRow, path: readonly string[]): OrderListed => ({
  id: row.id,
  number: row.number,
  asset: row.asset,
  path: [...path],
  title: row.title,
  priority: row.priority,
  state: row.state,
  cause: row.cause,
  assigned: row.assigned,
  tasks: { done: row.checklist.filter(({ done }) => done).length, total: row.checklist.length },
  ...(row.dueAt ? { dueAt: iso(row.dueAt) } : {}),
  createdAt: iso(row.createdAt),
  changedAt: iso(row.changedAt),
})

export const orderView = (
  row: OrderRow,
  path: readonly string[],
  { steps, photos }: { steps: readonly StepRow[]; photos: readonly PhotoListed[] },
): Order => ({
  ...listedView(row, path),
  instructions: row.instructions,
  checklist: row.checklist,
  parts: row.parts,
  times: row.times,
  photos: photos.map(({ id, type, width, height, by, at }) => ({
    id,
    type,
    width,
    height,
    by: { ...by },
    at: iso(at),
  })),
  steps: steps.map(({ step, by, at, note }) => ({ step, by: { ...by }, at: iso(at), note })),
  may: mayFrom(row.state),
  ...(row.startedAt ? { startedAt: iso(row.startedAt) } : {}),
  ...(row.doneAt ? { doneAt: iso(row.doneAt) } : {}),
  ...(row.closedAt ? { closedAt: iso(row.closedAt) } : {}),
  ...(row.effect ? { effect: row.effect } : {}),
})
