import assert from 'node:assert/strict'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isGood, Status, type Value, valueAt } from '@millrace/core'
import { Attempts } from './attempts.ts'
import { Buses } from './bus.ts'
import type { ConformanceLine } from './conformance.ts'
import type { DriverEnvironment, DriverFactory, TagSpec } from './driver.ts'
import { type DeviceSupervisor, superviseDevice } from './supervisor.ts'

/** A device of the driver's protocol, run by the test: real bytes on a real socket. */
export interface ContractDevice {
  readonly port: number
  /** A tag that can be read; its period is short. */
  readonly readable: TagSpec
  /** Two or more tags that keep their value and are read by different requests: a mix-up would show. */
  readonly steady: readonly { readonly tag: TagSpec; readonly value: Value }[]
  /** A tag that can be written, and a value that it does not hold yet. */
  readonly writable: { readonly tag: TagSpec; readonly value: Value }
  /** What the device holds in the writable tag, asked without the driver. */
  held(): Value | Promise<Value>
  /** As a power cut: every connection ends and new ones are refused. */
  stop(): Promise<void>
  /** Back again, on the same port. */
  start(): Promise<void>
  /** Of a device that dials in: from now on it dials this port. */
  dial?(port: number): Promise<void>
  close(): Promise<void>
}

export interface ContractSubject<Config> {
  readonly factory: DriverFactory<Config>
  /** Timeouts short: 200 ms where the protocol allows it. */
  configFor(port: number): Config
  /** How many bytes of an answer pass before the line cuts or freezes; 1, 5 and 11 unless told. */
  readonly cuts?: readonly number[]
  /** How the bytes travel; tcp unless told. */
  readonly transport?: 'tcp' | 'udp'
  /** How many requests late an answer comes; 256 unless told, 65,536 too in a long run. */
  readonly late?: readonly number[]
  /** The driver runs in a process of its own, whose clock this one cannot set. */
  readonly ownClock?: boolean
  /** Lines that have no subject in this protocol; its quality.yaml says why. */
  readonly exempt?: readonly ConformanceLine[]
  device(): Promise<ContractDevice>
  /** An address that the protocol's notation does not allow. */
  readonly malformedAddress: string
  /** How many connections the flat-sockets sentence makes; 10,000 in a long run. */
  readonly cycles: number
  readonly folder: string
}

/** One sentence of the contract; `run` rejects if the driver does not keep it. */
export interface Sentence {
  readonly line: ConformanceLine
  readonly says: string
  run(): Promise<void>
}

/** `MILLRACE_CONTRACT=long`: the drill `conformance` takes the time that every test run cannot. */
export const isLong = (): boolean => process.env['MILLRACE_CONTRACT'] === 'long'

/** A supervised device whose samples a sentence can wait for. */
export interface Run extends AsyncDisposable {
  readonly supervisor: DeviceSupervisor
  /** Every status that came, of whatever tag. */
  readonly seen: readonly number[]
  /** Source time of the newest sample, µs. */
  readonly newest: number
  status(tag: TagSpec): number
  /** From now on good values of this tag must be this one. */
  expect(tag: TagSpec, value: Value): void
  /** Good values that were not what the device has. */
  readonly wrong: readonly { readonly tag: number; readonly value: Value }[]
  /** Every state of the link so far. */
  readonly states: readonly string[]
  until(holds: () => boolean): Promise<void>
}

export function supervise<Config>(
  { factory, configFor }: ContractSubject<Config>,
  device: ContractDevice,
  environment: DriverEnvironment,
  tags: readonly TagSpec[] = [device.readable],
): Run {
  const latest = new Map<number, number>()
  const seen: number[] = []
  const expected = new Map<number, Value>()
  const wrong: { tag: number; value: Value }[] = []
  const states: string[] = []
  const waiting = new Set<() => void>()
  let newest = 0
  const supervisor = superviseDevice({
    name: 'contract',
    factory,
    config: configFor(device.port),
    tags,
    sink: {
      samples(batch) {
        for (let i = 0; i < batch.length; i++) {
          assert.ok(
            isGood(batch.status[i]!) || batch.status[i]! >>> 30 === 1 || valueAt(batch, i) === null,
            'a bad sample has no value',
          )
          const tag = batch.series[i]!
          if (isGood(batch.status[i]!) && expected.has(tag) && valueAt(batch, i) !== expected.get(tag))
            wrong.push({ tag, value: valueAt(batch, i) })
          latest.set(tag, batch.status[i]!)
          seen.push(batch.status[i]!)
          newest = batch.time[i]!
        }
        for (const check of waiting) check()
      },
      state({ state }) {
        states.push(state)
        for (const check of waiting) check()
      },
    },
    attempts: new Attempts(environment.clock),
    buses: new Buses(environment.clock),
    environment,
    random: () => 0.2,
  })
  supervisor.start()
  return {
    supervisor,
    seen,
    wrong,
    states,
    get newest() {
      return newest
    },
    expect: (tag, value) => void expected.set(tag.id, value),
    status: ({ id }) => latest.get(id) ?? Status.BadWaitingForInitialData,
    until: (holds) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!holds()) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    [Symbol.asyncDispose]: () => supervisor.close(),
  }
}

export function disposable(device: ContractDevice): ContractDevice & AsyncDisposable {
  return Object.assign(device, { [Symbol.asyncDispose]: () => device.close() })
}

/** Sockets of this process, after those that are on their way out have gone. */
export async function openSockets(): Promise<number> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
  return process.getActiveResourcesInfo().filter((name) => /^(tcp|udp)(socket)?wrap$/i.test(name)).length
}

/** Bytes of the heap that are in use after all that is not has been collected, twice: what is freed may free more. */
export async function heapInUse(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  for (let turn = 0; turn < 2; turn++) {
    collect()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return process.memoryUsage().heapUsed
}
