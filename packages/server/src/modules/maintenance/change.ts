import { Fault, MICROS_PER_MS, microsOf } from '@millrace/core'
import type { Actor } from '../audit/index.ts'
import './faults.ts'
import type { DoneTask, OrderChange } from './schema.ts'
import type { OrderRow } from './store.ts'
import { iso } from './view.ts'

const malformed = (expected: string, seen: string): Fault =>
  new Fault('maintenance.checklist_malformed', { expected, seen })

/** What changes of an order; each ticked point keeps who ticked it and when. Throws `maintenance.checklist_malformed`. */
export function changed(
  row: OrderRow,
  { tasks, parts, times, assigned, dueAt }: OrderChange,
  { actor, at }: { readonly actor: Actor; readonly at: Date },
): Partial<OrderRow> {
  const checklist: DoneTask[] = [...row.checklist]
  for (const { at: place, done, value } of tasks ?? []) {
    const task = checklist[place]
    if (!task) throw malformed(`a place below ${checklist.length}`, String(place))
    if (value !== undefined && task.measure === undefined)
      throw malformed('a value only where one is measured', `one at ${place}`)
    if (done && task.required && task.measure !== undefined && value === undefined)
      throw malformed(`a value in ${task.measure} at "${task.text}"`, 'none')
    const { text, measure, required } = task
    checklist[place] = {
      text,
      required,
      ...(measure === undefined ? {} : { measure }),
      done,
      ...(done ? { by: actor.name, at: iso(at) } : {}),
      ...(done && value !== undefined ? { value } : {}),
    }
  }
  const due = dueAt === undefined ? undefined : microsOf(dueAt)
  return {
    changedAt: at,
    ...(tasks ? { checklist } : {}),
    ...(parts ? { parts } : {}),
    ...(times ? { times } : {}),
    ...(assigned ? { assigned } : {}),
    ...(due === undefined ? {} : { dueAt: new Date(due / MICROS_PER_MS) }),
  }
}

/** Throws `maintenance.checklist_open`. */
export function mustBeDone({ checklist }: OrderRow): void {
  const open = checklist.filter(({ required, done }) => required && !done)
  const [first] = open
  if (first) throw new Fault('maintenance.checklist_open', { count: open.length, first: first.text })
}
