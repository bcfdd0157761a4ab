import { type Closable, sayFault } from '@millrace/core'
import type { ModelHost } from '@millrace/runtime'
import { neighbours } from '@millrace/runtime/attacks'

const EVERY_MS = 200

/** How long after its time each call of a neighbour was answered. */
export interface Lags {
  readonly p99: number
  readonly longest: number
  readonly byKind: Readonly<Record<string, number>>
  readonly calls: number
  /** Answers that were none, or wrong ones, in words. */
  readonly wrong: readonly string[]
}

export interface Neighbourhood extends Closable {
  /** Since the last time that it was taken; waits for what is on its way. */
  take(): Promise<Lags>
}

/** Models that do as they should, one of every kind, each called at its time whether the last call was answered or not. */
export async function openNeighbourhood(host: ModelHost): Promise<Neighbourhood> {
  let lags: { readonly kind: string; readonly ms: number }[] = []
  let wrong: string[] = []
  const onTheWay = new Set<Promise<void>>()
  const all = neighbours.map(({ kind, model }) => ({
    kind,
    model: model(),
    state: undefined as Uint8Array | undefined,
  }))
  let turn = 0
  const call = async (one: (typeof all)[number], value: number): Promise<void> => {
    const { results, state } = await host.run(one.model, {
      share: 'neighbours',
      rows: {
        length: 1,
        time: Float64Array.of(1.7e15 + value * EVERY_MS * 1_000),
        inputs: { a: { values: Float64Array.of(value), status: new Uint32Array(1) } },
      },
      ...(one.state ? { state: one.state } : {}),
    })
    const seen = results.outputs['same']?.values[0]
    if (seen !== value) throw results.fault ?? new RangeError(`${value} came out as ${seen}`)
    if (state) one.state = state
  }
  const tell = (kind: string, reason: unknown): void => void wrong.push(`${kind}: ${sayFault(reason)}`)
  // What is done once, with the first call, says nothing of neighbours.
  for (const one of all) await call(one, ++turn)

  const begun = performance.now()
  let ticks = 0
  const timer = setInterval(() => {
    for (; begun + ticks * EVERY_MS <= performance.now(); ticks++) {
      const due = begun + ticks * EVERY_MS
      const value = ++turn
      for (const one of all) {
        const answered = call(one, value)
          .catch((reason: unknown) => tell(one.kind, reason))
          .then(() => {
            lags.push({ kind: one.kind, ms: performance.now() - due })
            onTheWay.delete(answered)
          })
        onTheWay.add(answered)
      }
    }
  }, EVERY_MS / 20)

  return {
    async take() {
      await Promise.all(onTheWay)
      const [taken, said] = [lags, wrong]
      lags = []
      wrong = []
      const ofKind = Map.groupBy(taken, ({ kind }) => kind)
      return {
        p99: hundredth(taken.map(({ ms }) => ms)),
        longest: Math.max(0, ...taken.map(({ ms }) => ms)),
        byKind: Object.fromEntries([...ofKind].map(([kind, of]) => [kind, hundredth(of.map(({ ms }) => ms))])),
        calls: taken.length,
        wrong: said,
      }
    },
    async close() {
      clearInterval(timer)
      await Promise.all(onTheWay)
    },
  }
}

/** The slowest hundredth takes at least so long. */
const hundredth = (of: readonly number[]): number => of.toSorted((a, b) => a - b)[Math.floor(of.length * 0.99)] ?? 0
