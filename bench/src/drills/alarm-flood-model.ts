import type { ConditionEdge } from '@millrace/compute'
import type { ManyAlarms } from '@millrace/server/bench'
import type { Caller } from '../security/api.ts'

interface Found {
  lost: number
  doubled: number
  readonly wrong: string[]
}

interface Event {
  readonly seq: number
  readonly alarm: string
  readonly kind: string
  readonly at: string
  readonly value?: number
}

async function everyItem<T>(caller: Caller, path: string): Promise<T[]> {
  const all: T[] = []
  for (let next: string | undefined; ; ) {
    const reply = await caller.askInTime(`/api/v1${path}&limit=500${next ? `&cursor=${encodeURIComponent(next)}` : ''}`)
    all.push(...((reply.json?.['items'] ?? []) as T[]))
    next = reply.json?.['next'] as string | undefined
    if (next === undefined) return all
  }
}

/** What an alarm that must be acknowledged and does not latch stands as: written anew here, from the words of ISA-18.2. */
function standingAfter(events: readonly Event[]): string {
  let [active, waits, shelved] = [false, false, false]
  for (const { kind } of events) {
    if (kind === 'raised') [active, waits] = [true, true]
    else if (kind === 'cleared') [active, waits] = [false, waits && !shelved]
    else if (kind === 'acknowledged') waits = false
    else if (kind === 'shelved') shelved = true
    else if (kind === 'unshelved') [shelved, waits] = [false, active || waits]
  }
  if (shelved) return 'shelved'
  if (active) return waits ? 'unacknowledged' : 'acknowledged'
  return waits ? 'returned_unacknowledged' : 'normal'
}

const states = 'normal,unacknowledged,acknowledged,returned_unacknowledged,shelved'

/** Holds where alarms stand, and their journal, against the edges that were handed over and what people did. */
export async function compare(
  caller: Caller,
  { ids, conditions }: ManyAlarms,
  edges: readonly ConditionEdge[],
  acknowledged: ReadonlySet<string>,
): Promise<Found> {
  const found: Found = { lost: 0, doubled: 0, wrong: [] }
  const journal = await everyItem<Event>(caller, '/alarm-events?')
  const shown = await everyItem<{ id: string; state: string }>(caller, `/alarms?state=${states}`)
  const eventsOf = Map.groupBy(
    [...journal].sort((a, b) => a.seq - b.seq),
    ({ alarm }) => alarm,
  )
  const stateOf = new Map(shown.map(({ id, state }) => [id, state]))
  const edgesOf = Map.groupBy(edges, ({ condition }) => condition)
  for (const [i, id] of ids.entries()) {
    const events = eventsOf.get(id) ?? []
    const came = events.filter(({ kind }) => kind === 'raised' || kind === 'cleared')
    const wanted = edgesOf.get(conditions[i] as number) ?? []
    for (const edge of wanted) {
      const same = came.filter(
        ({ kind, value }) => kind === (edge.active ? 'raised' : 'cleared') && value === edge.value,
      )
      if (same.length === 0) found.lost++
      found.doubled += Math.max(0, same.length - 1)
    }
    if (came.length > wanted.length) found.doubled += came.length - wanted.length
    const state = standingAfter(events)
    if (stateOf.get(id) !== state) found.wrong.push(`${id} stands as ${stateOf.get(id)}, its journal says ${state}`)
    if (acknowledged.has(id) && !events.some(({ kind }) => kind === 'acknowledged')) {
      found.lost++
      found.wrong.push(`${id} was acknowledged, and its journal does not say so`)
    }
  }
  if (stateOf.size !== ids.length) found.wrong.push(`${ids.length} alarms, ${stateOf.size} of them shown`)
  return found
}
