import { createSocket, type Socket } from 'node:dgram'
import type { Value } from '@millrace/core'
import { runSimulator, type Simulator } from '../kit/simulator.ts'
import { PRESENT_VALUE, parseAddress } from './address.ts'
import { decodePacket, encodePacket, type PropertyResult, Service } from './codec.ts'
import { type ApplicationValue, Octets, Tag, unsigned, Writer } from './encoding.ts'

const UNKNOWN_OBJECT = { class: 1, code: 31 }
const UNKNOWN_PROPERTY = { class: 2, code: 32 }
const WRITE_DENIED = { class: 2, code: 40 }
const OBJECT_LIST = 76
const DEVICE = 8

/** One property of one simulated object; those that are `rw` and present values keep sixteen priorities. */
export interface SimulatedProperty extends ApplicationValue {
  /** `analog-value:1.units`. */
  readonly address: string
  readonly access?: 'r' | 'rw'
}

interface Held {
  value: ApplicationValue
  readonly writable: boolean
  /** What was commanded, by priority from 1 on; the default stands where nothing was. */
  readonly commands: (ApplicationValue | undefined)[]
  readonly fallback: ApplicationValue
}

interface SimulatorOptions {
  readonly device: number
  readonly properties: readonly SimulatedProperty[]
  /** Answers beyond this are aborted as too large, bytes of the APDU; 1,476 unless told. */
  readonly maxApdu?: number
  /** Services it does not know, such as ReadPropertyMultiple. */
  readonly without?: readonly number[]
}

/** A BACnet/IP device on loopback that keeps its objects while it is off. */
export class BacnetSimulator {
  readonly #options: SimulatorOptions
  readonly #objects = new Map<number, Map<number, Held>>()
  #socket: Socket | undefined
  /** Requests so far. */
  requests = 0

  constructor(options: SimulatorOptions) {
    this.#options = options
    this.#hold({ address: `device:${options.device}.object-name`, tag: Tag.characters, value: 'Simulated device' })
    for (const property of options.properties) this.#hold(property)
  }

  get(address: string): Value {
    return this.#find(address)?.value.value ?? null
  }

  set(address: string, value: Value): void {
    const held = this.#find(address)
    if (held) held.value = { tag: held.value.tag, value }
  }

