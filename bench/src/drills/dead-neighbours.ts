import { isGood, silentLog, systemClock } from '@millrace/core'
import {
  Attempts,
  Buses,
  type DeviceSupervisor,
  ModbusSimulator,
  modbusRtu,
  RegisterBank,
  rtu,
  superviseDevice,
} from '@millrace/drivers'
import type { DrillResult, RunOptions } from '../run.ts'

const UNITS = 50
/** These fall silent, spread over the line. */
const dead = (unit: number): boolean => unit % 5 < 2
const PERIOD_MS = 1_000
/** What a unit takes for an answer, as at 38,400 baud. */
const ANSWER_MS = 6
/** Connecting and learning what is usual; not judged. */
const SETTLE_MS = 10_000
const QUICK_SETTLE_MS = 2_500
const RUN_MS = 60_000
const QUICK_RUN_MS = 2_500

interface Seen {
  readonly unit: number
  readonly supervisor: DeviceSupervisor
  good: number
}

interface Run {
  /** Cycles of the living that were skipped. */
  readonly late: number
  /** Cycles of the living that ended with a good value, of those that were due. */
  readonly kept: number
  /** … and of those that were skipped right after the others fell silent. */
  readonly lateAtDeath: number
}

/** 50 devices on one line for a while; who `isDead` answers nothing from the start, or from a moment on. */
async function run(isDead: (unit: number) => boolean, quick: boolean, dies: boolean): Promise<Run> {
  const ms = quick ? QUICK_RUN_MS : RUN_MS
  const settleMs = quick ? QUICK_SETTLE_MS : SETTLE_MS
  let silent = dies ? (): boolean => false : isDead
  const simulator = new ModbusSimulator({
    units: new Map(Array.from({ length: UNITS }, (_, i) => [i + 1, new RegisterBank({ holding: 20 })])),
    framing: rtu,
    fault: ({ unit }) => (silent(unit) ? { silent: true } : { delayMs: ANSWER_MS }),
  })
  const tunnel = { host: '127.0.0.1', port: await simulator.listen() }
  const attempts = new Attempts(systemClock)
  const buses = new Buses(systemClock)
  const devices = Array.from({ length: UNITS }, (_, i): Seen => {
    const unit = i + 1
    const seen: Seen = {
      unit,
      good: 0,
      supervisor: superviseDevice({
        name: `unit ${unit}`,
        factory: modbusRtu,
        config: { tunnel, unit },
        tags: [{ id: 1, address: 'holding:0', type: 'uint16', access: 'r', periodMs: PERIOD_MS }],
        sink: {
          samples: (batch) => {
            if (isGood(batch.status[0]!)) seen.good++
          },
          state: () => undefined,
        },
        attempts,
        buses,
        environment: { clock: systemClock, log: silentLog, folder: '/nowhere' },
      }),
    }
    return seen
  })
  const living = devices.filter(({ unit }) => !dead(unit))
  const sum = (figure: (seen: Seen) => number): number => living.reduce((all, seen) => all + figure(seen), 0)
  const late = (): number => sum(({ supervisor }) => supervisor.counters.lateCycles)
  try {
    for (const { supervisor } of devices) supervisor.start()
    await systemClock.sleep(settleMs)
    const atFirst = late()
    silent = isDead
    if (dies) await systemClock.sleep(settleMs)
    const afterDeath = late()
    const good = sum((seen) => seen.good)
    await systemClock.sleep(ms)
    return {
      lateAtDeath: afterDeath - atFirst,
      late: late() - afterDeath,
      kept: Math.min(1, (sum((seen) => seen.good) - good) / ((living.length * ms) / PERIOD_MS)),
    }
  } finally {
    await Promise.all(devices.map(({ supervisor }) => supervisor.close()))
    await simulator.close()
  }
}

/**
 * The same plant three times: all alive; 20 of 50 silent from the start; 20 that fall silent together. `late_cycles`
 * are those that the 30 living units skipped while 20 were silent.
 */
export async function deadNeighbours({ quick, progress }: RunOptions): Promise<DrillResult> {
  progress('all 50 units answer')
  const alive = await run(() => false, quick, false)
  progress('20 of them are silent')
  const silent = await run(dead, quick, false)
  progress('20 of them fall silent together')
  const fallen = await run(dead, quick, true)
  const figures = {
    late_cycles: silent.late + fallen.late,
    late_cycles_all_alive: alive.late,
    late_cycles_at_death: fallen.lateAtDeath,
    kept_share: Math.min(silent.kept, fallen.kept),
    kept_share_all_alive: alive.kept,
  }
  return { pass: figures.late_cycles <= alive.late && figures.kept_share > 0.95, figures }
}
