import { describe, test } from 'vitest'
import { type ContractDevice, driverContract } from '../kit/contract.ts'
import { s7 } from './driver.ts'
import { S7Memory } from './memory.ts'
import { S7Simulator } from './simulator.ts'

async function device(): Promise<ContractDevice> {
  const memory = new S7Memory({ blocks: { 1: 200, 2: 64 } })
  memory.set('DB1.DBW0', 'int16', -42)
  memory.set('DB1.DBD120', 'int32', 1_234_567)
  memory.set('DB2.DBB10/20', 'string', 'Kessel 7')
  memory.set('DB1.DBW160', 'int16', 99)
  let simulator = new S7Simulator({ memory })
  const port = await simulator.listen()
  return {
    port,
    readable: { id: 1, address: 'DB1.DBW0', type: 'int16', access: 'r', periodMs: 50 },
    steady: [
      { tag: { id: 1, address: 'DB1.DBW0', type: 'int16', access: 'r', periodMs: 50 }, value: -42n },
      { tag: { id: 3, address: 'DB1.DBD120', type: 'int32', access: 'r', periodMs: 50 }, value: 1_234_567n },
      { tag: { id: 4, address: 'DB1.DBW160', type: 'int16', access: 'r', periodMs: 70 }, value: 99n },
      { tag: { id: 5, address: 'DB2.DBB10/20', type: 'string', access: 'r', periodMs: 70 }, value: 'Kessel 7' },
    ],
    writable: { tag: { id: 2, address: 'DB1.DBD20', type: 'float64', access: 'rw', periodMs: 50 }, value: 21.5 },
    held: () => Buffer.from(memory.bytes('DB', 1)!).readDoubleBE(20),
    stop: () => simulator.close(),
    start: async () => {
      simulator = new S7Simulator({ memory })
      await simulator.listen(port)
    },
    close: () => simulator.close(),
  }
}

describe('the S7 driver keeps the contract', () => {
  const sentences = driverContract({
    factory: s7,
    configFor: (port) => ({ host: '127.0.0.1', port, timeoutMs: 200 }),
    device,
    malformedAddress: 'DB1.DBY0',
    cuts: [1, 5, 11, 24],
    cycles: 1_000,
    late: [256, 65_536],
    folder: '/nowhere',
  })
  for (const { says, run } of sentences) test(says, run)
})
