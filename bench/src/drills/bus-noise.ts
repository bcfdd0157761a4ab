import { isGood, type SampleBatch, silentLog, systemClock, ValueKind } from '@millrace/core'
import {
  Attempts,
  ascii,
  Buses,
  type DeviceSupervisor,
  type FaultProxy,
  ModbusSimulator,
  modbusAscii,
  modbusRtu,
  RegisterBank,
  rtu,
  startTcpFaultProxy,
  superviseDevice,
  type TagSpec,
} from '@millrace/drivers'
import type { DrillResult, RunOptions } from '../run.ts'
import { type NoiseShares, noise } from './noise.ts'

const UNITS = 16
const QUICK_UNITS = 6
const NOISE_MS = 180_000
const QUICK_NOISE_MS = 5_000
/** After the noise every unit must be read again within this. */
const CALM_MS = 20_000
const PERIOD_MS = 1_000
const ALONE_PERIOD_MS = 60
const TIMEOUT_MS = 100
/**
 * A value was read between request and answer, and its time is the middle of them: the two are never further apart.
 * What an earlier request was told is older than that.
 */
const MOST_APART_MS = 0.75 * TIMEOUT_MS
const VALUES = 10
/** Two runs of registers of one length, too far apart to be read at once: their answers look alike. */
const RUNS = [0, 60]
const SHARES: NoiseShares = {
  lose: 0.03,
  loseByte: 0.03,
  doubleByte: 0.02,
  double: 0.04,
  flip: 0.05,
  bits: 3,
  prefix: 0.02,
}
const ASKED: NoiseShares = {
  lose: 0.02,
  loseByte: 0.01,
  doubleByte: 0,
  double: 0.01,
  flip: 0.02,
  bits: 1,
  prefix: 0.01,
}
/** Of the answers, how many come late, and how many later than anyone waits. */
const LATE_SHARE = 0.06
const TOO_LATE_SHARE = 0.06

/** A value names its unit and its register and the millisecond in which it was read. */
function heldAt(unit: number, register: number, ms: number): number {
  return ((unit << 24) | (register << 16) | (ms & 0xffff)) >>> 0
}

interface Watched {
  readonly unit: number
  readonly tags: readonly TagSpec[]
  readonly supervisor: DeviceSupervisor
  good: number
  bad: number
  wrong: number
  stale: number
  goodSince: number
}

function tagsOf(unit: number, periodMs: number): TagSpec[] {
  return RUNS.flatMap((start) =>
    Array.from({ length: VALUES }, (_, i): TagSpec => {
      const register = start + i * 2
      return { id: register, address: `${unit}:holding:${register}`, type: 'uint32', access: 'r', periodMs }
    }),
  )
}

/** Every value that was told good, held against what the device has. */
function take(seen: Watched, batch: SampleBatch): void {
  for (let i = 0; i < batch.length; i++) {
    if (!isGood(batch.status[i]!) || batch.kind[i] === ValueKind.none) {
      seen.bad++
      seen.goodSince = 0
      continue
    }
    seen.good++
    seen.goodSince++
    const value = Number(batch.int64[i])
    const sampledMs = Math.round(batch.time[i]! / 1_000)
    const apart = ((((value & 0xffff) - sampledMs) << 16) >> 16) | 0
    if (value >>> 16 !== heldAt(seen.unit, batch.series[i]!, 0) >>> 16) seen.wrong++
    else if (Math.abs(apart) > MOST_APART_MS) seen.stale++
  }
}

/** A line of simulated units, noise, and a device for each unit. */
class NoisyLine {
  readonly devices: Watched[] = []
  readonly #factory: typeof modbusRtu
  readonly #units: number
  readonly #simulator: ModbusSimulator
  #line: FaultProxy | undefined

