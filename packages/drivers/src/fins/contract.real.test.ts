import { describe, test } from 'vitest'
import { type ContractDevice, driverContract } from '../kit/contract.ts'
import { spaceOf } from './areas.ts'
import { fins } from './driver.ts'
import { FinsMemory, FinsSimulator } from './simulator.ts'

async function device(transport: 'tcp' | 'udp'): Promise<ContractDevice> {
  const memory = new FinsMemory({ D: 200 })
  memory.set('D0', 'int16', -42)
  memory.set('D60', 'int32', 1_234_567)
  memory.set('D150', 'int16', 99)
  let simulator = new FinsSimulator({ memory, transport })
  const port = await simulator.listen()
  return {
    port,
    readable: { id: 1, address: 'D0', type: 'int16', access: 'r', periodMs: 50 },
    steady: [
      { tag: { id: 1, address: 'D0', type: 'int16', access: 'r', periodMs: 50 }, value: -42n },
      { tag: { id: 3, address: 'D60', type: 'int32', access: 'r', periodMs: 50 }, value: 1_234_567n },
      { tag: { id: 4, address: 'D150', type: 'int16', access: 'r', periodMs: 70 }, value: 99n },
    ],
    writable: { tag: { id: 2, address: 'D10', type: 'float64', access: 'rw', periodMs: 50 }, value: 21.5 },
    held: () =>
      Buffer.from(memory.units(spaceOf('D'), 10, 4)!)
        .swap16()
        .readDoubleLE(),
    stop: () => simulator.close(),
    start: async () => {
      simulator = new FinsSimulator({ memory, transport })
      await simulator.listen(port)
    },
    close: () => simulator.close(),
  }
}

describe.each(['tcp', 'udp'] as const)('the FINS driver keeps the contract over %s', (transport) => {
  const sentences = driverContract({
    factory: fins,
    configFor: (port) => ({ host: '127.0.0.1', port, transport, timeoutMs: 200 }),
    transport,
    device: () => device(transport),
    malformedAddress: 'K100',
    cycles: 200,
    folder: '/nowhere',
  })
  for (const { says, run } of sentences) test(says, run)
})
