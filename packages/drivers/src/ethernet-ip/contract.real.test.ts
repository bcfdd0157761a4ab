import { describe, test } from 'vitest'
import { type ContractDevice, driverContract } from '../kit/contract.ts'
import { ethernetIp } from './driver.ts'
import { LogixMemory } from './simulated-memory.ts'
import { LogixSimulator } from './simulator.ts'

async function device(): Promise<ContractDevice> {
  const memory = new LogixMemory()
  memory.add('Count', 'DINT')
  memory.add('Program:Main.Total', 'LINT')
  memory.add('Names', 'STRING', { sizes: [3] })
  memory.add('Parts', 'DINT')
  memory.set('Parts', 99)
  memory.add('Setpoint', 'REAL')
  memory.set('Count', -42)
  memory.set('Program:Main.Total', 1_234_567_890_123n)
  memory.set('Names[2]', 'Kessel 7')
  let simulator = new LogixSimulator({ memory })
  const port = await simulator.listen()
  return {
    port,
    readable: { id: 1, address: 'Count', type: 'int32', access: 'r', periodMs: 50 },
    steady: [
      { tag: { id: 1, address: 'Count', type: 'int32', access: 'r', periodMs: 50 }, value: -42n },
      {
        tag: { id: 3, address: 'Program:Main.Total', type: 'int64', access: 'r', periodMs: 60 },
        value: 1_234_567_890_123n,
      },
      { tag: { id: 5, address: 'Parts', type: 'int32', access: 'r', periodMs: 80 }, value: 99n },
      { tag: { id: 4, address: 'Names[2]', type: 'string', access: 'r', periodMs: 70 }, value: 'Kessel 7' },
    ],
    writable: { tag: { id: 2, address: 'Setpoint', type: 'float32', access: 'rw', periodMs: 50 }, value: 21.5 },
    held: () => memory.get('Setpoint'),
    stop: () => simulator.close(),
    start: async () => {
      simulator = new LogixSimulator({ memory })
      await simulator.listen(port)
    },
    close: () => simulator.close(),
  }
}

describe('the EtherNet/IP driver keeps the contract', () => {
  const sentences = driverContract({
    factory: ethernetIp,
    configFor: (port) => ({ host: '127.0.0.1', port, timeoutMs: 200 }),
    // Within the header, at its end, within the items, within the answer.
    cuts: [1, 11, 24, 35, 45],
    device,
    malformedAddress: 'Count.',
    cycles: 500,
    folder: '/nowhere',
  })
  for (const { says, run } of sentences) test(says, run)
})
