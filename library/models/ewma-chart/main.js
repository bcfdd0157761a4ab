/** z = λ·x + (1 − λ)·z, and the limits between which a process in control keeps it. */
export function run(row, parameters, state) {
  const { target, sigma, weight, width, exact_limits } = parameters
  state.z = weight * row.value + (1 - weight) * (state.z ?? target)
  state.count = (state.count ?? 0) + 1
  const settled = exact_limits === 0 ? 1 : 1 - (1 - weight) ** (2 * state.count)
  const half = width * sigma * Math.sqrt((weight / (2 - weight)) * settled)
  return {
    average: state.z,
    upper: target + half,
    lower: target - half,
    signal: Math.abs(state.z - target) > half,
    distance: (state.z - target) / half,
  }
}
