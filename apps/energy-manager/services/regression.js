/** Least squares: coefficients with what tells how far they are to be believed. */

/** Solves A x = b by Gauss with pivots; undefined where the columns say the same. */
function solve(a, b) {
  const n = b.length
  const rows = a.map((row, i) => [...row, b[i]])
  for (let k = 0; k < n; k++) {
    let pivot = k
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k])) pivot = i
    if (Math.abs(rows[pivot][k]) < 1e-9) return undefined
    ;[rows[k], rows[pivot]] = [rows[pivot], rows[k]]
    for (let i = 0; i < n; i++) {
      if (i === k) continue
      const factor = rows[i][k] / rows[k][k]
      for (let j = k; j <= n; j++) rows[i][j] -= factor * rows[k][j]
    }
  }
  return rows.map((row, i) => row[n] / row[i])
}

/**
 * y over columns x[i] = [x1, x2 …] with an intercept. Columns are centred and scaled before, so that units do no harm.
 * ASHRAE Guideline 14: CV(RMSE) = √(Σ(y − ŷ)² / (n − p)) / ȳ, p coefficients with the intercept.
 */
export function leastSquares(x, y) {
  const [n, columns] = [y.length, x[0]?.length ?? 0]
  const p = columns + 1
  if (n <= p) return undefined
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
  const middle = mean(y)
  const means = Array.from({ length: columns }, (_, j) => mean(x.map((row) => row[j])))
  const scales = means.map((m, j) => Math.sqrt(mean(x.map((row) => (row[j] - m) ** 2))))
  if (scales.some((scale) => !(scale > 0))) return undefined
  const z = x.map((row) => row.map((value, j) => (value - means[j]) / scales[j]))
  const product = (i, j) => mean(z.map((row) => row[i] * row[j]))
  const matrix = scales.map((_, i) => scales.map((__, j) => product(i, j)))
  const right = scales.map((_, i) => mean(z.map((row, k) => row[i] * (y[k] - middle))))
  const solved = columns === 0 ? [] : solve(matrix, right)
  if (!solved) return undefined
  const slopes = solved.map((value, j) => value / scales[j])
  const intercept = middle - slopes.reduce((sum, slope, j) => sum + slope * means[j], 0)
  const fitted = x.map((row) => row.reduce((sum, value, j) => sum + value * slopes[j], intercept))
  const squares = y.reduce((sum, value, i) => sum + (value - fitted[i]) ** 2, 0)
  const all = y.reduce((sum, value) => sum + (value - middle) ** 2, 0)
  const error = Math.sqrt(squares / (n - p))
  return { n, intercept, slopes, error, r2: all > 0 ? 1 - squares / all : 1, cv: (100 * error) / middle, mean: middle }
}

/**
 * Uncertainty of what was saved in m days against a baseline of n, at 68 % of confidence (t = 1), as a share of the savings:
 * ASHRAE Guideline 14, fractional savings uncertainty without autocorrelation: 1.26 t CV √((n + 2) / (n m)) / F, F the share saved.
 */
export function savingsUncertainty({ cv, n }, m, share) {
  if (!(m > 0) || share === 0) return null
  return (100 * 1.26 * (cv / 100) * Math.sqrt((n + 2) / (n * m))) / Math.abs(share)
}
