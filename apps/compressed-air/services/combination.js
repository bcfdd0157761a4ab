/** Which machines make a flow with the least power. Nothing is asked here. */

/**
 * A machine that runs takes `idle` kW at its least flow, and `slope` more for each m³/min: one of fixed speed loads and unloads
 * (least flow 0, idle = power unloaded), one of variable speed goes down to its least flow.
 */
export const lineOf = ({ rated_flow, full_power, unloaded_power, least_flow = 0 }) => ({
  low: least_flow,
  high: rated_flow,
  idle: unloaded_power,
  slope: (full_power - unloaded_power) / (rated_flow - least_flow),
})

/** Power of a set of running machines at a flow: the least slope is filled first, which is the optimum of straight lines. */
function powerOf(lines, flow) {
  const least = lines.reduce((sum, { low }) => sum + low, 0)
  const most = lines.reduce((sum, { high }) => sum + high, 0)
  if (flow > most + 1e-9) return undefined
  let left = Math.max(0, flow - least)
  let power = lines.reduce((sum, { idle }) => sum + idle, 0)
  const shares = lines.map(({ low }) => low)
  for (const i of lines.map((_, k) => k).sort((a, b) => lines[a].slope - lines[b].slope)) {
    const { low, high, slope } = lines[i]
    const taken = Math.min(left, high - low)
    shares[i] += taken
    power += slope * taken
    left -= taken
  }
  return { power, shares }
}

/** The best of all sets: {power, running: [{id, flow}]}; undefined where all together do not reach the flow. */
export function best(machines, flow) {
  if (flow <= 0) return { power: 0, running: [] }
  let found
  for (let set = 1; set < 2 ** machines.length; set++) {
    const chosen = machines.filter((_, i) => set & (1 << i))
    const told = powerOf(chosen.map(lineOf), flow)
    if (told && (!found || told.power < found.power - 1e-9))
      found = { power: told.power, running: chosen.map(({ id }, i) => ({ id, flow: told.shares[i] })) }
  }
  return found
}

/** What to run by demand: neighbouring demands of the same machines are one line. */
export function plan(machines, steps = 40) {
  const most = machines.reduce((sum, { rated_flow }) => sum + rated_flow, 0)
  const lines = []
  for (let i = 1; i <= steps; i++) {
    const flow = (most * i) / steps
    const found = best(machines, flow)
    if (!found) continue
    const ids = found.running.map(({ id }) => id)
    const last = lines.at(-1)
    if (last && last.ids.join() === ids.join()) Object.assign(last, { to: flow, specificTo: found.power / flow })
    else
      lines.push({ ids, from: last?.to ?? 0, to: flow, specific: found.power / flow, specificTo: found.power / flow })
  }
  return lines
}
