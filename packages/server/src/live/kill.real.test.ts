import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { connectAsync, type MqttClient } from 'mqtt'
import { afterEach, beforeEach, expect, test } from 'vitest'

const LIVES = 4
/** Two checkpoints are waited for, and five processes start; on a busy machine each takes its time. */
const LONGEST_MS = 180_000
/** A life that is to see a checkpoint waits for it; the others end before. */
const MESSAGES = 1_500
/** The device whose samples come late, of a work unit. */
const UNIT = 4
type Row = readonly [time: number, value: number]
type Edge = readonly [condition: number, active: boolean, at: number]
type Late = readonly [series: number, from: number, to: number]

/** Samples of the work unit are of the forty days before. */
const PAST_MS = 40 * 86_400_000

let folder: string
let child: ChildProcessWithoutNullStreams | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'live-kill-'))
})
afterEach(async () => {
  if (child && child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  rmSync(folder, { recursive: true })
})

async function live(): Promise<{ port: number; dump: () => Promise<{ rows: Row[][] }> }> {
  const own = spawn(process.execPath, [
    '--conditions=source',
    fileURLToPath(new URL('./live-child.ts', import.meta.url)),
    folder,
  ])
  child = own
  let errors = ''
  own.stderr.on('data', (chunk) => {
    errors += String(chunk)
  })
  const lines = createInterface(own.stdout)[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await lines.next()
    expect(done, errors).not.toBe(true)
    return JSON.parse(value as string)
  }
  const { port } = await next()
  return {
    port,
    dump: () => {
      own.stdin.write('dump\n')
      return next()
    },
  }
}

/** When the newest checkpoint was made; 0 before the first. */
function checkpointed(): number {
  return statSync(join(folder, 'live', 'checkpoint'), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** Edges of a high limit of 500 with a deadband of 300 and of a low limit of 400, one sample after the other. */
function naive(series: number, rows: readonly Row[]): Edge[] {
  const edges: Edge[] = []
  let isHigh = false
  let isLow = false
  for (const [time, value] of rows) {
    const high: boolean = value > (isHigh ? 200 : 500)
    if (high !== isHigh) edges.push([series, high, time])
    isHigh = high
    const low = value < 400
    if (low !== isLow) edges.push([10 + series, low, time])
    isLow = low
  }
  return edges
}

test(
  'killed with SIGKILL again and again in a burst: the edges are those of a naive evaluation of all samples, none lost, none twice, and everything that came late is told',
  async () => {
    const begun = Date.now()
    const sent = [0, 0, 0, 0, 0]
    let taken = 0
    for (let life = 0; life < LIVES; life++) {
      const { port } = await live()
      const publishers: MqttClient[] = await Promise.all(
        sent.map((_, i) =>
          connectAsync(
            `mqtt://127.0.0.1:${port}`,
            { username: `device${i}`, password: 'secret', reconnectPeriod: 0 },
            false,
          ),
        ),
      )
      const enough = Promise.withResolvers<void>()
      const before = checkpointed()
      let ofThisLife = 0
      publishers.forEach((publisher, i) => {
        publisher.on('error', () => undefined)
        const one = (): void => {
          if (!publisher.connected) return
          const n = (sent[i] as number)++
          // Crosses limits every few messages; the work unit's come for a time long ago.
          const time = new Date(begun - 3_600_000 - ((n * 7_919_001) % PAST_MS)).toISOString()
          const body = i === UNIT ? { time, values: { n } } : { n: (n * 7919) % 1_000 }
          publisher.publish(`v1/device${i}/telemetry`, JSON.stringify(body), { qos: 1 }, (failure) => {
            if (failure) return
            if (++ofThisLife >= MESSAGES && (life % 2 === 0 || checkpointed() !== before)) enough.resolve()
            one()
          })
        }
        for (let k = 0; k < 20; k++) one()
      })
      await enough.promise
      child?.kill('SIGKILL')
      await once(child as ChildProcessWithoutNullStreams, 'exit')
      for (const publisher of publishers) publisher.end(true)
      taken += ofThisLife
    }
    const { dump } = await live()
    const { rows } = await dump()
    const linesOf = (file: string): unknown[] =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line))
    const edges = linesOf('edges') as Edge[]
    const late = linesOf('late') as Late[]
    const unheard = rows[UNIT]?.filter(([time]) => !late.some(([, from, to]) => from <= time && time <= to))
    expect(rows[UNIT]?.length).toBeGreaterThan(100)
    expect(unheard).toEqual([])
    expect(rows.flat().length).toBeGreaterThanOrEqual(taken)
    expect(edges.length).toBeGreaterThan(1_000)
    const byCondition = (list: readonly Edge[]): Edge[] => list.toSorted((a, b) => a[0] - b[0] || a[2] - b[2])
    expect(byCondition(edges)).toEqual(
      byCondition(rows.slice(0, UNIT).flatMap((ofSeries, i) => naive(i + 1, ofSeries))),
    )
  },
  LONGEST_MS,
)
