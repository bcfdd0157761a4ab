import { FmuFailure, type FmuLibrary, type FmuValues } from './library.ts'
import type { FmuVariableAt } from './messages.ts'

const arrays: Readonly<Record<string, (length: number, version: 2 | 3) => FmuValues>> = {
  Real: (length) => new Float64Array(length),
  Integer: (length) => new Int32Array(length),
  Boolean: (length, version) => (version === 2 ? new Int32Array(length) : new Uint8Array(length)),
  Float64: (length) => new Float64Array(length),
  Float32: (length) => new Float32Array(length),
  Int8: (length) => new Int8Array(length),
  UInt8: (length) => new Uint8Array(length),
  Int16: (length) => new Int16Array(length),
  UInt16: (length) => new Uint16Array(length),
  Int32: (length) => new Int32Array(length),
  UInt32: (length) => new Uint32Array(length),
  Int64: (length) => new BigInt64Array(length),
  UInt64: (length) => new BigUint64Array(length),
}
const reals = ['Real', 'Float64', 'Float32']

interface Group {
  readonly type: string
  readonly references: Uint32Array
  /** Which of the variables they are. */
  readonly places: readonly number[]
  readonly values: FmuValues
}

/** Variables of an FMU, read and written with one call for each type. */
export class FmuVariables {
  readonly #groups: readonly Group[]

  constructor(variables: readonly FmuVariableAt[], version: 2 | 3) {
    this.#groups = [...new Set(variables.map(({ type }) => type))].map((type) => {
      const places = variables.flatMap((one, place) => (one.type === type ? [place] : []))
      const references = Uint32Array.from(places, (place) => variables[place]!.reference)
      return { type, references, places, values: arrays[type]!(places.length, version) }
    })
  }

  /** Throws {@link FmuFailure} also where a number is none of its type: nothing is rounded in silence. */
  set(library: FmuLibrary, of: (place: number) => number): void {
    for (const { type, references, places, values } of this.#groups) {
      for (const [i, place] of places.entries()) put(values, i, { value: of(place), type })
      library.set(type, references, values)
    }
  }

  get(library: FmuLibrary, take: (place: number, value: number) => void): void {
    for (const { type, references, places, values } of this.#groups) {
      library.get(type, references, values)
      for (const [i, place] of places.entries()) take(place, Number(values[i]))
    }
  }
}

function put(values: FmuValues, i: number, { value, type }: { readonly value: number; readonly type: string }): void {
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    if (!Number.isSafeInteger(value)) throw new FmuFailure(`${value} is no ${type}`)
    values[i] = BigInt(value)
  } else values[i] = value
  if (!reals.includes(type) && Number(values[i]) !== value) throw new FmuFailure(`${value} is no ${type}`)
}
