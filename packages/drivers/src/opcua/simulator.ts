import type { RunningSimulator, Simulator } from '../kit/simulator.ts'

const node = (name: string): string => `nsu=urn:millrace:simulator;s=Tank.${name}`

/** A server like {@link opcuaSimulator}'s with `items` numbers more, `nsu=urn:millrace:simulator;s=Items.0` …, that all change every `itemsMs`. */
export async function startOpcuaSimulator(port: number, items = 0, itemsMs = 500): Promise<RunningSimulator> {
  // The server takes a second and 100 MB to load: who simulates something else never pays for it.
  const { serveTank } = await import('./simulated-server.ts')
  return serveTank(port, items, itemsMs)
}

/** A tank as an OPC UA server. */
export const opcuaSimulator: Simulator = {
  kind: 'opcua',
  tags: [
    { address: node('Level'), type: 'float64', access: 'r', periodMs: 500 },
    { address: node('Cycles'), type: 'uint32', access: 'r', periodMs: 500 },
    { address: node('Filling'), type: 'bool', access: 'r', periodMs: 500 },
    { address: node('Recipe'), type: 'string', access: 'r', periodMs: 1_000 },
    { address: node('SetPoint'), type: 'float64', access: 'rw', periodMs: 500 },
  ],
  start: (port) => startOpcuaSimulator(port),
}
