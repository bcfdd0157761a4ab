import {
  compileKpi,
  type KpiDefinition,
  TextNumbers,
  type Window,
  type Windows,
  workOutTogether,
} from '@millrace/compute'
import { MICROS_PER_MS, type Micros } from '@millrace/core'
import type { TenantTx } from '../../database/index.ts'
import { dateOf } from './affected.ts'
import * as store from './store.ts'
import { partOf } from './view.ts'

/** From the longest to the shortest; an order is no part of a calendar. */
const kinds = ['month', 'week', 'day', 'shift', 'hour'] as const
/** Windows that are summed, over all work units. */
const MOST = 20_000

/** A time of one's own, of an asset. */
export interface Span {
  readonly asset: string
  readonly from: Micros
  readonly to: Micros
}

/** A figure with its unit, UCUM, and the share of the time in which what it counts was known. */
export interface Told {
  readonly value: number
  readonly unit: string
  readonly coverage: number
}

/** The work units at an asset and below; where there is none, the one that it belongs to. */
export async function unitsAt(tx: TenantTx, asset: string): Promise<string[]> {
  const below = await store.unitsBelow(tx, asset)
  if (below.length > 0) return below
  const above = await store.unitAbove(tx, asset)
  return above === undefined ? [] : [above]
}

/**
 * What a KPI was over a time: the windows that lie whole in it, summed by what adds up. Of the longest windows that fill it, or else
 * of the shortest that the KPI has. `units`: the windows of each work unit. Undefined where one of them was not told, or the KPI has
 * no value.
 */
export async function valueOver(
  tx: TenantTx,
  definition: KpiDefinition,
  units: ReadonlyMap<string, Windows>,
  span: Pick<Span, 'from' | 'to'>,
): Promise<Told | undefined> {
  const tellable = kinds.filter((kind) => definition.windows.includes(kind))
  const choices = tellable.flatMap((kind) => {
    const whole = new Map(
      [...units].map(([unit, windows]) => [unit, [...wholeIn(windows.between(kind, span.from, span.to), span)]]),
    )
    return sum(whole, () => 1) <= MOST ? [{ kind, whole }] : []
  })
  const fills = ({ whole }: (typeof choices)[number]): boolean =>
    sum(whole, ({ from, to }) => to - from) === units.size * (span.to - span.from)
  const chosen = choices.find(fills) ?? choices.at(-1)
  if (!chosen || [...chosen.whole.values()].some(({ length }) => length === 0)) return undefined
  const { kind, whole } = chosen
  const asked = { assets: [...units.keys()], key: definition.id, kind, from: dateOf(span.from), to: dateOf(span.to) }
  const read = new Map((await store.read(tx, asked, MOST)).map((row) => [nameOf(row.asset, row.begin.getTime()), row]))
  const rows = [...whole].flatMap(([unit, windows]) =>
    windows.map(({ from }) => read.get(nameOf(unit, from / MICROS_PER_MS))),
  )
  const told = rows.filter((row) => row !== undefined)
  if (told.length < rows.length || told.length === 0) return undefined
  const { value, coverage } = workOutTogether(compileKpi(definition, new TextNumbers()), told.map(partOf))
  return value === undefined ? undefined : { value, unit: definition.unit, coverage }
}

/** One more than are summed at most. */
function* wholeIn(windows: Iterable<Window>, { from, to }: Pick<Span, 'from' | 'to'>): Generator<Window> {
  let n = 0
  for (const window of windows) {
    if (window.from < from || window.to > to) continue
    yield window
    if (++n > MOST) return
  }
}

const sum = (whole: ReadonlyMap<string, readonly Window[]>, of: (window: Window) => number): number =>
  [...whole.values()].flat().reduce((all, window) => all + of(window), 0)

const nameOf = (unit: string, beginMs: number): string => `${unit} ${beginMs}`
