import type { Micros } from '@millrace/core'
import type { Kernel } from '../expression/face.ts'
import type { InputSample } from '../rows/definition.ts'
import { moved } from './columns.ts'
import type { ConditionDefinition, ExpressionCondition } from './definition.ts'
import { Joint } from './joint.ts'

/** What is done with what a condition sees. An idle one is not evaluated. */
export const Kind = { idle: 0, level: 1, rate: 2, absence: 3, state: 4, quality: 5, joint: 6 } as const

interface Start {
  readonly samples: readonly (InputSample | null)[]
  /** µs of the wall. */
  readonly since: Micros
}

/** What conditions are, as columns by slot, and what those remember that look at more than the newest sample of one series. */
export class Slots {
  readonly definitions: (ConditionDefinition | undefined)[] = []
  readonly joints: (Joint | undefined)[] = []
  readonly values: (ReadonlySet<number | string> | undefined)[] = []
  /** What is still to be seen of what stood when the definition was read, and from when it counts. */
  readonly starts: (Start | undefined)[] = []
  kind = new Uint8Array(0)
  /** Fingerprint of the definition. */
  print = new Float64Array(0)
  /** +1 above, −1 below, 0 to either side. */
  sign = new Int8Array(0)
  /** What a value is held against, before the limit. */
  base = new Float64Array(0)
  /** Limit to become active; of an absence its time, µs. */
  on = new Float64Array(0)
  /** Limit to stay active. */
  off = new Float64Array(0)
  /** Of an absence: source time and wall time of the newest sample. */
  from = new Float64Array(0)
  heard = new Float64Array(0)

  grow(size: number): void {
    this.kind = moved(this.kind, new Uint8Array(size))
    this.print = moved(this.print, new Float64Array(size))
    this.sign = moved(this.sign, new Int8Array(size))
    this.base = moved(this.base, new Float64Array(size))
    this.on = moved(this.on, new Float64Array(size))
    this.off = moved(this.off, new Float64Array(size))
    this.from = moved(this.from, new Float64Array(size))
    this.heard = moved(this.heard, new Float64Array(size))
  }

  clear(slot: number): void {
    this.kind[slot] = Kind.idle
    this.definitions[slot] = undefined
    this.joints[slot] = undefined
    this.values[slot] = undefined
    this.starts[slot] = undefined
  }

  /** Makes a slot ready for a definition that was checked; throws what `compile` throws. Rates are begun by whoever calls. */
  define(
    slot: number,
    definition: ConditionDefinition,
    now: Micros,
    compile: (condition: ExpressionCondition) => Kernel,
  ): void {
    const { start, since = now } = definition
    if (start && definition.is !== 'rate' && definition.is !== 'absence') this.starts[slot] = { samples: start, since }
    switch (definition.is) {
      case 'limit':
        this.#level(slot, definition, 0)
        this.kind[slot] = Kind.level
        break
      case 'deviation': {
        const { reference } = definition
        const isJoint = 'series' in reference
        this.#level(slot, definition, isJoint ? 0 : reference.value)
        if (isJoint) this.joints[slot] = new Joint(slot, 2, undefined)
        this.kind[slot] = isJoint ? Kind.joint : Kind.level
        break
      }
      case 'rate':
        this.#level(slot, definition, 0)
        this.kind[slot] = Kind.rate
        break
      case 'absence':
        this.on[slot] = definition.after
        this.from[slot] = now
        this.heard[slot] = now
        this.kind[slot] = Kind.absence
        break
      case 'state':
        this.values[slot] = new Set(definition.values.map((one) => (typeof one === 'boolean' ? Number(one) : one)))
        this.kind[slot] = Kind.state
        break
      case 'quality':
        this.kind[slot] = Kind.quality
        break
      case 'expression':
        this.joints[slot] = new Joint(slot, definition.inputs.length, compile(definition))
        this.kind[slot] = Kind.joint
    }
  }

  /** 1 if a distance is beyond the limit of a slot that is active or not, else 0. */
  beyond(slot: number, distance: number, isActive: boolean): number {
    const sign = this.sign[slot] as number
    const x = sign === 0 ? Math.abs(distance) : sign * distance
    return x > ((isActive ? this.off[slot] : this.on[slot]) as number) ? 1 : 0
  }

  #level(
    slot: number,
    { side, limit, deadband }: { readonly side: string; readonly limit: number; readonly deadband: number },
    base: number,
  ): void {
    const isBelow = side === 'low' || side === 'below' || side === 'falling'
    this.sign[slot] = side === 'either' ? 0 : isBelow ? -1 : 1
    // A low limit is a value, and −value > −limit; what may fall or be below is a distance, and positive.
    this.on[slot] = side === 'low' ? -limit : limit
    this.off[slot] = (this.on[slot] as number) - deadband
    this.base[slot] = base
  }
}
