/** Expected range of n = 2 … 10 values of a normal distribution with σ = 1 (ISO 7870-2:2013, table 2). */
const RANGE = [1.128379, 1.692569, 2.058751, 2.325929, 2.534413, 2.704357, 2.847201, 2.970026, 3.077505]

/** Looks back over the newest whole subgroups; tells at the end of each. */
export function run(row, parameters, state) {
  const size = Math.floor(parameters.subgroup)
  const window = size * Math.max(1, Math.floor(parameters.samples / size))
  state.x = state.x ?? []
  state.seen = ((state.seen ?? 0) + 1) % size
  state.x.push(row.value)
  if (state.x.length > window) state.x.splice(0, size)
  const collected = state.x.length
  if (collected < window || state.seen !== 0) return { ...nothing, collected }
  return { ...capability(state.x, size, parameters), collected }
}

const nothing = { mean: null, sigma_within: null, sigma_overall: null, cp: null, cpk: null, pp: null, ppk: null }

function capability(x, size, { lower_limit, upper_limit }) {
  const n = x.length
  let sum = 0
  for (let i = 0; i < n; i++) sum += x[i]
  const mean = sum / n
  let squares = 0
  for (let i = 0; i < n; i++) squares += (x[i] - mean) * (x[i] - mean)
  const overall = Math.sqrt(squares / (n - 1))
  const within = meanRange(x, size) / RANGE[Math.max(size, 2) - 2]
  const near = Math.min(upper_limit - mean, mean - lower_limit)
  const width = upper_limit - lower_limit
  return {
    mean,
    sigma_within: within,
    sigma_overall: overall,
    cp: within > 0 ? width / (6 * within) : null,
    cpk: within > 0 ? near / (3 * within) : null,
    pp: overall > 0 ? width / (6 * overall) : null,
    ppk: overall > 0 ? near / (3 * overall) : null,
  }
}

/** Of subgroups, or of neighbours where a subgroup is one piece. */
function meanRange(x, size) {
  let sum = 0
  if (size === 1) {
    for (let i = 1; i < x.length; i++) sum += Math.abs(x[i] - x[i - 1])
    return sum / (x.length - 1)
  }
  for (let from = 0; from < x.length; from += size) {
    let least = x[from]
    let most = least
    for (let i = from + 1; i < from + size; i++) {
      if (x[i] < least) least = x[i]
      if (x[i] > most) most = x[i]
    }
    sum += most - least
  }
  return (sum * size) / x.length
}