  constructor(factory: typeof modbusRtu, units: number) {
    this.#factory = factory
    this.#units = units
    const banks = new Map(Array.from({ length: units }, (_, i) => [i + 1, new RegisterBank({ holding: 100 })]))
    this.#simulator = new ModbusSimulator({
      units: banks,
      framing: factory === modbusRtu ? rtu : ascii,
      fault: ({ unit, address, count }) => {
        const { holding } = banks.get(unit)!
        const ms = Math.round(systemClock.now() / 1_000)
        for (let at = address; at + 1 < address + count; at += 2) holding.setUint32(at * 2, heldAt(unit, at, ms))
        return undefined
      },
    })
  }

  async start(): Promise<void> {
    const factory = this.#factory
    this.#line = await startTcpFaultProxy(await this.#simulator.listen())
    const attempts = new Attempts(systemClock)
    const buses = new Buses(systemClock)
    const tunnel = { host: '127.0.0.1', port: this.#line.port }
    for (let unit = 1; unit <= this.#units; unit++) {
      const tags = tagsOf(unit, this.#units === 1 ? ALONE_PERIOD_MS : PERIOD_MS)
      const seen: Watched = {
        unit,
        tags,
        good: 0,
        bad: 0,
        wrong: 0,
        stale: 0,
        goodSince: 0,
        supervisor: superviseDevice({
          name: `${factory.kind} ${unit}`,
          factory,
          config: { tunnel, unit, timeoutMs: TIMEOUT_MS },
          tags,
          sink: { samples: (batch) => take(seen, batch), state: () => undefined },
          attempts,
          buses,
          environment: { clock: systemClock, log: silentLog, folder: '/nowhere' },
          random: () => 0.1,
        }),
      }
      this.devices.push(seen)
      seen.supervisor.start()
    }
  }

  disturb(counts: Record<string, number>): void {
    // One flipped bit is all that an LRC is sure to show.
    const bits = this.#factory === modbusRtu ? SHARES.bits : 1
    const delayMs = (): number => {
      const dice = Math.random()
      if (dice < TOO_LATE_SHARE) return TIMEOUT_MS * (1 + 1.5 * Math.random())
      return dice < TOO_LATE_SHARE + LATE_SHARE ? TIMEOUT_MS * Math.random() : 0
    }
    this.#line!.set({ change: noise({ ...SHARES, bits }, counts), changeAsked: noise(ASKED, counts), delayMs })
  }

  calm(): void {
    this.#line!.set({})
    for (const seen of this.devices) seen.goodSince = 0
  }

  async close(): Promise<void> {
    await Promise.all(this.devices.map(({ supervisor }) => supervisor.close()))
    await this.#line?.close()
    await this.#simulator.close()
  }
}

/**
 * Many units behind tunnels, Modbus RTU and Modbus ASCII, with noise in both directions. `wrong_values` were told
 * good and were not what the device had then; `lost_cycles` were skipped because the one before had not ended.
 */
export async function busNoise({ quick, progress }: RunOptions): Promise<DrillResult> {
  const units = quick ? QUICK_UNITS : UNITS
  const counts: Record<string, number> = {}
  // Alone on its line a unit is asked again at once: no answer to a neighbour lies between it and what comes late.
  const lines = [modbusRtu, modbusAscii].flatMap((factory) => [
    new NoisyLine(factory, units),
    new NoisyLine(factory, 1),
  ])
  const devices = (): Watched[] => lines.flatMap((line) => line.devices)
  const sum = (figure: (seen: Watched) => number): number => devices().reduce((all, seen) => all + figure(seen), 0)
  const allGood = (): boolean => devices().every(({ goodSince, tags }) => goodSince >= tags.length)
  const until = async (holds: () => boolean, mostMs: number): Promise<number> => {
    const begun = systemClock.monotonic()
    while (!holds() && systemClock.monotonic() - begun < mostMs) await systemClock.sleep(20)
    return systemClock.monotonic() - begun
  }
  try {
    for (const line of lines) await line.start()
    await until(allGood, CALM_MS)
    progress(`${devices().length} units on ${lines.length} lines are read; the noise begins`)
    for (const line of lines) line.disturb(counts)
    const before = { good: sum(({ good }) => good), bad: sum(({ bad }) => bad) }
    await systemClock.sleep(quick ? QUICK_NOISE_MS : NOISE_MS)
    const good = sum((seen) => seen.good) - before.good
    const bad = sum((seen) => seen.bad) - before.bad
    progress(`${good} good values, ${bad} bad ones; the line is quiet again`)
    for (const line of lines) line.calm()
    const recoveryMs = await until(allGood, CALM_MS)
    const elsewhere = sum((seen) => seen.wrong)
    const stale = sum((seen) => seen.stale)
    const wrong = elsewhere + stale
    const figures = {
      wrong_values: wrong,
      of_another_time: stale,
      lost_cycles: sum(({ supervisor }) => supervisor.counters.lateCycles),
      good_values: good,
      bad_values: bad,
      disturbed_packets: Object.values(counts).reduce((all, count) => all + count, 0),
      timeouts: sum(({ supervisor }) => supervisor.counters.timeouts),
      refused_answers: sum(({ supervisor }) => supervisor.counters.errors),
      late_answers: sum(({ supervisor }) => supervisor.counters.lateReplies),
      connections: sum(({ supervisor }) => supervisor.state.attempt),
      recovery_ms: recoveryMs,
    }
    return { pass: wrong === 0 && good > 0 && (counts['flip'] ?? 0) > 0 && allGood(), figures }
  } finally {
    for (const line of lines) await line.close()
  }
}
