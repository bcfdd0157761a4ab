import { viewOf } from './codec.ts'
import { Class, encodeReply } from './message.ts'
import { openRequest } from './simulated-services.ts'
import { General } from './status.ts'

/** Services of the Connection Manager (Vol. 1 §3-5.5). */
const FORWARD_CLOSE = 0x4e
const FORWARD_OPEN = 0x54
const LARGE_FORWARD_OPEN = 0x5b
/** Connection ids, serial number and the originator, in a Forward Open and in a Forward Close. */
const OPEN_AT = { toTarget: 2, toOriginator: 6, serial: 10, end: 18 } as const
const CLOSE_AT = { serial: 2, end: 10 } as const

/** The class 3 connections of one client of the simulator: clients other than ours read by them. */
export class SimulatedConnections {
  /** What the originator wants its answers to be numbered with, by the number that we gave. */
  readonly #originators = new Map<number, number>()
  #next = 0x0100_0000

  originator(connection: number): number | undefined {
    return this.#originators.get(connection)
  }

  /** The answer to a Forward Open or a Forward Close; undefined for all else. */
  answer(message: Uint8Array): Uint8Array | undefined {
    const request = openRequest(message)
    if (request?.object !== Class.connectionManager) return undefined
    const { service, data } = request
    if (service === FORWARD_OPEN || service === LARGE_FORWARD_OPEN) return this.#open(service, data)
    if (service !== FORWARD_CLOSE) return undefined
    if (data.length < CLOSE_AT.end)
      return encodeReply(service, { status: General.tooLittle, extended: 0, data: new Uint8Array() })
    return success(service, [...data.subarray(CLOSE_AT.serial, CLOSE_AT.end), 0, 0])
  }

  #open(service: number, data: Uint8Array): Uint8Array {
    if (data.length < OPEN_AT.end + 12)
      return encodeReply(service, { status: General.tooLittle, extended: 0, data: new Uint8Array() })
    const connection = this.#next++
    this.#originators.set(connection, viewOf(data).getUint32(OPEN_AT.toOriginator, true))
    const answer = new Uint8Array(26)
    viewOf(answer).setUint32(0, connection, true)
    // The originator's number; then serial number, vendor and serial of the originator.
    answer.set(data.subarray(OPEN_AT.toOriginator, OPEN_AT.end), 4)
    // The intervals that were asked for.
    answer.set(data.subarray(OPEN_AT.end + 4, OPEN_AT.end + 8), 16)
    answer.set(data.subarray(OPEN_AT.end + 4, OPEN_AT.end + 8), 20)
    return success(service, answer)
  }
}

function success(service: number, data: ArrayLike<number>): Uint8Array {
  return encodeReply(service, { status: General.success, extended: 0, data: Uint8Array.from(data) })
}
