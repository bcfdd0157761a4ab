import { describe, test } from 'vitest'
import { type ContractDevice, driverContract } from '../kit/contract.ts'
import { spaceOf } from './devices.ts'
import { melsec } from './driver.ts'
import { MelsecMemory, MelsecSimulator } from './simulator.ts'

async function device(transport: 'tcp' | 'udp'): Promise<ContractDevice> {
  const memory = new MelsecMemory({ D: 200, M: 64 })
  memory.set('D0', 'int16', -42)
  memory.set('D60', 'int32', 1_234_567)
  memory.set('D150', 'int16', 99)
  let simulator = new MelsecSimulator({ memory, transport })
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
    held: () => Buffer.from(memory.words(spaceOf('D'), 10, 4)!).readDoubleLE(),
    stop: () => simulator.close(),
    start: async () => {
      simulator = new MelsecSimulator({ memory, transport })
      await simulator.listen(port)
    },
    close: () => simulator.close(),
  }
}

describe.each([
  ['3E', 'binary', 'tcp'],
  ['4E', 'binary', 'tcp'],
  ['3E', 'binary', 'udp'],
  ['4E', 'binary', 'udp'],
  ['3E', 'ascii', 'tcp'],
] as const)('the MELSEC driver keeps the contract with %s frames in %s over %s', (frame, code, transport) => {
  const sentences = driverContract({
    factory: melsec,
    configFor: (port) => ({ host: '127.0.0.1', port, transport, frame, code, timeoutMs: 200, monitoringMs: 250 }),
    transport,
    device: () => device(transport),
    malformedAddress: 'K100',
    cycles: 200,
    late: frame === '4E' && transport === 'tcp' ? [256, 65_536] : [256],
    folder: '/nowhere',
  })
  for (const { says, run } of sentences) test(says, run)
})
