import { describe, test } from 'vitest'
import { type ContractDevice, driverContract } from '../kit/contract.ts'
import { modbusTcp } from './driver.ts'
import { ModbusSimulator, RegisterBank } from './simulator.ts'

async function device(): Promise<ContractDevice> {
  const bank = new RegisterBank({ holding: 100 })
  bank.set('holding:0', 'int16', -42)
  bank.set('holding:60', 'int32', 1_234_567)
  bank.set('holding:90', 'int16', 99)
  const units = new Map([[1, bank]])
  let simulator = new ModbusSimulator({ units })
  const port = await simulator.listen()
  return {
    port,
    readable: { id: 1, address: 'holding:0', type: 'int16', access: 'r', periodMs: 50 },
    steady: [
      { tag: { id: 1, address: 'holding:0', type: 'int16', access: 'r', periodMs: 50 }, value: -42n },
      { tag: { id: 3, address: 'holding:60', type: 'int32', access: 'r', periodMs: 50 }, value: 1_234_567n },
      { tag: { id: 4, address: 'holding:90', type: 'int16', access: 'r', periodMs: 70 }, value: 99n },
    ],
    writable: { tag: { id: 2, address: 'holding:10', type: 'float64', access: 'rw', periodMs: 50 }, value: 21.5 },
    held: () => bank.holding.getFloat64(20),
    stop: () => simulator.close(),
    start: async () => {
      simulator = new ModbusSimulator({ units })
      await simulator.listen(port)
    },
    close: () => simulator.close(),
  }
}

describe('the Modbus TCP driver keeps the contract', () => {
  const sentences = driverContract({
    factory: modbusTcp,
    configFor: (port) => ({ host: '127.0.0.1', port, timeoutMs: 200 }),
    device,
    malformedAddress: 'holdng:1',
    cycles: 1_000,
    folder: '/nowhere',
  })
  for (const { says, run } of sentences) test(says, run)
})
