/** Something that a machine shows, and what it is to its equipment class. */
export interface Shown<Machine> {
  readonly name: string
  /** The point of the class, where it is one. */
  readonly is?: string
  readonly unit?: string
  readonly low?: number
  readonly high?: number
  /** A meter. */
  readonly counter?: boolean
  /** Words; what has neither unit nor words is on or off. */
  readonly text?: boolean
  readonly read: (machine: Machine) => number | boolean | string
}

/** A fault that anybody with the right to write may bring about, from 0 (none) to 100 %. */
export interface Lever<Machine> {
  readonly name: string
  readonly read: (machine: Machine) => number
  readonly pull: (machine: Machine, percent: number) => void
}

/** What a machine shows, and what may be broken about it. */
export interface Panel<Machine> {
  readonly shown: readonly Shown<Machine>[]
  readonly levers: readonly Lever<Machine>[]
}

/** A number with its range. */
export const analog = <Machine>(
  name: string,
  is: string,
  unit: string,
  low: number,
  high: number,
  read: (machine: Machine) => number,
): Shown<Machine> => ({ name, is, unit, low, high, read })

/** A meter. */
export const meter = <Machine>(
  name: string,
  is: string,
  unit: string,
  read: (machine: Machine) => number,
): Shown<Machine> => ({ name, is, unit, counter: true, read })

/** On or off. */
export const state = <Machine>(name: string, is: string, read: (machine: Machine) => boolean): Shown<Machine> => ({
  name,
  is,
  read,
})

/** Words. */
export const text = <Machine>(name: string, is: string, read: (machine: Machine) => string): Shown<Machine> => ({
  name,
  is,
  text: true,
  read,
})

/** Of a field of the machine that holds the fault in %. */
export const lever = <Field extends string>(name: string, field: Field): Lever<{ [key in Field]: number }> => ({
  name,
  read: (machine) => machine[field],
  pull: (machine, percent) => {
    machine[field] = percent as (typeof machine)[Field]
  },
})

/** What an edge's configuration says of a point, but for its address. */
export interface PointShape {
  readonly name: string
  readonly type: string
  readonly unit?: string
  readonly low?: number
  readonly high?: number
  readonly periodMs?: number
  readonly access?: 'rw'
  readonly description?: string
}

export function shapeOf<Machine>({ name, unit, low, high, counter }: Shown<Machine>, type: string): PointShape {
  return {
    name,
    type,
    ...(unit === undefined ? {} : { unit }),
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    ...(counter ? { periodMs: 5_000 } : {}),
  }
}

export const leverShape = (name: string): PointShape => ({
  name: `Fault/${name}`,
  type: 'uint16',
  unit: '%',
  low: 0,
  high: 100,
  access: 'rw',
  periodMs: 2_000,
  description: 'A fault to try alarms and indicators with: 0 none, 100 worst',
})
