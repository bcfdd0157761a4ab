import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { convertUnit, isBad, ManualClock, Status, silentLog, systemClock, type Value } from '@millrace/core'
import { DriverPackages } from '@millrace/drivers'
import { checkConfiguration, createEdge } from '@millrace/edge'
import {
  type GuardedResults,
  listModels,
  type ModelHost,
  type ModelManifest,
  type ModelPackage,
  modelsFolder,
  openModelHost,
  readModelFolder,
} from '@millrace/runtime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FakeBroker } from '../../packages/edge/src/fake-broker.ts'
import { tellingMachine } from '../../packages/edge/src/fake-machine.ts'

/** Random rows of a model. */
const RANDOM_ROWS = 20
/** When the first row is, µs, and how far the rows of no case are apart. */
const BEGIN = 1.7e15
const EVERY_MS = 1_000

type Input = ModelManifest['inputs'][number]
type Case = ModelManifest['cases'][number]
/** What a point says: a value, or none with a status. */
type Cell = readonly [value: Value, status: number]

/** Rows of one model, as a device of its own tells them to a model of its own. */
interface Run {
  /** Name of the model's device; its inputs are points of `in-…`. */
  readonly name: string
  readonly model: ModelPackage
  readonly parameters: Readonly<Record<string, number>>
  /** Inputs that are bound, and the unit of the point of each. */
  readonly bound: readonly (readonly [input: Input, unit: string | undefined])[]
  readonly times: readonly number[]
  /** By row, in the order of `bound`, in the units of the points. */
  readonly rows: readonly (readonly Cell[])[]
  /** What a case says of these rows. */
  readonly expected?: Case['rows']
}

/** Another unit of the same kind, so that values are converted. */
const others: Readonly<Record<string, string>> = {
  Cel: 'K',
  K: 'Cel',
  bar: 'kPa',
  kPa: 'bar',
  kW: 'W',
  W: 'kW',
  'm3/h': 'L/s',
  mm: 'm',
  m: 'cm',
  '%': '1',
  'kg/h': 't/h',
  'mm/s': 'm/s',
  '/min': 'Hz',
}

let folder: string
let host: ModelHost
const runs: Run[] = []
let digests: Readonly<Record<string, string>>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'edge-and-centre-'))
  host = openModelHost({ folder: join(folder, 'centre'), clock: systemClock, log: silentLog })
  const models = await Promise.all(
    (await listModels()).map((name) => readModelFolder(fileURLToPath(new URL(name, modelsFolder)))),
  )
  // None of the library is Python's: nothing of it has to be left out where there is no Python.
  digests = Object.fromEntries(models.map(({ manifest, digest }) => [manifest.id, digest]))
  for (const model of models) {
    runs.push(...model.manifest.cases.map((one, i) => caseRun(model, one, i)))
    runs.push(randomRun(model))
  }
})
afterAll(async () => {
  await host.close()
  rmSync(folder, { recursive: true, force: true })
})

const short = ({ manifest }: ModelPackage): string => manifest.id.slice(manifest.id.indexOf('/') + 1)
const cell = (value: Value | undefined): Cell => (value === undefined ? [null, Status.BadNoData] : [value, Status.Good])
/** Of a point in another unit than that of the input; an input without one takes numbers as they are. */
const otherUnit = ({ type, unit }: Input): string | undefined =>
  type === 'number' ? (others[unit ?? ''] ?? unit ?? 'bar') : undefined
const converted = (value: number, from: string | undefined, to: string | undefined): number =>
  from === undefined || to === undefined || from === to ? value : convertUnit(value, from, to)

/** The inputs that a case names, and one at least: a model without an input says nothing of a row. */
function boundOf({ manifest }: ModelPackage, rows: Case['rows']): readonly Input[] {
  const named = manifest.inputs.filter(({ name }) => rows.some(({ inputs }) => Object.hasOwn(inputs, name)))
  return named.length > 0 ? named : manifest.inputs.slice(0, 1)
}

