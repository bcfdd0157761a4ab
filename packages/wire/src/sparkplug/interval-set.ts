/** Whole numbers from `from` up to, but not including, `to`. */
export interface Interval {
  readonly from: number
  readonly to: number
}

/** A set of whole numbers up to 2⁵³ as sorted, disjoint intervals. */
export class IntervalSet implements Iterable<Interval> {
  #from: number[] = []
  #to: number[] = []

  get size(): number {
    return this.#from.length
  }

  has(n: number): boolean {
    const i = this.#at(n)
    return i >= 0 && n < this.#to[i]!
  }

  add(from: number, to: number): void {
    if (from >= to) return
    const last = this.#from.length - 1
    if (last >= 0 && from === this.#to[last]) {
      this.#to[last] = to
      return
    }
    let first = this.#at(from)
    if (first < 0 || this.#to[first]! < from) first++
    let end = first
    while (end < this.#from.length && this.#from[end]! <= to) end++
    const low = first < end ? Math.min(from, this.#from[first]!) : from
    const high = first < end ? Math.max(to, this.#to[end - 1]!) : to
    this.#from.splice(first, end - first, low)
    this.#to.splice(first, end - first, high)
  }

  /** The lowest number not below `from` that is not in the set. */
  nextMissing(from: number): number {
    const i = this.#at(from)
    return i >= 0 && from < this.#to[i]! ? this.#to[i]! : from
  }

  /** How many numbers of `first`..`last`, both inclusive, are in the set. */
  count(first: number, last: number): number {
    let count = 0
    for (let i = Math.max(0, this.#at(first)); i < this.#from.length && this.#from[i]! <= last; i++) {
      count += Math.max(0, Math.min(this.#to[i]!, last + 1) - Math.max(this.#from[i]!, first))
    }
    return count
  }

  dropBelow(floor: number): void {
    let whole = 0
    while (whole < this.#from.length && this.#to[whole]! <= floor) whole++
    this.#from.splice(0, whole)
    this.#to.splice(0, whole)
    if (this.#from.length > 0 && this.#from[0]! < floor) this.#from[0] = floor
  }

  *[Symbol.iterator](): Iterator<Interval> {
    for (let i = 0; i < this.#from.length; i++) yield { from: this.#from[i]!, to: this.#to[i]! }
  }

  /** Index of the last interval that begins at or below `n`; -1 if none does. */
  #at(n: number): number {
    let low = 0
    let high = this.#from.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#from[middle]! <= n) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}
