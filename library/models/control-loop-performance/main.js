/** Gathers a window of control errors, then compares their variance with the least that any controller could reach. */
export function run(row, parameters, state) {
  const size = Math.floor(parameters.samples)
  state.e = state.e ?? []
  state.e.push(row.measured - row.setpoint)
  const collected = state.e.length
  if (collected < size) return { ...nothing, collected }
  const e = state.e
  state.e = []
  return { ...harris(e, Math.floor(parameters.delay), Math.floor(parameters.order)), collected }
}

const nothing = { harris_index: null, least_deviation: null, deviation: null, mean_error: null, verdict: null }

/** An autoregressive model of the error; its first `delay` answers to a shock are beyond any controller's reach. */
function harris(e, delay, order) {
  const n = e.length
  const mean = e.reduce((sum, value) => sum + value, 0) / n
  const variance = e.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n
  const fit = variance > 0 && n > 3 * order ? autoregression(e, order) : null
  const rest = { deviation: Math.sqrt(variance), mean_error: mean }
  if (!fit) return { harris_index: null, least_deviation: null, verdict: null, ...rest }
  const answer = [1]
  for (let i = 1; i < delay; i++) {
    let value = 0
    for (let j = 1; j <= Math.min(i, order); j++) value += fit.phi[j - 1] * answer[i - j]
    answer.push(value)
  }
  const least = fit.variance * answer.reduce((sum, value) => sum + value * value, 0)
  const index = Math.min(1, least / variance)
  return {
    harris_index: index,
    least_deviation: Math.sqrt(least),
    verdict: index >= 0.7 ? 'good' : index >= 0.4 ? 'fair' : 'poor',
    ...rest,
  }
}

/** Least squares of e(t) on 1, e(t−1) … e(t−order); null where its equations have no single answer. */
function autoregression(e, order) {
  const size = order + 1
  const rows = Array.from({ length: size }, () => new Float64Array(size + 1))
  for (let t = order; t < e.length; t++) {
    for (let i = 0; i < size; i++) {
      const left = i === 0 ? 1 : e[t - i]
      const row = rows[i]
      row[size] += left * e[t]
      row[i] += left * left
      for (let j = i + 1; j < size; j++) row[j] += left * e[t - j]
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) rows[i][j] = rows[j][i]
  const solution = solve(rows)
  if (!solution) return null
  let squares = 0
  for (let t = order; t < e.length; t++) {
    let off = e[t] - solution[0]
    for (let j = 1; j < size; j++) off -= solution[j] * e[t - j]
    squares += off * off
  }
  return { phi: solution.slice(1), variance: squares / (e.length - order) }
}

/** Gauss with pivots, over rows that end with their right side. */
function solve(rows) {
  const n = rows.length
  for (let i = 0; i < n; i++) {
    let pivot = i
    for (let k = i + 1; k < n; k++) if (Math.abs(rows[k][i]) > Math.abs(rows[pivot][i])) pivot = k
    if (Math.abs(rows[pivot][i]) < 1e-12) return null
    ;[rows[i], rows[pivot]] = [rows[pivot], rows[i]]
    for (let k = i + 1; k < n; k++) {
      const factor = rows[k][i] / rows[i][i]
      for (let j = i; j <= n; j++) rows[k][j] -= factor * rows[i][j]
    }
  }
  const solution = new Array(n).fill(0)
  for (let i = n - 1; i >= 0; i--) {
    let rest = rows[i][n]
    for (let j = i + 1; j < n; j++) rest -= rows[i][j] * solution[j]
    solution[i] = rest / rows[i][i]
  }
  return solution
}