function caseRun(model: ModelPackage, { rows, parameters = {}, everyMs = EVERY_MS }: Case, i: number): Run {
  const inputs = boundOf(model, rows)
  return {
    name: `${short(model)}-${i}`,
    model,
    parameters,
    bound: inputs.map((input) => [input, input.unit]),
    times: rows.map((_, row) => BEGIN + row * everyMs * 1_000),
    rows: rows.map((row) =>
      inputs.map(({ name }) => cell(Object.hasOwn(row.inputs, name) ? row.inputs[name] : undefined)),
    ),
    expected: rows,
  }
}

/** A generator that gives the same in every run: mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Half of the rows anywhere in the ranges of the inputs, half around those of the first case; some values are not good. */
function randomRun(model: ModelPackage): Run {
  const [first] = model.manifest.cases
  const inputs = boundOf(model, first!.rows)
  const random = randomOf(short(model).length * 7_919 + inputs.length)
  const near = (input: Input, row: number): Value => {
    const { name, type, low, high } = input
    const told = first!.rows[row % first!.rows.length]!.inputs[name] ?? input.default
    if (type !== 'number') return told ?? (type === 'text' ? 'A' : random() < 0.5)
    if (row % 2 === 0 && low !== undefined && high !== undefined) return low + random() * (high - low)
    return Number(told ?? 1) * (0.8 + 0.4 * random())
  }
  const spoilt = (value: Value): Cell => {
    const luck = random()
    if (luck < 0.03) return [null, Status.BadSensorFailure]
    return [value, luck < 0.08 ? Status.UncertainSensorNotAccurate : Status.Good]
  }
  const rows = Array.from({ length: RANDOM_ROWS }, (_, row) =>
    inputs.map((input) => {
      const value = near(input, row)
      return spoilt(typeof value === 'number' ? converted(value, input.unit, otherUnit(input)) : value)
    }),
  )
  return {
    name: `${short(model)}-random`,
    model,
    parameters: first!.parameters ?? {},
    bound: inputs.map((input) => [input, otherUnit(input)]),
    times: rows.map((_, row) => BEGIN + row * EVERY_MS * 1_000),
    rows,
  }
}

const pointTypes = { number: 'float64', boolean: 'bool', text: 'string' } as const

/** The edge's configuration: a device that is told what to say for each run, and its model. JSON is YAML. */
const configuration = (): string =>
  JSON.stringify({
    node: { group: 'g', name: 'n' },
    uplink: { url: 'mqtt://nowhere' },
    buffer: { folder: 'edge' },
    devices: runs.map(({ name, bound }) => ({
      name: `in-${name}`,
      driver: 'telling',
      connection: {},
      points: bound.map(([input, unit]) => ({
        name: input.name,
        address: input.name,
        type: pointTypes[input.type],
        ...(unit === undefined ? {} : { unit }),
      })),
    })),
    models: runs.map(({ name, model, parameters, bound }) => ({
      name,
      package: fileURLToPath(new URL(short(model), modelsFolder)),
      digest: digests[model.manifest.id],
      every: 'change',
      inputs: Object.fromEntries(bound.map(([input]) => [input.name, { device: `in-${name}`, point: input.name }])),
      parameters,
    })),
  })

type Seen = ReadonlyMap<string, { readonly value: Value; readonly status: number }>

