import { isBad, Status } from '@millrace/core'
import { compileFlow, type FlowAction, type FlowDocument, type FlowSamples, replayFlow } from '@millrace/flows'
import { type Key, keys, outputs, STEP_MS, typeOf, type Value, valuesOf } from './document.ts'

export interface Expected {
  /** By name of the point: µs, value and whether it is good, in the order of time. */
  readonly points: ReadonlyMap<string, readonly (readonly [time: number, value: Value, status: number])[]>
  readonly actions: readonly FlowAction[]
  /** µs up to which this is all. */
  readonly until: number
}

/** Instants that are fed at a time. */
const PART = 2_000

function samplesOf(key: Key, machine: number, zero: number, instants: readonly number[]): FlowSamples {
  const text: string[] = []
  const values = instants.map((instant) => valuesOf(machine, instant)[key])
  return {
    length: instants.length,
    time: Float64Array.from(instants, (instant) => (zero + instant * STEP_MS) * 1_000),
    value: Float64Array.from(values, (value) => {
      if (value === null) return Number.NaN
      return typeof value === 'string' ? text.push(value) - 1 : Number(value)
    }),
    status: Uint32Array.from(values, (value) => (value === null ? Status.Bad : Status.Good)),
    ...(typeOf[key] === 'text' ? { text } : {}),
  }
}

/** What the flow gives of a machine's instants 0 to `last`, and one far beyond, in one run that nobody disturbs. */
export async function expectedOf(
  document: FlowDocument,
  {
    number,
    zero,
    last,
    beyond,
  }: { readonly number: number; readonly zero: number; readonly last: number; readonly beyond: number },
): Promise<Expected> {
  const program = await compileFlow(
    document,
    {},
    { points: Object.fromEntries(keys.map((key) => [key, { type: typeOf[key] }])) },
  )
  const until = (zero + (last + beyond) * STEP_MS) * 1_000 - program.lateness
  const ports = outputs.map(({ node }) => ({ node: `out-${node}`, port: 'in' }))
  // What stood when the flow came into force is the first that it sees.
  const instants = Array.from({ length: last + 1 }, (_, i) => i)
  const parts = Array.from({ length: Math.ceil(instants.length / PART) }, (_, i) =>
    instants.slice(i * PART, (i + 1) * PART),
  )
  const { columns, actions } = await replayFlow(program, {
    from: zero * 1_000,
    until,
    watch: ports,
    most: Number.POSITIVE_INFINITY,
    mostActions: Number.POSITIVE_INFINITY,
    async *read() {
      for (const part of [...parts, [last + beyond]])
        yield program.inputs.map(({ slot, node }) => ({ slot, samples: samplesOf(node as Key, number, zero, part) }))
    },
  })
  return {
    points: new Map(
      ports.map(({ node, port }) => {
        const { time = [], value = [], status = [] } = columns[`${node}.${port}`] ?? {}
        return [node, time.map((at, i) => [at, isBad(status[i]!) ? null : value[i]!, status[i]!] as const)]
      }),
    ),
    actions,
    until,
  }
}
