/** Puts the rows of a batch in order of time, those of one time as they came. Keeps its columns, so that a batch costs no memory. */
export class TimeOrder {
  #order = new Uint32Array(0)
  #other = new Uint32Array(0)

  /** Row numbers by rising time; valid until the next call. Natural merges: a batch is a few rising runs, one a sender. */
  of(time: Float64Array, length: number): Uint32Array {
    if (this.#order.length < length) {
      this.#order = new Uint32Array(length * 2)
      this.#other = new Uint32Array(length * 2)
    }
    for (let i = 0; i < length; i++) this.#order[i] = i
    while (!this.#merge(time, length)) {
      const merged = this.#other
      this.#other = this.#order
      this.#order = merged
    }
    return this.#order
  }

  /** Merges neighbouring runs by two into the other column; true if there is one run alone. */
  #merge(time: Float64Array, length: number): boolean {
    const from = this.#order
    const to = this.#other
    const endOfRun = (start: number): number => {
      let end = start + 1
      while (end < length && (time[from[end] as number] as number) >= (time[from[end - 1] as number] as number)) end++
      return Math.min(end, length)
    }
    let start = 0
    while (start < length) {
      const middle = endOfRun(start)
      if (start === 0 && middle >= length) return true
      const end = middle < length ? endOfRun(middle) : middle
      let a = start
      let b = middle
      for (let at = start; at < end; at++) {
        const isFirst =
          b >= end || (a < middle && (time[from[a] as number] as number) <= (time[from[b] as number] as number))
        to[at] = from[isFirst ? a++ : b++] as number
      }
      start = end
    }
    return length === 0
  }
}
