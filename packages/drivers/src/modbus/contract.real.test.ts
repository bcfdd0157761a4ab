import { describe, test } from 'vitest'
import { type ContractDevice, driverContract } from '../kit/contract.ts'
import type { DriverFactory } from '../kit/driver.ts'
import { ascii } from './ascii.ts'
import { RegisterBank } from './bank.ts'
import { modbusTcp } from './driver.ts'
import type { SerialFraming } from './framing.ts'
import { rtu } from './rtu.ts'
import { modbusAscii, modbusRtu } from './serial-driver.ts'
import { ModbusSimulator } from './simulator.ts'

async function device(framing?: SerialFraming): Promise<ContractDevice> {
  const bank = new RegisterBank({ holding: 100 })
  bank.set('holding:0', 'int16', -42)
  bank.set('holding:60', 'int32', 1_234_567)
  bank.set('holding:90', 'int16', 99)
  const options = { units: new Map([[1, bank]]), ...(framing ? { framing } : {}) }
  let simulator = new ModbusSimulator(options)
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
      simulator = new ModbusSimulator(options)
      await simulator.listen(port)
    },
    close: () => simulator.close(),
  }
}

function keeps<Config>(
  factory: DriverFactory<Config>,
  configFor: (port: number) => Config,
  { framing, cycles, ...more }: { framing?: SerialFraming; cycles: number; exempt?: readonly ['late-replies'] },
): void {
  const sentences = driverContract({
    factory,
    configFor,
    device: () => device(framing),
    malformedAddress: 'holdng:1',
    cycles,
    folder: '/nowhere',
    ...more,
  })
  for (const { says, run } of sentences) test(says, run)
}

describe('the Modbus TCP driver keeps the contract', () => {
  keeps(modbusTcp, (port) => ({ host: '127.0.0.1', port, timeoutMs: 200 }), { cycles: 1_000 })
})

const tunnel = (port: number) => ({ tunnel: { host: '127.0.0.1', port }, unit: 1, timeoutMs: 200 })

describe('the Modbus RTU driver keeps the contract through a tunnel', () => {
  keeps(modbusRtu, tunnel, { framing: rtu, cycles: 200, exempt: ['late-replies'] })
})

describe('the Modbus ASCII driver keeps the contract through a tunnel', () => {
  keeps(modbusAscii, tunnel, { framing: ascii, cycles: 200, exempt: ['late-replies'] })
})
