/** Gathers a window of control errors, then tells from the zero crossings of their autocovariance whether they swing, and how fast. */
export function run(row, parameters, state) {
  const size = Math.floor(parameters.samples)
  state.e = state.e ?? []
  if (state.e.length === 0) state.from = row.time
  state.e.push(row.measured - row.setpoint)
  const collected = state.e.length
  if (collected < size) return { regularity: null, period: null, oscillates: null, amplitude: null, crossings: null, collected }
  const e = state.e
  state.e = []
  const seconds = (row.time - state.from) / 1000 / (size - 1)
  return { ...swing(e, seconds, parameters), collected }
}

function swing(e, seconds, { least_regularity, least_crossings }) {
  const n = e.length
  const mean = e.reduce((sum, value) => sum + value, 0) / n
  const x = e.map((value) => value - mean)
  const variance = x.reduce((sum, value) => sum + value * value, 0) / n
  const amplitude = Math.sqrt(2 * variance)
  const at = crossingsOf(x, Math.floor(n / 2))
  const crossings = at.length
  if (variance === 0 || crossings < Math.max(3, least_crossings))
    return { regularity: null, period: null, oscillates: false, amplitude, crossings }
  const lengths = at.slice(1).map((value, i) => value - at[i])
  const middle = lengths.reduce((sum, value) => sum + value, 0) / lengths.length
  const spread = Math.sqrt(lengths.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (lengths.length - 1))
  const regularity = spread > 0 ? Math.min(1000, middle / spread / 3) : 1000
  return { regularity, period: 2 * middle * seconds, oscillates: regularity > least_regularity, amplitude, crossings }
}

/** Lags at which the autocovariance crosses zero, on the line between two of them. */
function crossingsOf(x, most) {
  const at = []
  let before = 0
  for (let lag = 0; lag <= most; lag++) {
    let sum = 0
    for (let i = lag; i < x.length; i++) sum += x[i] * x[i - lag]
    if (lag > 0 && before * sum < 0) at.push(lag - 1 + before / (before - sum))
    before = sum
  }
  return at
}
