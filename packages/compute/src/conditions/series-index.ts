const EMPTY = 0xffffffff

/** Series numbers to places 0, 1, 2 …, by open addressing: a tenant's series are few among all, so a table by number would be mostly empty. */
export class SeriesIndex {
  readonly #keys: Uint32Array
  readonly #places: Uint32Array
  readonly #mask: number
  /** By place. */
  readonly series: Uint32Array

  constructor(series: Iterable<number>) {
    this.series = Uint32Array.from(new Set(series))
    const room = 2 ** Math.ceil(Math.log2(Math.max(1, this.series.length) * 2 + 1))
    this.#mask = room - 1
    this.#keys = new Uint32Array(room).fill(EMPTY)
    this.#places = new Uint32Array(room)
    this.series.forEach((one, place) => {
      let at = Math.imul(one, 0x9e3779b1) >>> 7
      while (this.#keys[at & this.#mask] !== EMPTY) at++
      this.#keys[at & this.#mask] = one
      this.#places[at & this.#mask] = place
    })
  }

  /** −1 for one that is not in it. */
  placeOf(series: number): number {
    let at = Math.imul(series, 0x9e3779b1) >>> 7
    for (;;) {
      const key = this.#keys[at & this.#mask]
      if (key === series) return this.#places[at & this.#mask] as number
      if (key === EMPTY) return -1
      at++
    }
  }
}
