/**
 * Fits ln(indicator − offset) = a + b·t by least squares in which each hour that passes makes what was before it weigh less,
 * and tells when the line meets the threshold.
 */
export function run(row, parameters, state) {
  const { offset, threshold, forgetting, least_samples } = parameters
  state.w = state.w ?? 0
  const hours = row.time / 3600000
  if (state.w === 0) Object.assign(state, { count: 0, t: 0, y: 0, tt: 0, ty: 0, yy: 0, from: hours, last: hours })
  // What lies at or below the offset has no logarithm: it tells nothing of the growth. Nor does a step back in time.
  if (row.indicator > offset && hours >= state.last) learn(state, hours, Math.log(row.indicator - offset), forgetting)
  const none = { rate: null, rate_error: null, fitted: null, doubling_time: null, remaining_life: null, samples: state.count }
  const det = state.w * state.tt - state.t * state.t
  if (state.count < Math.max(3, least_samples) || !(det > 1e-12 * state.w * state.tt)) return none
  const b = (state.w * state.ty - state.t * state.y) / det
  const a = (state.y - b * state.t) / state.w
  // Residual sum of squares from sums; rounding may leave it below zero.
  const residual = Math.max(0, state.yy - a * state.y - b * state.ty)
  const variance = residual / (state.w * (1 - 2 / state.count))
  const level = a + b * (hours - state.from)
  const left = b > 0 ? (Math.log(threshold - offset) - level) / b : null
  return {
    rate: b,
    rate_error: Math.sqrt((variance * state.w) / det),
    fitted: offset + Math.exp(level),
    doubling_time: b > 0 ? Math.LN2 / b : null,
    remaining_life: left === null ? null : Math.max(0, left),
    samples: state.count,
  }
}

function learn(state, hours, y, forgetting) {
  const keep = forgetting > 0 ? Math.exp((state.last - hours) / forgetting) : 1
  for (const sum of ['w', 't', 'y', 'tt', 'ty', 'yy']) state[sum] *= keep
  const t = hours - state.from
  state.w += 1
  state.t += t
  state.y += y
  state.tt += t * t
  state.ty += t * y
  state.yy += y * y
  state.count += 1
  state.last = hours
}
