/** kW·min/m³: what a cubic metre of air takes. None while the machine delivers nothing. */
export function specificPower(power, flow) {
  return power === null || flow === null || flow <= 0 ? null : power / flow
}
