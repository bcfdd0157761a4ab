import { systemClock } from '@millrace/core'
import type { CommandMode } from './address.ts'
import { encodeTime, stationZone, TIME_OCTETS } from './time.ts'
import { Cause, COMMANDS, MONITORED } from './types.ts'

const SELECT = 0x80

interface SimulatedObject {
  /** Type of answers to interrogations, and of spontaneous reports if it is another. */
  readonly type: number
  readonly timed: number
  raw: number
  quality: number
}

interface SimulatedCommand {
  readonly type: number
  /** The object that it moves. */
  readonly target: number
  readonly mode: CommandMode
}

/** What a simulated command ends in. */
type CommandVerdict = 'execute' | 'selected' | 'refused' | 'unknown' | 'silent'

/** One common address: objects that report, and objects that take commands. */
export class SimulatedStation {
  readonly #objects = new Map<number, SimulatedObject>()
  readonly #commands = new Map<number, SimulatedCommand>()
  readonly #selected = new Map<number, Uint8Array>()
  readonly #listeners = new Set<(object: number, cause: number) => void>()
  readonly #zone = stationZone('UTC')
  /** What becomes of the next commands instead of what was asked. */
  refusal: 'refused' | 'silent' | undefined
  /** Executed commands so far. */
  executed = 0

  /** @param raw as on the wire: normalized values as counts */
  add(object: number, { type, timed = type }: { readonly type: number; readonly timed?: number }, raw: number): void {
    this.#objects.set(object, { type, timed, raw, quality: 0 })
  }

  accept(object: number, command: SimulatedCommand): void {
    this.#commands.set(object, command)
  }

  get(object: number): number {
    return this.#objects.get(object)!.raw
  }

  /** A new value, told to every master. */
  set(object: number, raw: number, { quality = 0, cause = Cause.spontaneous as number } = {}): void {
    const known = this.#objects.get(object)!
    known.raw = raw
    known.quality = quality
    for (const listener of this.#listeners) listener(object, cause)
  }

  /** Returns what ends it. */
  listen(listener: (object: number, cause: number) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** What answers an interrogation: integrated totals answer their own. */
  objects(counters: boolean): readonly number[] {
    return [...this.#objects]
      .filter(([, { type }]) => (MONITORED.get(type)!.form === 'total') === counters)
      .map(([object]) => object)
  }

  typeOf(object: number, cause: number): number {
    const { type, timed } = this.#objects.get(object)!
    return cause === Cause.spontaneous ? timed : type
  }

  element(object: number, type: number): Uint8Array {
    const { raw, quality } = this.#objects.get(object)!
    const { form, size, timed, qualified } = MONITORED.get(type)!
    const bytes = new Uint8Array(size)
    const view = new DataView(bytes.buffer)
    const end = size - (timed ? TIME_OCTETS : 0)
    if (form === 'single' || form === 'double' || form === 'event') bytes[0] = raw | quality
    else if (form === 'float') view.setFloat32(0, raw, true)
    else if (form === 'bits') view.setUint32(0, raw, true)
    else if (form === 'total') view.setInt32(0, raw, true)
    else if (form === 'normalized' || form === 'scaled') view.setInt16(0, raw, true)
    else bytes[0] = raw & 0x7f
    if (form === 'starts' || form === 'circuits') bytes[1] = quality
    else if (qualified && end > 1 && form !== 'event') bytes[end - 1] = quality
    if (timed) bytes.set(encodeTime(this.#zone.fromMicros(systemClock.now())), end)
    return bytes
  }

  command(type: number, object: number, element: Uint8Array): CommandVerdict {
    const known = this.#commands.get(object)
    if (!known || known.type !== type) return 'unknown'
    if (this.refusal) return this.refusal
    const at = qualifierAt(type)
    if (at !== undefined && element[at]! & SELECT) {
      const selected = element.slice()
      selected[at]! &= ~SELECT
      this.#selected.set(object, selected)
      return 'selected'
    }
    if (known.mode === 'direct') return 'execute'
    const selected = this.#selected.get(object)
    this.#selected.delete(object)
    return selected && (at === undefined || selected[at] === element[at]) && selected[0] === element[0]
      ? 'execute'
      : 'refused'
  }

  /** Moves the object of the command and returns it. */
  execute(type: number, object: number, element: Uint8Array): number {
    const { target } = this.#commands.get(object)!
    const { form } = COMMANDS.get(type)!
    const view = new DataView(element.buffer, element.byteOffset)
    const known = this.#objects.get(target)!
    this.executed++
    if (form === 'single') known.raw = element[0]! & 1
    else if (form === 'double') known.raw = element[0]! & 3
    else if (form === 'step') known.raw = Math.max(-64, Math.min(63, known.raw + ((element[0]! & 3) === 2 ? 1 : -1)))
    else if (form === 'float') known.raw = view.getFloat32(0, true)
    else if (form === 'bits') known.raw = view.getUint32(0, true)
    else known.raw = view.getInt16(0, true)
    return target
  }
}

/** Where select stands in the element of a command. */
function qualifierAt(type: number): number | undefined {
  const { form, size, timed } = COMMANDS.get(type)!
  return form === 'bits' ? undefined : size - (timed ? TIME_OCTETS : 0) - 1
}
