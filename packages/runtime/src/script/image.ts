const PAGE = 65_536
/** In the build the stack, of 5 MB, lies between its own data and the heap. */
const GAP_PAGES = 32
/** The engine's own data ends in page 1, which is in use; one more, should a build have a little more. */
const MARGIN_PAGES = 1

/**
 * A memory as it was, to be put back: all up to the last byte that was used, but for the part of the stack that has never
 * been used, on which nothing lies between calls. Half a megabyte instead of five.
 */
export class Image {
  readonly #parts: readonly { readonly at: number; readonly bytes: Uint8Array<ArrayBuffer> }[]

  constructor({ buffer }: WebAssembly.Memory) {
    const zeros = Buffer.alloc(PAGE)
    const isUnused = (page: number): boolean => Buffer.from(buffer, page * PAGE, PAGE).equals(zeros)
    let end = buffer.byteLength / PAGE
    while (end > 0 && isUnused(end - 1)) end--
    const gap = gapOf(end, isUnused)
    this.#parts = [
      { at: 0, bytes: new Uint8Array(buffer.slice(0, gap.from * PAGE)) },
      { at: gap.to * PAGE, bytes: new Uint8Array(buffer.slice(gap.to * PAGE, end * PAGE)) },
    ]
  }

  putBack({ buffer }: WebAssembly.Memory): void {
    const memory = new Uint8Array(buffer)
    for (const { at, bytes } of this.#parts) memory.set(bytes, at)
  }
}

/** The first unused pages that are many; the heap, where a program may keep as many of zeros, comes behind. */
function gapOf(end: number, isUnused: (page: number) => boolean): { readonly from: number; readonly to: number } {
  let from = 0
  for (let page = 0; page < end; page++) {
    if (isUnused(page)) continue
    if (page - from >= GAP_PAGES) return { from: from + MARGIN_PAGES, to: page }
    from = page + 1
  }
  return { from: end, to: end }
}
