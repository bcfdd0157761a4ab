import { drawn } from '../random.ts'

/** Trees of an isolation forest in one list of nodes, each tree in the order of its branches: a node, what lies below it, the rest. */
export interface Forest {
  /** Place of each tree's first node. */
  readonly roots: readonly number[]
  /** Input that a node asks for; −1 at a leaf. */
  readonly input: Int8Array
  /** Values up to it go on to the next node; of a leaf what is added to the depth for the rows that it held. */
  readonly split: Float64Array
  /** Place of the node for values above. */
  readonly above: Int32Array
  /** Depth that is usual of so many rows. */
  readonly usual: number
}

const EULER = 0.5772156649015329

/** c(n): mean depth of an unsuccessful search in a tree of n (Liu, Ting and Zhou, Isolation Forest, 2008, equation 1). */
export const usualDepth = (n: number): number =>
  n > 2 ? 2 * (Math.log(n - 1) + EULER) - (2 * (n - 1)) / n : n === 2 ? 1 : 0

/** Trees over rows drawn by lot, each cut at an input and a value drawn by lot until rows are alone or as deep as is usual. */
export function growForest(
  columns: readonly Float64Array[],
  { trees, sample }: { readonly trees: number; readonly sample: number },
  uniform: () => number,
): Forest {
  const rows = columns[0]!.length
  const held = Math.min(sample, rows)
  const deepest = Math.ceil(Math.log2(Math.max(2, held)))
  const [input, split, above]: [number[], number[], number[]] = [[], [], []]

  const leaf = (size: number): void => {
    input.push(-1)
    split.push(usualDepth(size))
    above.push(0)
  }
  const grow = (places: Uint32Array, depth: number): void => {
    const cut = depth < deepest && places.length > 1 ? cutOf(columns, places, uniform) : undefined
    if (!cut) {
      leaf(places.length)
      return
    }
    const node = input.push(cut.input) - 1
    split.push(cut.value)
    above.push(0)
    const column = columns[cut.input]!
    grow(
      places.filter((place) => column[place]! <= cut.value),
      depth + 1,
    )
    above[node] = input.length
    grow(
      places.filter((place) => column[place]! > cut.value),
      depth + 1,
    )
  }
  const roots = Array.from({ length: trees }, () => {
    const root = input.length
    grow(drawn(rows, held, uniform), 0)
    return root
  })
  return {
    roots,
    input: Int8Array.from(input),
    split: Float64Array.from(split),
    above: Int32Array.from(above),
    usual: usualDepth(held),
  }
}

/** Of the inputs that vary within these rows one, and a value between its least and its greatest. */
function cutOf(columns: readonly Float64Array[], places: Uint32Array, uniform: () => number) {
  for (const input of drawn(columns.length, columns.length, uniform)) {
    const column = columns[input]!
    let [low, high] = [Infinity, -Infinity]
    for (const place of places) {
      const value = column[place]!
      if (value < low) low = value
      if (value > high) high = value
    }
    if (high > low) return { input, value: shortBetween(low, high, uniform()) }
  }
  return undefined
}

/** A value from low to below high, of as few digits as do: a package with long ones would be twice as large. */
function shortBetween(low: number, high: number, share: number): number {
  const value = low + share * (high - low)
  for (let digits = 3; digits <= 15; digits++) {
    const short = Number(value.toPrecision(digits))
    if (short >= low && short < high && Math.abs(short - value) <= (high - low) / 1_000) return short
  }
  return value < high ? value : low
}

/** 2^(−mean depth/usual depth), equation 2: near 1 what is soon alone, below 0.5 what is not. @param row one value an input */
export function scoreOfRow(
  { roots, input, split, above, usual }: Forest,
  row: readonly number[] | Float64Array,
): number {
  let depths = 0
  for (const root of roots) {
    let [node, depth] = [root, 0]
    while (input[node]! >= 0) {
      node = row[input[node]!]! <= split[node]! ? node + 1 : above[node]!
      depth++
    }
    depths += depth + split[node]!
  }
  return 2 ** (-depths / roots.length / usual)
}

/** Of the inputs the one whose place taken by its usual value lowers the score most; the first of equals. */
export function causeOf(forest: Forest, row: readonly number[], usual: readonly number[]): number {
  let [cause, least] = [0, Infinity]
  row.forEach((_, i) => {
    const score = scoreOfRow(forest, row.with(i, usual[i]!))
    if (score < least) {
      least = score
      cause = i
    }
  })
  return cause
}
