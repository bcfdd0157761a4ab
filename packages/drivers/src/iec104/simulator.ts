import { Fault, systemClock } from '@millrace/core'
import { runSimulator, type Simulator } from '../kit/simulator.ts'
import { noCounts } from '../kit/supervisor.ts'
import { type TcpClient, type TcpEars, TcpServer } from '../kit/tcp-server.ts'
import { type Asdu, decodeAsdu, eachObject, encodeAsdu, type FieldSizes, globalAddress, roomFor } from './asdu.ts'
import { Association, type Window } from './association.ts'
import { Unnumbered } from './codec.ts'
import { SimulatedStation } from './simulated-station.ts'
import { Cause, COMMANDS, MONITORED, SYSTEM_SIZE, System } from './types.ts'

const SIZES: FieldSizes = { cause: 2, common: 2, object: 3 }
const WINDOW: Window = { k: 12, w: 8, t1Ms: 15_000, t2Ms: 10_000, t3Ms: 20_000 }
const SELECT = 0x80

export interface Iec104SimulatorOptions {
  /** By common address. */
  readonly stations: ReadonlyMap<number, SimulatedStation>
  readonly sizes?: FieldSizes
  readonly window?: Window
}

/** A controlled station of our own, for demo, tests and benches: interrogations, spontaneous reports, commands. */
export class Iec104Simulator {
  readonly #stations: ReadonlyMap<number, SimulatedStation>
  readonly #sizes: FieldSizes
  readonly #window: Window
  readonly #server = new TcpServer((client) => this.#serve(client))
  readonly #masters = new Map<TcpClient, Association>()
  readonly #unsubscribe: (() => void)[] = []

