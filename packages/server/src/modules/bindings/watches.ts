import { isBad, Status } from '@millrace/core'
import {
  type GivenInput,
  type GuardedResults,
  type GuardedRows,
  ModelWatch,
  referenceOf,
  type WatchReference,
} from '@millrace/runtime'
import { columnsOf, pickResults } from './columns.ts'
import { measuredOf } from './comparison.ts'
import type { BoundItem } from './known.ts'
import type { Condition } from './schema.ts'
import type { RunWatch, WatchedRun } from './watch.ts'

/** The first rows of a version at an asset are what the later ones are compared with. */
const REFERENCE_ROWS = 500

interface Watched {
  watch: ModelWatch
  /** Rows of the reference, until there are enough. */
  gathered: { readonly items: BoundItem[]; readonly results: GuardedResults[] } | undefined
}

const nothing = (from: number): WatchReference => ({ rows: 0, from, to: from, inputs: {}, outputs: {} })

/** Looks at every asset by itself: what a model is given and gives there, beside how it began. Starts anew with the process. */
export class Watches implements RunWatch {
  readonly #watched = new Map<number, Watched>()

  ran({ items, results, ms }: WatchedRun): void {
    const places = new Map<number, number[]>()
    items.forEach(({ known }, row) => {
      const own = places.get(known.number)
      if (own) own.push(row)
      else places.set(known.number, [row])
    })
    for (const [number, rows] of places) {
      const own = rows.map((row) => items[row]!)
      this.#feed(number, own, { results: pickResults(results, rows), ms })
    }
  }

  conditions(number: number): readonly Condition[] {
    return (this.#watched.get(number)?.watch.conditions ?? []).map(({ kind, name, since, value, raise }) => ({
      kind,
      ...(name === undefined ? {} : { of: name }),
      since: new Date(since / 1_000).toISOString(),
      value,
      limit: raise,
      says: `${kind}${name === undefined ? '' : ` of ${name}`}: ${value.toPrecision(3)} passes ${raise}`,
    }))
  }

  standing(): ReadonlyMap<number, readonly Condition[]> {
    const each = [...this.#watched.keys()].map((number) => [number, this.conditions(number)] as const)
    return new Map(each.filter(([, conditions]) => conditions.length > 0))
  }

  forget(number: number): void {
    this.#watched.delete(number)
  }

  #feed(
    number: number,
    items: readonly BoundItem[],
    { results, ms }: { readonly results: GuardedResults; readonly ms: number },
  ): void {
    const { manifest } = items[0]!.known.terms[0]!.stored.model
    const watched = this.#watched.get(number) ?? {
      watch: new ModelWatch(manifest, { reference: nothing(items[0]!.time) }),
      gathered: { items: [], results: [] },
    }
    this.#watched.set(number, watched)
    watched.watch.feed({ ...observed(items), results, ms })
    const { gathered } = watched
    if (!gathered) return
    gathered.items.push(...items)
    gathered.results.push(results)
    if (gathered.items.length < REFERENCE_ROWS) return
    const reference = referenceOf({ ...observed(gathered.items), results: joined(gathered.results) })
    watched.watch = new ModelWatch(manifest, { reference })
    watched.gathered = undefined
  }
}

/** Rows with what was measured of their outputs. */
function observed(items: readonly BoundItem[]): {
  readonly rows: GuardedRows
  readonly measured: Record<string, GivenInput>
} {
  const measured = [...(items[0]?.program.measured.keys() ?? [])].map((output): [string, GivenInput] => {
    const slot = items[0]!.program.measured.get(output)!.slot
    const status = Uint32Array.from(items, (item) => item.status[slot]!)
    const values = Float64Array.from(items, (item) => measuredOf(item, output))
    for (let row = 0; row < values.length; row++)
      if (Number.isNaN(values[row]!) && !isBad(status[row]!)) status[row] = Status.BadNoData
    return [output, { values, status }]
  })
  return { rows: columnsOf(items), measured: Object.fromEntries(measured) }
}

/** One after the other; reasons are not looked at in a reference. */
function joined(all: readonly GuardedResults[]): GuardedResults {
  const [first] = all
  const length = all.reduce((sum, one) => sum + one.length, 0)
  const outputs = Object.keys(first?.outputs ?? {}).map((name) => {
    const each = all.map((one) => one.outputs[name]!)
    const values = each.flatMap((one) => [...(one.values as Iterable<number | string>)])
    return [
      name,
      {
        values: values.every((one) => typeof one === 'number') ? Float64Array.from(values) : values.map(String),
        status: Uint32Array.from(each.flatMap(({ status }) => [...status])),
        reason: new Uint32Array(length),
      },
    ]
  })
  return { length, outputs: Object.fromEntries(outputs), reasons: [] }
}
