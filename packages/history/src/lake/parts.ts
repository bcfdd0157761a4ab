import type { Buckets } from '../history.ts'

/** A query over more series than this is answered in parts, so that its memory does not grow with their number. */
const PART = 100
/** Fewer than this are not worth a second thread. */
const SHARE = 16

/** Asks for some series at a time, as many parts at once as there are `threads`; the answers in order of the series, each once. */
export async function inParts<T>(
  series: readonly number[],
  threads: number,
  ask: (series: readonly number[]) => Promise<T>,
): Promise<T[]> {
  const parts = partsOf([...new Set(series)], threads)
  const answers: T[] = []
  let next = 0
  const one = async (): Promise<void> => {
    for (let part = next++; part < parts.length; part = next++) answers[part] = await ask(parts[part] as number[])
  }
  await Promise.all(Array.from({ length: Math.min(threads, parts.length) }, one))
  return answers
}

/** Parts of about the same size. */
function partsOf(series: readonly number[], threads: number): (readonly number[])[] {
  const shares = Math.max(1, Math.min(threads, Math.floor(series.length / SHARE)))
  const size = Math.min(PART, Math.ceil(series.length / shares))
  if (series.length <= size) return [series]
  return Array.from({ length: Math.ceil(series.length / size) }, (_, i) => series.slice(i * size, (i + 1) * size))
}

type Column = 'series' | 'count' | 'good'

/** Buckets of different series, one after the other. */
export function joinBuckets(parts: readonly Buckets[]): Buckets {
  const [first] = parts
  if (parts.length === 1 && first) return first
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const whole = (column: Column): Uint32Array => {
    const joined = new Uint32Array(length)
    let at = 0
    for (const part of parts) {
      joined.set(part[column], at)
      at += part.length
    }
    return joined
  }
  const doubles = (column: Exclude<keyof Buckets, Column | 'length'>): Float64Array => {
    const joined = new Float64Array(length)
    let at = 0
    for (const part of parts) {
      joined.set(part[column], at)
      at += part.length
    }
    return joined
  }
  return {
    length,
    series: whole('series'),
    start: doubles('start'),
    count: whole('count'),
    good: whole('good'),
    min: doubles('min'),
    max: doubles('max'),
    mean: doubles('mean'),
    first: doubles('first'),
    last: doubles('last'),
    minTime: doubles('minTime'),
    maxTime: doubles('maxTime'),
  }
}