/** What reaches the host of an edge, by `model point time`. */
async function throughTheEdge(): Promise<Seen> {
  const clock = new ManualClock(1.6e15)
  const broker = new FakeBroker(clock)
  const machine = tellingMachine()
  const packages = new DriverPackages({ clock, log: silentLog })
  const { configuration: checked, findings } = await checkConfiguration(configuration(), {
    drivers: [machine.factory],
    packages,
    folder,
    env: {},
  })
  expect(findings).toEqual([])
  const edge = await createEdge({ configuration: checked!, clock, log: silentLog, connect: broker.connect })
  const seen = new Map<string, { value: Value; status: number }>()
  let read = 0
  const take = (): void => {
    for (; read < broker.told.length; read++) {
      const { device, point, time, value, status } = broker.told[read]!
      seen.set(`${device} ${point} ${time}`, { value, status })
    }
  }
  /** Time goes on in steps that wait longer and longer, so that no limit of a model passes while it has had no chance to work. */
  const until = async (done: () => boolean): Promise<void> => {
    for (let wait = 1; !done(); wait = Math.min(wait * 2, 500)) {
      await clock.advance(100)
      await delay(wait)
      take()
    }
  }
  edge.start()
  try {
    const { length } = runs
    // An edge dials twenty devices in a second.
    await clock.advance(2 * length * 50)
    await until(() => machine.connected.size === length && edge.health().devicesOnline === 2 * length)
    const longest = Math.max(...runs.map(({ rows }) => rows.length))
    for (let row = 0; row < longest; row++) {
      const now = runs.filter(({ rows }) => row < rows.length)
      for (const { name, bound, rows, times } of now)
        machine.tell(
          `in-${name}`,
          times[row]!,
          rows[row]!.map(([value, status], i) => [bound[i]![0].name, value, status]),
        )
      const last = ({ model }: Run): string => model.manifest.outputs.at(-1)!.name
      await until(() => now.every((run) => seen.has(`${run.name} ${last(run)} ${run.times[row]}`)))
    }
  } finally {
    await edge.close()
    await packages.close()
  }
  expect(broker.mistakes).toEqual([])
  return seen
}

/** The same rows in one call, as the platform has them. */
async function atTheCentre({ name, model, parameters, bound, rows, times }: Run): Promise<GuardedResults> {
  const inputs = bound.map(([input, unit], i) => {
    const status = Uint32Array.from(rows, (row) => row[i]![1])
    const told = rows.map((row) => row[i]![0])
    const number = (value: Value): number => {
      if (value === null) return Number.NaN
      return converted(Number(value), unit, input.unit)
    }
    const values = input.type === 'text' ? told.map((value) => String(value ?? '')) : Float64Array.from(told, number)
    return [input.name, { values, status }] as const
  })
  const answer = await host.run(model, {
    rows: { length: rows.length, time: Float64Array.from(times), inputs: Object.fromEntries(inputs) },
    parameters,
    share: name,
  })
  return answer.results
}

it('edge and centre agree on every model of the library', async () => {
  const seen = await throughTheEdge()
  const differences: unknown[] = []
  const count = { good: 0, uncertain: 0, bad: 0, converted: 0, expected: 0 }
  for (const run of runs) {
    const { outputs, fault } = await atTheCentre(run)
    if (fault) differences.push({ run: run.name, fault: fault.message })
    for (const { name, type } of run.model.manifest.outputs)
      run.times.forEach((time, row) => {
        const { values, status } = outputs[name]!
        const there = status[row]!
        const value: Value = isBad(there) ? null : type === 'boolean' ? values[row] === 1 : values[row]!
        const here = seen.get(`${run.name} ${name} ${time}`)
        if (!here || here.status !== there || !Object.is(here.value, value))
          differences.push({ run: run.name, output: name, row, edge: here, centre: { value, status: there } })
        count[isBad(there) ? 'bad' : there === Status.Good ? 'good' : 'uncertain']++
        if (run.bound.some(([input, unit]) => unit !== input.unit)) count.converted++
        const should = run.expected?.[row]?.outputs[name]
        if (!should) return
        count.expected++
        const { absolute = 0, relative = 0, value: wanted } = should
        const within =
          typeof wanted === 'number'
            ? Math.abs(Number(here?.value) - wanted) <= Math.max(absolute, relative * Math.abs(wanted))
            : here?.value === wanted
        if (!within) differences.push({ run: run.name, output: name, row, edge: here, expected: should })
      })
  }
  expect(differences.slice(0, 10)).toEqual([])
  // What is compared is something: all kinds of quality, values in other units, and figures of others.
  for (const [what, figures] of Object.entries(count)) expect(figures, what).toBeGreaterThan(500)
})
