/** Values over time as they are: what stands until the next sample, with its quality, and what is not known. */

export const GOOD = 0
export const UNCERTAIN = 1
export const BAD = 2

/** How far samples are asked for before a span, so that what stood at its begin is known. */
export const BEFORE_MS = 12 * 3_600_000

/** What `context.points.samples` gives, as pieces that cover [from, to) without gaps: `value` is null where nobody knows. */
export function segments({ time, value, quality }, from, to) {
  const pieces = []
  let [at, stands, worth] = [from, null, BAD]
  const until = (end) => {
    if (end <= at) return
    const last = pieces.at(-1)
    if (last && last.value === stands && last.quality === worth) last.to = end
    else pieces.push({ from: at, to: end, value: stands, quality: worth })
    at = end
  }
  for (let i = 0; i < time.length && time[i] < to; i++) {
    until(time[i])
    worth = quality[i]
    stands = worth === BAD ? null : value[i]
  }
  until(to)
  return pieces
}

/** Several timelines of one span as one: `of` gives the value for the values of each; the worst quality counts. */
export function overlay(timelines, of) {
  const names = Object.keys(timelines)
  const at = Object.fromEntries(names.map((name) => [name, 0]))
  const [first] = Object.values(timelines)
  const pieces = []
  if (!first?.length) return pieces
  const end = first.at(-1).to
  for (let from = first[0].from; from < end; ) {
    const now = Object.fromEntries(names.map((name) => [name, timelines[name][at[name]]]))
    const to = Math.min(...names.map((name) => now[name].to))
    const quality = Math.max(...names.map((name) => now[name].quality))
    const value = of(Object.fromEntries(names.map((name) => [name, now[name].value])))
    const last = pieces.at(-1)
    if (last && last.value === value && last.quality === quality) last.to = to
    else pieces.push({ from, to, value, quality })
    for (const name of names) if (now[name].to === to) at[name]++
    from = to
  }
  return pieces
}

/** Milliseconds for which it holds. */
export const lasting = (pieces, holds) =>
  pieces.reduce((sum, piece) => (holds(piece) ? sum + piece.to - piece.from : sum), 0)

/** Value times hours, of what is known; `known` is the share of the span. */
export function integral(pieces) {
  let [sum, known, all, worst] = [0, 0, 0, GOOD]
  for (const { from, to, value, quality } of pieces) {
    all += to - from
    if (typeof value !== 'number') continue
    sum += (value * (to - from)) / 3_600_000
    known += to - from
    worst = Math.max(worst, quality)
  }
  return { value: known > 0 ? sum : null, known: all > 0 ? known / all : 0, quality: known > 0 ? worst : BAD }
}

/**
 * How far a counter went within (from, to]. One that steps back began again at zero.
 * Counts between two good values, however long the gap: what a counter missed it tells afterwards.
 */
export function counted({ time, value, quality }, from, to) {
  let [sum, last, worst] = [0, null, GOOD]
  for (let i = 0; i < time.length && time[i] <= to; i++) {
    if (quality[i] === BAD || typeof value[i] !== 'number') continue
    if (last !== null && time[i] > from) {
      sum += value[i] >= last ? value[i] - last : value[i]
      worst = Math.max(worst, quality[i])
    }
    last = value[i]
  }
  return last === null ? { value: null, quality: BAD } : { value: sum, quality: worst }
}

/** The same of a history in buckets, which a long span of a counter needs. A bucket that lost some of its samples makes it uncertain. */
export function countedBuckets({ columns: { time = [], last = [], count = [], good = [] } = {} } = {}, from, to) {
  const quality = time.map((_, i) =>
    last[i] === null ? BAD : good[i] !== undefined && good[i] < count[i] ? UNCERTAIN : GOOD,
  )
  return counted({ time, value: last, quality }, from, to)
}

/** In words of the API; `known` below 1 by more than a hundredth is no good figure, below a half it is none. */
export const qualityOf = (worst, known = 1) =>
  worst >= BAD || known < 0.5 ? 'bad' : worst > GOOD || known < 0.99 ? 'uncertain' : 'good'

/** Of buckets of a history: pairs [start, value] of one column, null where a bucket has none. */
export const column = (history, name = 'mean') =>
  (history?.columns?.time ?? []).map((time, i) => [time, history.columns[name]?.[i] ?? null])

/** Width of buckets, ms: the least step between two. */
export function widthOf(pairs, otherwise) {
  let width = Infinity
  for (let i = 1; i < pairs.length; i++) width = Math.min(width, pairs[i][0] - pairs[i - 1][0])
  return Number.isFinite(width) ? width : otherwise
}

/** Mean of each hour (or other width) of a span, and the share of it that is known. */
export function meansBy(pairs, from, to, width, bucket = widthOf(pairs, width)) {
  const count = Math.ceil((to - from) / width)
  const sums = Array.from({ length: count }, () => [0, 0])
  for (const [time, value] of pairs) {
    if (value === null) continue
    for (let at = Math.max(time, from); at < Math.min(time + bucket, to); ) {
      const cell = Math.floor((at - from) / width)
      const end = Math.min(from + (cell + 1) * width, time + bucket, to)
      sums[cell][0] += value * (end - at)
      sums[cell][1] += end - at
      at = end
    }
  }
  return sums.map(([sum, known], i) => ({
    from: from + i * width,
    value: known > 0 ? sum / known : null,
    known: known / (Math.min(from + (i + 1) * width, to) - (from + i * width)),
  }))
}
