import type { Segment } from './manifest.ts'

/** What the keeper tells the readers: from then on they answer from these segments. */
export interface News {
  /** All there are, by ascending `seq`. */
  readonly segments: readonly Segment[]
  /** A part whose rows are in them. */
  readonly sealed?: SealedPart
  /** A tenant some of whose rows are gone. */
  readonly forget?: string
}

export interface SealedPart {
  readonly part: number
  /** Its row numbers of the newest sample of each series on each day, in the order of writing to segments. */
  readonly newest: Uint32Array<ArrayBuffer>
}
