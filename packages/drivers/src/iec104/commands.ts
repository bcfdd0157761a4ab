import { type Clock, isBad, Status, type Value, valueAt } from '@millrace/core'
import type { Bus } from '../kit/bus.ts'
import type { TagSpec } from '../kit/driver.ts'
import { type Refusal, unfit } from '../kit/requests.ts'
import { TagRows } from '../kit/rows.ts'
import type { Activations, Asked } from './activations.ts'
import type { Iec104Address } from './address.ts'
import type { Iec104Config } from './config.ts'
import type { StationZone } from './time.ts'
import { COMMANDS } from './types.ts'
import { commandFor, encodeCommand, type Reported, selecting, timed, valueFor } from './values.ts'

/** A tag with its address read. */
export interface Iec104Tag {
  readonly spec: TagSpec
  readonly address: Iec104Address
}

interface CommandsNeeds {
  readonly config: Iec104Config
  readonly activations: Activations
  readonly zone: StationZone
  readonly clock: Clock
  readonly bus: Bus
  /** What the station last said of the tag's object. */
  reported(tag: Iec104Tag): Reported | undefined
}

/** Return information that is waited for. */
interface Watch {
  readonly tag: Iec104Tag
  readonly wanted: Value
  readonly matched: PromiseWithResolvers<void>
  latest: Reported | undefined
}

/** Commands of a controlling station (IEC 60870-5-5 §6.8): direct, or select and execute; one at a time, never repeated. */
export class Commands {
  readonly #needs: CommandsNeeds
  #watch: Watch | undefined

  constructor(needs: CommandsNeeds) {
    this.#needs = needs
  }

  /** Every report passes here: one of them may be the return information of the command under way. */
  heard(tag: Iec104Tag, reported: Reported): void {
    const watch = this.#watch
    if (watch?.tag !== tag || isBad(reported.status)) return
    watch.latest = reported
    if (tells(reported, watch)) watch.matched.resolve()
  }

  /** Sends one raw value and waits until the station has done it, or says why not. */
  send(tag: Iec104Tag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined> {
    return this.#needs.bus.turn('write', () => this.#send(tag, raw, signal), signal)
  }

  /** The return information, if it comes within its time: the value that was meant, else the last one heard. */
  async readBack(tag: Iec104Tag, signal: AbortSignal): Promise<Value | undefined> {
    const watch = this.#watch
    if (watch?.tag !== tag) return undefined
    const { clock, config } = this.#needs
    const waiting = new AbortController()
    try {
      const late = clock.sleep(config.returnMs ?? 1_000, AbortSignal.any([signal, waiting.signal]))
      await Promise.race([watch.matched.promise, late])
    } finally {
      waiting.abort()
      this.#watch = undefined
    }
    return watch.latest && engineering(tag.spec, watch.latest)
  }

  async #send(tag: Iec104Tag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined> {
    const { config, activations, zone, clock, reported } = this.#needs
    const { address, spec } = tag
    const type = address.command ?? commandFor(spec, reported(tag))
    if (type === undefined) {
      const message =
        'The address names no command, and what the station reports there has none; add one such as @C_SE_NB_1.'
      return { status: Status.BadNotWritable, message }
    }
    const command = COMMANDS.get(type)!
    const element = encodeCommand(raw, spec.type, command, address.qualifier)
    if (typeof element === 'number') return unfit(spec, raw, element)
    const asked = (bytes: Uint8Array): Asked => ({
      name: `${command.name} of ${address.common}:${address.commandObject}`,
      type,
      common: address.common,
      object: address.commandObject,
      element: command.timed ? timed(bytes, zone.fromMicros(clock.now())) : bytes,
      repeated: bytes.length,
    })
    if (activations.doubtful(asked(element))) {
      const message =
        'The station has not confirmed an earlier command of this object; nothing was sent before it does or the connection is made anew.'
      return { status: Status.BadResourceUnavailable, message }
    }
    // A bit string cannot be selected: its command has no qualifier (IEC 60870-5-101 §7.3.2.7).
    if ((address.mode ?? config.command ?? 'direct') === 'select' && command.form !== 'bits') {
      const selected = await activations.activate(asked(selecting(element)), signal)
      if (selected.refusal) return { ...selected.refusal, message: `${selected.refusal.message} Nothing was executed.` }
    }
    const watch: Watch = { tag, wanted: raw, matched: Promise.withResolvers(), latest: undefined }
    this.#watch = watch
    const executed = await activations.activate(asked(element), signal)
    if (executed.refusal) return executed.refusal
    // Return information that shows the value says more than a termination, which many stations do not send.
    const shown = watch.matched.promise.then(() => true)
    const ended = await Promise.race([executed.ended(config.terminationMs ?? 3_000), shown])
    if (ended === false)
      return { status: Status.BadInvalidState, message: 'The station ended the command without success.' }
    return undefined
  }
}

/** Whether this is the value that was commanded. */
function tells({ form, raw }: Reported, { tag, wanted }: Watch): boolean {
  const value = valueFor(form, raw, tag.spec.type)
  if (value === null) return false
  if (tag.spec.type === 'bool') return Boolean(value) === Boolean(wanted)
  const off = Math.abs(Number(value) - Math.fround(Number(wanted)))
  return form === 'normalized' ? off <= 1 / 0x8000 : off === 0 || Number(value) === Number(wanted)
}

/** A reported value in the tag's unit. */
function engineering(spec: TagSpec, { form, raw }: Reported): Value | undefined {
  const rows = new TagRows([spec])
  const columns = rows.columns()
  rows.value(0, valueFor(form, raw, spec.type), columns)
  return valueAt(rows.batch(columns), 0) ?? undefined
}
