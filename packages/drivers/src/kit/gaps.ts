/** Units that the memory of a device in software lacks, by the space that they are numbered in. */
export class Gaps {
  readonly #gaps: { readonly space: number | string; readonly from: number; readonly to: number }[] = []

  /** Both ends included. */
  add(space: number | string, from: number, to: number): void {
    this.#gaps.push({ space, from, to })
  }

  /** True if one of these units is not there. */
  meets(space: number | string, start: number, count: number): boolean {
    return this.#gaps.some((gap) => gap.space === space && gap.from < start + count && gap.to >= start)
  }
}
