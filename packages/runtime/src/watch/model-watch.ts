import { createHash } from 'node:crypto'
import type { CusumLimits } from '@millrace/compute'
import { limitsUnlessTold } from '../face.ts'
import type { GuardedResults, GuardedRows } from '../guard/guarded.ts'
import type { GivenInput } from '../guard/inputs.ts'
import type { ModelManifest } from '../manifest/manifest.ts'
import type { BlockState } from './blocks.ts'
import { type CallState, Calls } from './calls.ts'
import { Conditions, type WatchCondition, type WatchEdge, type WatchFigure, watchLimits } from './conditions.ts'
import { InputWatch } from './input-watch.ts'
import { residualOf, type WatchReference } from './reference.ts'
import { type ResidualState, ResidualWatch } from './residual-watch.ts'
import { RowShares } from './row-shares.ts'

export interface WatchSettings {
  /** Rows over which residuals and shares are told, from 4. Default 240. */
  readonly window?: number
  /** Values over which the spread of an input is told, from 100: as long as what an input goes through again and again. Default: as many rows as the reference has, from 500 to 100,000. */
  readonly inputWindow?: number
  /**
   * Of the CUSUM, in standard deviations. Default k = 0.5 and h = 12: a shift by one is found after some 24 values, and a false one
   * after half a million.
   */
  readonly drift?: CusumLimits
}

/** One call of a bound model, with what was measured of its outputs meanwhile. */
export interface WatchedRun {
  readonly rows: GuardedRows
  readonly results: GuardedResults
  /** By name of output, one value a row. */
  readonly measured?: Readonly<Record<string, GivenInput>>
  /** Time of the call. */
  readonly ms?: number
}

/** What a watch remembers: the same after JSON, and no larger however much it is fed. */
export interface WatchState {
  /** Digest of model, reference and settings. */
  readonly of: string
  /** Digest of all else, so that what was cut or changed on its way is not gone on from. */
  readonly sum: string
  readonly at: number
  readonly raised: readonly WatchCondition[]
  readonly calls: CallState
  readonly shares: BlockState
  readonly inputs: Readonly<Record<string, BlockState>>
  readonly outputs: Readonly<Record<string, ResidualState>>
}

type WatchedModel = Pick<ModelManifest, 'id' | 'version' | 'inputs' | 'outputs' | 'validity' | 'limits'>

const WINDOW = 240
const DRIFT: CusumLimits = { k: 0.5, h: 12 }
const LEAST_WINDOW = 4
const LEAST_INPUT_WINDOW = 100
const INPUT_WINDOW = { least: 500, most: 100_000 }

/**
 * Watches a bound model by what goes in and comes out, and tells when a condition is raised and when it is over. What it tells
 * depends on rows and their order alone; on calls only what is told of calls.
 */
export class ModelWatch {
  readonly #of: string
  readonly #limitMs: number
  readonly #conditions: Conditions
  readonly #calls: Calls
  readonly #shares: RowShares
  readonly #inputs: ReadonlyMap<string, InputWatch>
  readonly #outputs: ReadonlyMap<string, ResidualWatch>
  #at: number

  /** @param saved of a watch with the same reference and settings; of another one, or damaged, it is left aside, and nothing is raised */
  constructor(
    model: WatchedModel,
    { reference, settings = {} }: { readonly reference: WatchReference; readonly settings?: WatchSettings },
    saved?: WatchState,
  ) {
    const window = Math.max(LEAST_WINDOW, settings.window ?? WINDOW)
    const usual = Math.min(INPUT_WINDOW.most, Math.max(INPUT_WINDOW.least, reference.rows))
    const inputWindow = Math.max(LEAST_INPUT_WINDOW, settings.inputWindow ?? usual)
    const limits = settings.drift ?? DRIFT
    this.#of = digestOf([model.id, model.version, reference, window, inputWindow, limits])
    const state = saved?.of === this.#of && saved.sum === sumOf(saved) ? saved : undefined
    this.#limitMs = model.limits?.timeMs ?? limitsUnlessTold.timeMs
    this.#at = state?.at ?? reference.from
    this.#conditions = new Conditions(state?.raised)
    this.#calls = new Calls(state?.calls)
    this.#shares = new RowShares(model, window, state?.shares)
    this.#inputs = new Map(
      Object.entries(reference.inputs).map(([name, bins]) => [
        name,
        new InputWatch(name, { bins, window: inputWindow }, state?.inputs[name]),
      ]),
    )
    this.#outputs = new Map(
      Object.entries(reference.outputs).map(([name, own]) => [
        name,
        new ResidualWatch(name, { reference: own, limits, window }, state?.outputs[name]),
      ]),
    )
  }

  /** Edges in the order of rows; those of the call last. */
  feed(run: WatchedRun): WatchEdge[] {
    const edges: WatchEdge[] = []
    const weigh = (figures: readonly WatchFigure[]): void => {
      for (const figure of figures) {
        const edge = this.#conditions.weigh(figure, this.#at)
        if (edge) edges.push(edge)
      }
    }
    const { rows, results, measured = {} } = run
    for (let row = 0; row < rows.length; row++) {
      const time = rows.time[row]!
      if (Number.isFinite(time)) this.#at = time
      weigh(this.#shares.add(row, run))
      for (const [name, watch] of this.#inputs)
        if (Object.hasOwn(rows.inputs, name)) weigh(watch.add(rows.inputs[name]!, row))
      for (const [name, watch] of this.#outputs)
        if (Object.hasOwn(measured, name)) weigh(watch.add(residualOf(measured[name]!, results, name, row)))
    }
    this.#calls.add(run.ms, results.fault !== undefined)
    weigh(this.#ofCalls())
    return edges
  }

  /** What is raised now. */
  get conditions(): readonly WatchCondition[] {
    return this.#conditions.raised
  }

  /** Everything that is watched and can be told by now, for a page. */
  get figures(): readonly WatchFigure[] {
    return [
      ...[...this.#outputs.values()].flatMap((watch) => [...watch.spread(), ...watch.drift()]),
      ...[...this.#inputs.values()].flatMap((watch) => watch.figures()),
      ...this.#shares.figures(),
      ...this.#ofCalls(),
    ]
  }

  #ofCalls(): WatchFigure[] {
    const { slow, failed } = this.#calls
    return [
      ...(slow === undefined
        ? []
        : [{ kind: 'latency' as const, value: slow / this.#limitMs, ...watchLimits.latency }]),
      { kind: 'faults', value: failed, ...watchLimits.faults },
    ]
  }

  save(): WatchState {
    const saved = <State>(watches: ReadonlyMap<string, { save(): State }>): Record<string, State> =>
      Object.fromEntries([...watches].map(([name, watch]) => [name, watch.save()]))
    const state = {
      of: this.#of,
      at: this.#at,
      raised: this.#conditions.raised,
      calls: this.#calls.save(),
      shares: this.#shares.save(),
      inputs: saved(this.#inputs),
      outputs: saved(this.#outputs),
    }
    return { ...state, sum: sumOf(state) }
  }
}

/** The same after JSON, in whatever order a database gives it back. */
const sumOf = ({ sum: _, ...state }: Partial<WatchState>): string =>
  digestOf(JSON.stringify(state, (_key, value: unknown) => (isObject(value) ? inOrder(value) : value)))

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const inOrder = (value: object): object =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))

const digestOf = (what: unknown): string => createHash('sha256').update(JSON.stringify(what)).digest('base64url')