  /** Listens on loopback; 0 asks for a free port. Rejects with the system's error if it is taken. */
  async listen(port = 0): Promise<number> {
    const socket = createSocket('udp4')
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.bind(port, '127.0.0.1', () => {
        socket.off('error', reject)
        resolve()
      })
    })
    socket.on('message', (packet, from) => {
      let answer: Uint8Array | undefined
      try {
        const apdu = decodePacket(packet)
        answer = apdu && this.#answer(apdu)
      } catch {
        // What cannot be read is not answered, as by a device.
      }
      if (answer) socket.send(encodePacket(answer, false), from.port, from.address)
    })
    this.#socket = socket
    return socket.address().port
  }

  /** Idempotent. */
  close(): Promise<void> {
    const socket = this.#socket
    this.#socket = undefined
    return socket ? new Promise((resolve) => void socket.close(() => resolve())) : Promise.resolve()
  }

  #hold({ address, tag, value, access }: SimulatedProperty): void {
    const { objectType, instance, property } = parseAddress(address)
    const object = key(objectType, instance)
    const properties = this.#objects.get(object) ?? new Map<number, Held>()
    this.#objects.set(object, properties)
    properties.set(property, {
      value: { tag, value },
      writable: access === 'rw',
      commands: [],
      fallback: { tag, value },
    })
  }

  #find(address: string): Held | undefined {
    const { objectType, instance, property } = parseAddress(address)
    return this.#objects.get(key(objectType, instance))?.get(property)
  }

  #answer(apdu: Uint8Array): Uint8Array | undefined {
    this.requests++
    const { device, without = [], maxApdu = 1_476 } = this.#options
    if (apdu[0] === 0x10 && apdu[1] === Service.whoIs)
      return new Writer(0x10, Service.iAm)
        .value({ tag: Tag.object, value: key(DEVICE, device) })
        .value({ tag: Tag.unsigned, value: maxApdu })
        .value({ tag: Tag.enumerated, value: 3 })
        .value({ tag: Tag.unsigned, value: 0 }).bytes
    if (apdu[0]! >> 4 !== 0) return undefined
    const [, , id, service] = apdu
    const octets = new Octets(apdu.subarray(4))
    if (without.includes(service!)) return Uint8Array.of(0x60, id!, 9)
    const answer =
      service === Service.readProperty
        ? this.#read(id!, octets)
        : service === Service.readPropertyMultiple
          ? this.#readMultiple(id!, octets)
          : service === Service.writeProperty
            ? this.#write(id!, octets)
            : Uint8Array.of(0x60, id!, 9)
    return answer.length > maxApdu ? Uint8Array.of(0x71, id!, 4) : answer
  }

  #read(id: number, octets: Octets): Uint8Array {
    const [object, property, index] = [octets.required(0), octets.required(1), octets.optional(2)]
    const found = this.#values(object, property, index)
    if (!('values' in found)) return error(id, Service.readProperty, found)
    const writer = new Writer(0x30, id, Service.readProperty).object(0, object >>> 22, object & 0x3f_ffff)
    writer.context(1, unsigned(property))
    if (index !== undefined) writer.context(2, unsigned(index))
    writer.open(3)
    for (const value of found.values) writer.value(value)
    return writer.close(3).bytes
  }

  #readMultiple(id: number, octets: Octets): Uint8Array {
    const writer = new Writer(0x30, id, Service.readPropertyMultiple)
    while (octets.left > 0) {
      const object = octets.required(0)
      writer.object(0, object >>> 22, object & 0x3f_ffff).open(1)
      octets.bracket('open', 1)
      while (!octets.bracket('close', 1)) {
        const [property, index] = [octets.required(0), octets.optional(1)]
        writer.context(2, unsigned(property))
        if (index !== undefined) writer.context(3, unsigned(index))
        const found = this.#values(object, property, index)
        if ('values' in found) {
          writer.open(4)
          for (const value of found.values) writer.value(value)
          writer.close(4)
        } else {
          writer.open(5)
          for (const value of [found.class, found.code]) writer.value({ tag: Tag.enumerated, value })
          writer.close(5)
        }
      }
      writer.close(1)
    }
    return writer.bytes
  }

  #write(id: number, octets: Octets): Uint8Array {
    const [object, property] = [octets.required(0), octets.required(1)]
    octets.bracket('open', 3)
    const value = octets.value()
    octets.bracket('close', 3)
    const priority = octets.optional(4) ?? 16
    const held = this.#objects.get(object)?.get(property)
    if (!held) return error(id, Service.writeProperty, this.#objects.has(object) ? UNKNOWN_PROPERTY : UNKNOWN_OBJECT)
    if (!held.writable) return error(id, Service.writeProperty, WRITE_DENIED)
    if (property !== PRESENT_VALUE) held.value = value
    else {
      held.commands[priority] = value.tag === Tag.null ? undefined : value
      held.value = held.commands.find((command) => command !== undefined) ?? held.fallback
    }
    return Uint8Array.of(0x20, id, Service.writeProperty)
  }

  #values(object: number, property: number, index: number | undefined): PropertyResult {
    const properties = this.#objects.get(object)
    if (!properties) return UNKNOWN_OBJECT
    if (property === OBJECT_LIST && object >>> 22 === DEVICE) {
      const all = [...this.#objects.keys()].map((value) => ({ tag: Tag.object, value }))
      if (index === undefined) return { values: all }
      return { values: index === 0 ? [{ tag: Tag.unsigned, value: all.length }] : all.slice(index - 1, index) }
    }
    const held = properties.get(property)
    return held ? { values: [held.value] } : UNKNOWN_PROPERTY
  }
}

const key = (type: number, instance: number): number => ((type << 22) | instance) >>> 0

function error(id: number, service: number, seen: { readonly class: number; readonly code: number }): Uint8Array {
  return new Writer(0x50, id, service)
    .value({ tag: Tag.enumerated, value: seen.class })
    .value({ tag: Tag.enumerated, value: seen.code }).bytes
}

const CELSIUS = 62

/** A small air handler: a temperature that swings, a set point and a fan to be commanded. */
export const bacnetSimulator: Simulator = {
  kind: 'bacnet',
  tags: [
    { address: 'device:1234.object-name', type: 'string', access: 'r', periodMs: 5_000 },
    { address: 'analog-input:1', type: 'float32', access: 'r', periodMs: 500 },
    { address: 'analog-value:1', type: 'float32', access: 'rw', periodMs: 500 },
    { address: 'binary-output:1', type: 'bool', access: 'rw', periodMs: 500 },
  ],
  async start(port) {
    const simulator = new BacnetSimulator({
      device: 1234,
      properties: [
        { address: 'ai:1', tag: Tag.real, value: 21 },
        { address: 'ai:1.object-name', tag: Tag.characters, value: 'Supply air temperature' },
        { address: 'ai:1.units', tag: Tag.enumerated, value: CELSIUS },
        { address: 'ai:1.status-flags', tag: Tag.bits, value: '0000' },
        { address: 'av:1', tag: Tag.real, value: 20, access: 'rw' },
        { address: 'av:1.object-name', tag: Tag.characters, value: 'Set point' },
        { address: 'av:1.units', tag: Tag.enumerated, value: CELSIUS },
        { address: 'bo:1', tag: Tag.enumerated, value: 0, access: 'rw' },
        { address: 'bo:1.object-name', tag: Tag.characters, value: 'Fan' },
      ],
    })
    const begun = performance.now()
    return runSimulator(port, {
      server: simulator,
      configFor: (listening) => ({ host: '127.0.0.1', port: listening, device: 1234 }),
      everyMs: 200,
      move: () => simulator.set('ai:1', Math.fround(21 + 2 * Math.sin((performance.now() - begun) / 10_000))),
    })
  },
}
