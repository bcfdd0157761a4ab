import type { Columns } from './columns.ts'

/** One stretch in which a condition held, µs since 1970. */
export interface Episode {
  readonly from: number
  /** Undefined: it still held at the end. */
  readonly to: number | undefined
}

/** How often a condition came to hold, and for how long; what is bad in between does not end it. */
export function episodesOf({ time, value }: Columns): Episode[] {
  const found: Episode[] = []
  let from: number | undefined
  time.forEach((at, k) => {
    if (value[k] === true) from ??= at
    else if (value[k] === false && from !== undefined) {
      found.push({ from, to: at })
      from = undefined
    }
  })
  return from === undefined ? found : [...found, { from, to: undefined }]
}
