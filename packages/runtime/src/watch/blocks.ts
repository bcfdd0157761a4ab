const BLOCKS = 4

/** The same after JSON. */
export interface BlockState {
  /** Sums of whole blocks, the oldest first. */
  readonly blocks: readonly (readonly number[])[]
  readonly open: readonly number[]
  /** Rows in the open one. */
  readonly rows: number
}

/**
 * Sums over a window that moves by a quarter of itself: four blocks of rows, however many rows a window has. What they say depends
 * on the rows and their order alone, never on how many come at once.
 */
export class BlockSums {
  readonly length: number
  #blocks: number[][]
  #open: number[]
  #rows: number

  /** @param width figures that are summed @param window rows */
  constructor(width: number, window: number, state?: BlockState) {
    this.length = Math.max(1, Math.ceil(window / BLOCKS))
    this.#blocks = state?.blocks.map((block) => [...block]) ?? []
    this.#open = state ? [...state.open] : new Array<number>(width).fill(0)
    this.#rows = state?.rows ?? 0
  }

  /** Adds to one figure of the row that is open. */
  add(figure: number, value: number): void {
    this.#open[figure]! += value
  }

  /** Ends a row; true where a block ends with it. */
  end(): boolean {
    if (++this.#rows < this.length) return false
    this.#blocks.push(this.#open)
    if (this.#blocks.length > BLOCKS) this.#blocks.shift()
    this.#open = new Array<number>(this.#open.length).fill(0)
    this.#rows = 0
    return true
  }

  /** Over the last whole blocks; undefined before there are four. */
  get sums(): number[] | undefined {
    if (this.#blocks.length < BLOCKS) return undefined
    return this.#open.map((_, figure) => this.#blocks.reduce((sum, block) => sum + block[figure]!, 0))
  }

  /** Rows that {@link sums} are of. */
  get window(): number {
    return BLOCKS * this.length
  }

  save(): BlockState {
    return { blocks: this.#blocks.map((block) => [...block]), open: [...this.#open], rows: this.#rows }
  }
}
