/**
 * QR of columns that were brought to length one, the longest that is left first (Businger and Golub, 1965; Golub and Van Loan,
 * Matrix Computations, 5.4.2): what comes late and is short says nothing that those before it did not say.
 */
export interface PivotedQr {
  /** Columns that say something of their own; at most all of them. */
  readonly rank: number
  /** Place of a column in what was given, by its place in `r`. */
  readonly order: readonly number[]
  /** Lengths of the columns as given, by their place there. */
  readonly lengths: readonly number[]
  /** Upper triangle of the scaled columns in {@link order}, row by row. */
  readonly r: Float64Array
  /** First rows of Qᵀ·right. */
  readonly right: Float64Array
}

/** @param tolerance of length one, below which nothing of a column is left */
export function pivotedQr(columns: readonly Float64Array[], right: Float64Array, tolerance: number): PivotedQr {
  const k = columns.length
  const lengths = columns.map(lengthOf)
  const q = columns.map((column, j) => column.map((value) => value / (lengths[j]! || 1)))
  const order = columns.map((_, j) => j)
  const rest = Float64Array.from(right)
  const r = new Float64Array(k * k)
  let rank = 0
  for (let at = 0; at < Math.min(k, right.length); at++) {
    const left = order.map((j, place) => (place < at ? -1 : lengthOf(q[j]!.subarray(at))))
    const longest = left.indexOf(Math.max(...left))
    if (!(left[longest]! > tolerance)) break
    rank++
    swap(order, at, longest)
    for (let row = 0; row < at; row++) swap(r, row * k + at, row * k + longest)
    const own = q[order[at]!]!
    const length = left[longest]!
    const head = own[at]!
    const diagonal = head > 0 ? -length : length
    // The reflection's vector takes the column's place; its length squared is 2·length·(length + |head|).
    own[at] = head - diagonal
    const half = length * (length + Math.abs(head))
    const reflect = (other: Float64Array): void => {
      let dot = 0
      for (let i = at; i < other.length; i++) dot += own[i]! * other[i]!
      const share = dot / half
      for (let i = at; i < other.length; i++) other[i] = other[i]! - share * own[i]!
    }
    reflect(rest)
    r[at * k + at] = diagonal
    for (let place = at + 1; place < k; place++) {
      reflect(q[order[place]!]!)
      r[at * k + place] = q[order[place]!]![at]!
    }
  }
  return { rank, order, lengths, r, right: rest.slice(0, k) }
}

function swap(values: { [at: number]: number }, a: number, b: number): void {
  const kept = values[a]!
  values[a] = values[b]!
  values[b] = kept
}

function lengthOf(values: Float64Array): number {
  let largest = 0
  for (const value of values) largest = Math.max(largest, Math.abs(value))
  if (largest === 0) return 0
  let sum = 0
  for (const value of values) sum += (value / largest) ** 2
  return largest * Math.sqrt(sum)
}

/** What the data tell of each parameter: `variance` of those that stand alone (σ = 1), NaN of those that do not. */
export function variancesOf({ rank, order, lengths, r }: PivotedQr): Float64Array {
  const k = order.length
  const variances = new Float64Array(k).fill(Number.NaN)
  const inverse = upperInverse(r, k, rank)
  for (let at = 0; at < rank; at++) {
    let sum = 0
    for (let j = at; j < rank; j++) sum += inverse[at * k + j]! ** 2
    const isAlone = order
      .slice(rank)
      .every((_, late) => Math.abs(moved(inverse, r, { at, late: rank + late, rank })) < ALONE)
    if (isAlone) variances[order[at]!] = sum / lengths[order[at]!]! ** 2
  }
  return variances
}

/** By how much a scaled parameter moves with one that nothing tells: more than rounding, and neither can be told. */
const ALONE = 1e-6

/** Of R₁₁⁻¹·R₁₂, which with the unit matrix spans the directions that change nothing. */
function moved(
  inverse: Float64Array,
  r: Float64Array,
  { at, late, rank }: { readonly at: number; readonly late: number; readonly rank: number },
): number {
  const k = Math.sqrt(r.length)
  let sum = 0
  for (let j = at; j < rank; j++) sum += inverse[at * k + j]! * r[j * k + late]!
  return sum
}

function upperInverse(r: Float64Array, k: number, rank: number): Float64Array {
  const inverse = new Float64Array(k * k)
  for (let j = 0; j < rank; j++) {
    inverse[j * k + j] = 1 / r[j * k + j]!
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0
      for (let m = i + 1; m <= j; m++) sum += r[i * k + m]! * inverse[m * k + j]!
      inverse[i * k + j] = -sum / r[i * k + i]!
    }
  }
  return inverse
}
