import { specificPower } from './figures/specific.js'

/** What a page or a program with a key asks: kW and m³/min in, kW·min/m³ out. */
export function http({ power, flow }, { settings }) {
  const specific = specificPower(power, flow)
  return { specific, above: specific !== null && specific > settings.limit }
}
