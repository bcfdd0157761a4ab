/** Where each server of the demo plant would like to listen; another port serves as well where one is taken. */
export const preferredPorts = {
  /** Modbus TCP. */
  airStation: 5_020,
  /** OPC UA. */
  boiler: 4_840,
  /** Modbus TCP: pump, exchanger, motor, diesel generator, gas compressor, wind turbine, chiller. */
  field: 5_021,
  /** S7. */
  furnace: 5_102,
  /** MTConnect. */
  cnc: 5_001,
  /** HTTP. */
  excavator: 5_080,
} as const

export type DemoPorts = { readonly [server in keyof typeof preferredPorts]: number }
