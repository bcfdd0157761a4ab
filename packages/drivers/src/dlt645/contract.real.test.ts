import { describe, test } from 'vitest'
import { type ContractDevice, driverContract } from '../kit/contract.ts'
import { dlt645 } from './driver.ts'
import { Dlt645Simulator, SimulatedMeter } from './simulator.ts'

const address = '000000000161'

async function device(): Promise<ContractDevice> {
  const meter = new SimulatedMeter(address)
  meter.set('00-01-00-00', 'float64', 12_345.67)
  meter.set('02-01-01-00', 'float64', 230.1)
  meter.set('02-03-00-00', 'float64', -1.2345)
  meter.set('04-00-01-03', 'uint8', 15n)
  const meters = [meter]
  let simulator = new Dlt645Simulator({ meters })
  const port = await simulator.listen()
  return {
    port,
    readable: { id: 1, address: '00-01-00-00', type: 'float64', access: 'r', periodMs: 50 },
    steady: [
      { tag: { id: 1, address: '00-01-00-00', type: 'float64', access: 'r', periodMs: 50 }, value: 12_345.67 },
      { tag: { id: 3, address: '02-01-01-00', type: 'float64', access: 'r', periodMs: 50 }, value: 230.1 },
      { tag: { id: 4, address: '02-03-00-00', type: 'float64', access: 'r', periodMs: 70 }, value: -1.2345 },
    ],
    writable: { tag: { id: 2, address: '04-00-01-03', type: 'uint8', access: 'rw', periodMs: 50 }, value: 30n },
    held: () => BigInt(Buffer.from(meter.items.get(0x0400_0103)!).toString('hex')),
    stop: () => simulator.close(),
    start: async () => {
      simulator = new Dlt645Simulator({ meters })
      await simulator.listen(port)
    },
    close: () => simulator.close(),
  }
}

describe('the DL/T 645 driver keeps the contract', () => {
  const sentences = driverContract({
    factory: dlt645,
    configFor: (port) => ({
      tcp: { host: '127.0.0.1', port },
      address,
      timeoutMs: 200,
      quietMs: 100,
      turnaroundMs: 0,
      password: '02123456',
    }),
    device,
    malformedAddress: '00-01-00',
    cycles: 300,
    folder: '/nowhere',
  })
  for (const { says, run } of sentences) test(says, run)
})
