/** Tabular CUSUM: what lies above or below the target by more than the allowance adds up. After a signal it may begin anew. */
export function run(row, parameters, state) {
  const { target, allowance, decision, restart } = parameters
  const above = Math.max(0, (state.above ?? 0) + row.value - target - allowance)
  const below = Math.max(0, (state.below ?? 0) + target - row.value - allowance)
  state.risen = above > 0 ? (state.risen ?? 0) + 1 : 0
  state.fallen = below > 0 ? (state.fallen ?? 0) + 1 : 0
  const shift_up = above > decision
  const shift_down = below > decision
  const since = shift_up ? state.risen : shift_down ? state.fallen : 0
  const estimate = shift_up
    ? target + allowance + above / state.risen
    : shift_down
      ? target - allowance - below / state.fallen
      : null
  const anew = restart !== 0 && (shift_up || shift_down)
  if (anew) Object.assign(state, { above: 0, below: 0, risen: 0, fallen: 0 })
  else Object.assign(state, { above, below })
  return { above, below, shift_up, shift_down, since, estimate }
}