  constructor({ stations, sizes = SIZES, window = WINDOW }: Iec104SimulatorOptions) {
    this.#stations = stations
    this.#sizes = sizes
    this.#window = window
    for (const [common, station] of stations) {
      this.#unsubscribe.push(
        station.listen((object, cause) => {
          for (const [client, master] of this.#masters) {
            if (master.started) this.#report(client, common, [object], cause)
          }
        }),
      )
    }
  }

  get connections(): number {
    return this.#masters.size
  }

  /** Frames that some master has not acknowledged. */
  get outstanding(): number {
    return Math.max(0, ...[...this.#masters.values()].map(({ outstanding }) => outstanding))
  }

  /** Listens and returns the port; 0 asks for a free one. Rejects with the system's error if it is taken. */
  listen(port?: number): Promise<number> {
    return this.#server.listen(port)
  }

  /** Cuts every connection and stops listening; idempotent. */
  close(): Promise<void> {
    for (const stop of this.#unsubscribe) stop()
    return this.#server.close()
  }

  #serve(client: TcpClient): TcpEars {
    const association = new Association({
      window: this.#window,
      clock: systemClock,
      counters: noCounts(),
      write: (bytes) => client.send(bytes),
      asdu: (bytes) => this.#take(client, bytes),
      taken: () => Promise.resolve(),
      unnumbered: (code) => {
        if (code !== Unnumbered.startAct && code !== Unnumbered.stopAct) return
        association.started = code === Unnumbered.startAct
        association.sendUnnumbered(association.started ? Unnumbered.startCon : Unnumbered.stopCon)
      },
      broken: () => client.cut(),
    })
    this.#masters.set(client, association)
    return {
      read: (bytes) => association.read(bytes),
      ended: () => {
        association.end()
        this.#masters.delete(client)
      },
    }
  }

  #take(client: TcpClient, bytes: Uint8Array): void {
    const asdu = decodeAsdu(bytes, this.#sizes)
    const size = COMMANDS.get(asdu.type)?.size ?? SYSTEM_SIZE.get(asdu.type)
    const answer = (cause: number, negative = false): void => this.#mirror(client, asdu, { cause, negative })
    if (size === undefined) answer(Cause.unknownType, true)
    else if (asdu.cause !== Cause.activation) answer(Cause.unknownCause, true)
    else if (asdu.common === globalAddress(this.#sizes)) {
      for (const common of this.#stations.keys()) this.#activate(client, { ...asdu, common }, size)
    } else if (!this.#stations.has(asdu.common)) answer(Cause.unknownCommon, true)
    else this.#activate(client, asdu, size)
  }

  #activate(client: TcpClient, asdu: Asdu, size: number): void {
    const station = this.#stations.get(asdu.common)!
    const answer = (cause: number, negative = false): void => this.#mirror(client, asdu, { cause, negative })
    if (asdu.type === System.clockSynchronization) {
      answer(Cause.activationConfirmation)
      return
    }
    if (asdu.type === System.interrogation || asdu.type === System.counterInterrogation) {
      const counters = asdu.type === System.counterInterrogation
      answer(Cause.activationConfirmation)
      const cause = counters ? Cause.requestedByCounter : Cause.interrogatedByStation
      this.#report(client, asdu.common, station.objects(counters), cause)
      answer(Cause.activationTermination)
      return
    }
    eachObject(asdu, size, this.#sizes, (object, at) => {
      // A copy whatever the body is: slices of a Buffer share its memory.
      const element = Uint8Array.from(asdu.body.subarray(at, at + size))
      const verdict = station.command(asdu.type, object, element)
      if (verdict === 'silent') return
      if (verdict === 'unknown') answer(Cause.unknownObject, true)
      else if (verdict === 'refused') answer(Cause.activationConfirmation, true)
      else {
        answer(Cause.activationConfirmation)
        if (verdict === 'selected') return
        const target = station.execute(asdu.type, object, element)
        if (target !== undefined) this.#report(client, asdu.common, [target], Cause.returnRemote)
        answer(Cause.activationTermination)
      }
    })
  }

  /** Objects of one type in as few ASDUs as they fit in. */
  #report(client: TcpClient, common: number, objects: readonly number[], cause: number): void {
    const station = this.#stations.get(common)!
    const byType = new Map<number, number[]>()
    for (const object of objects) {
      const type = station.typeOf(object, cause)
      const members = byType.get(type)
      if (members) members.push(object)
      else byType.set(type, [object])
    }
    for (const [type, members] of byType) {
      const room = roomFor(MONITORED.get(type)!.size, this.#sizes)
      for (let from = 0; from < members.length; from += room) {
        const part = members
          .slice(from, from + room)
          .map((object) => ({ object, element: station.element(object, type) }))
        const header = { type, cause, negative: false, test: false, originator: 0, common }
        this.#send(client, encodeAsdu(header, part, this.#sizes))
      }
    }
  }

  /** What came, with what the station says to it. */
  #mirror(client: TcpClient, asdu: Asdu, said: { readonly cause: number; readonly negative: boolean }): void {
    const head = { ...asdu, ...said }
    const bytes = new Uint8Array(2 + this.#sizes.cause + this.#sizes.common + asdu.body.length)
    bytes.set(encodeAsdu(head, [], this.#sizes))
    bytes[1] = asdu.count | (asdu.sequence ? SELECT : 0)
    bytes.set(asdu.body, bytes.length - asdu.body.length)
    this.#send(client, bytes)
  }

  #send(client: TcpClient, asdu: Uint8Array): void {
    try {
      this.#masters.get(client)?.send(asdu)
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      // A master that does not acknowledge is cut off: nothing is kept for it.
      client.cut()
    }
  }
}

/** The demonstration: a small substation whose power moves, with a breaker and a set point. */
export const iec104Simulator: Simulator = {
  kind: 'iec104',
  tags: [
    { address: '1:4001', type: 'float32', access: 'r', periodMs: 1_000 },
    { address: '1:4002', type: 'int16', access: 'r', periodMs: 1_000 },
    { address: '1:1001', type: 'bool', access: 'r', periodMs: 1_000 },
    { address: '1:1002>6002@C_DC_NA_1/select', type: 'uint8', access: 'rw', periodMs: 1_000 },
    { address: '1:4003>6003@C_SE_NC_1', type: 'float32', access: 'rw', periodMs: 1_000 },
  ],
  start: async (port) => {
    const station = new SimulatedStation()
    station.add(4_001, { type: 13, timed: 36 }, 100)
    station.add(4_002, { type: 11 }, -5)
    station.add(4_003, { type: 13 }, 50)
    station.add(1_001, { type: 1, timed: 30 }, 0)
    station.add(1_002, { type: 3, timed: 31 }, 2)
    station.accept(6_002, { type: 46, target: 1_002, mode: 'select' })
    station.accept(6_003, { type: 50, target: 4_003, mode: 'direct' })
    return runSimulator(port, {
      server: new Iec104Simulator({ stations: new Map([[1, station]]) }),
      configFor: (listening) => ({ host: '127.0.0.1', port: listening }),
      everyMs: 1_000,
      move: () => {
        const turn = systemClock.monotonic() / 10_000
        station.set(4_001, 100 + 20 * Math.sin(turn))
        station.set(4_002, Math.round(10 * Math.cos(turn)), { cause: Cause.periodic })
        station.set(1_001, Math.floor(turn) % 2)
      },
    })
  },
}
