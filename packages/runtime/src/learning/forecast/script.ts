/** Of the package, beside `learnt.js`: the smoothing of season.ts a second time, for rows as they come. */
export const forecastScript = `import { learnt } from './learnt.js'

// Rows of one slot are its mean, as far as it has come: what is expected is told as if the slot ended with this row.
// state: slot (the number of the one that fills), sum, count, level, error, empty (slots without a value), seasons.
const { stepMs, smoothing, patience, horizons } = learnt

export const initial = learnt.begin

const standing = (state, slot) => {
  let sum = state.level
  for (const season of state.seasons) sum += season[slot % season.length]
  return sum
}

function close(state) {
  const { slot, sum, count, seasons } = state
  if (count === 0) {
    state.empty++
    state.error *= smoothing.carry
  } else {
    const off = sum / count - standing(state, slot)
    const anew = state.empty > patience
    state.level += anew ? off : smoothing.level * off
    state.error = anew ? 0 : off
    if (!anew) seasons.forEach((season, i) => { season[slot % season.length] += smoothing.seasons[i] * off })
    state.empty = 0
  }
  state.slot++
  state.sum = 0
  state.count = 0
}

export function run(row, parameters, state) {
  const slot = Math.floor(row.time / stepMs)
  // What was before the end of the training is known already.
  if (slot < state.slot) return null
  // Where the level begins anew, it does not matter how many more were empty.
  for (let i = 0; state.slot < slot && i < patience + 2; i++) close(state)
  state.slot = slot
  state.sum += row[learnt.target]
  state.count++
  const off = state.sum / state.count - standing(state, slot)
  const anew = state.empty > patience
  const level = anew ? off : smoothing.level * off
  const error = anew ? 0 : off
  const outputs = {}
  for (const { ahead, carried, expected, low, high, lowest, highest } of horizons) {
    let value = standing(state, slot + ahead) + level + carried * error
    if (!anew) state.seasons.forEach(({ length }, i) => { if (ahead % length === 0) value += smoothing.seasons[i] * off })
    outputs[expected] = value
    outputs[low] = value + lowest
    outputs[high] = value + highest
  }
  return outputs
}
`
