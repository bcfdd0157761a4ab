import { Fault } from '@millrace/core'
import './faults.ts'

const MOST = 2_000_000

type Doubles<Name extends string> = Record<Name, Float64Array<ArrayBuffer>>

/** Rows of doubles that grow, each of one series and in its order; never an object a row. */
export class Rows<Name extends string> {
  readonly #names: readonly Name[]
  /** Rows of each series, in the order they were made. */
  readonly #of: number[][]
  #columns: Doubles<Name>
  #capacity = 1_024
  #length = 0

  constructor(size: number, names: readonly Name[]) {
    this.#names = names
    this.#of = Array.from({ length: size }, () => [])
    this.#columns = this.#allocate()
  }

  get columns(): Doubles<Name> {
    return this.#columns
  }

  /** A new row of zeros. Throws `history.query_too_large`. */
  add(i: number): number {
    if (this.#length === MOST) throw new Fault('history.query_too_large', { limit: MOST, unit: 'rows' })
    if (this.#length === this.#capacity) {
      const old = this.#columns
      this.#capacity *= 2
      this.#columns = this.#allocate()
      for (const name of this.#names) this.#columns[name].set(old[name])
    }
    this.#of[i]!.push(this.#length)
    return this.#length++
  }

  /** The newest row of a series, or -1. */
  last(i: number): number {
    return this.#of[i]!.at(-1) ?? -1
  }

  /** Rows in the order of series, with the series' number of each. */
  ordered(): { readonly rows: Uint32Array; readonly index: Uint32Array } {
    const rows = new Uint32Array(this.#length)
    const index = new Uint32Array(this.#length)
    let at = 0
    for (const [i, own] of this.#of.entries())
      for (const row of own) {
        rows[at] = row
        index[at++] = i
      }
    return { rows, index }
  }

  /** A column in an order of rows. */
  pick(name: Name, rows: Uint32Array): Float64Array {
    const column = this.#columns[name]
    const picked = new Float64Array(rows.length)
    for (let k = 0; k < rows.length; k++) picked[k] = column[rows[k] as number] as number
    return picked
  }

  #allocate(): Doubles<Name> {
    return Object.fromEntries(
      this.#names.map((name) => [name, new Float64Array(this.#capacity)]),
    ) as unknown as Doubles<Name>
  }
}

/** Windows that start at multiples of a width since 1970, or one over the whole range. */
export class Windows {
  readonly #width: number | undefined
  readonly #from: number
  readonly #to: number

  constructor({ from, to }: { readonly from: number; readonly to: number }, width: number | undefined) {
    this.#width = width
    this.#from = from
    this.#to = to
  }

  startOf(time: number): number {
    const width = this.#width
    if (width === undefined) return this.#from
    const start = Math.floor(time / width) * width
    return start > time ? start - width : start
  }

  endOf(start: number): number {
    return this.#width === undefined ? this.#to : start + this.#width
  }
}
