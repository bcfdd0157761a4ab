import { systemClock } from '@millrace/core'
import { describe, test } from 'vitest'
import { type ContractDevice, driverContract } from '../kit/contract.ts'
import { iec104 } from './driver.ts'
import { SimulatedStation } from './simulated-station.ts'
import { Iec104Simulator } from './simulator.ts'

async function device(): Promise<ContractDevice> {
  const station = new SimulatedStation()
  station.add(4_000, { type: 11, timed: 35 }, 0)
  station.add(4_001, { type: 11 }, -42)
  station.add(4_002, { type: 7 }, 1_234_567)
  station.add(4_003, { type: 13 }, 99)
  station.add(4_010, { type: 13 }, 1)
  station.accept(6_010, { type: 50, target: 4_010, mode: 'select' })
  const stations = new Map([[1, station]])
  let simulator = new Iec104Simulator({ stations })
  const port = await simulator.listen()
  let moved = 0
  const moving = systemClock.every(50, () => station.set(4_000, ++moved % 1_000))
  return {
    port,
    readable: { id: 1, address: '1:4000', type: 'int16', access: 'r', periodMs: 50 },
    steady: [
      { tag: { id: 4, address: '1:4001', type: 'int16', access: 'r', periodMs: 50 }, value: -42n },
      { tag: { id: 5, address: '1:4002', type: 'uint32', access: 'r', periodMs: 50 }, value: 1_234_567n },
      { tag: { id: 6, address: '1:4003', type: 'float32', access: 'r', periodMs: 70 }, value: 99 },
    ],
    writable: {
      tag: { id: 2, address: '1:4010>6010@C_SE_NC_1/select', type: 'float64', access: 'rw', periodMs: 50 },
      value: 21.5,
    },
    held: () => station.get(4_010),
    stop: () => simulator.close(),
    start: async () => {
      simulator = new Iec104Simulator({ stations })
      await simulator.listen(port)
    },
    close: async () => {
      moving.cancel()
      await simulator.close()
    },
  }
}

describe('the IEC 60870-5-104 driver keeps the contract', () => {
  const sentences = driverContract({
    factory: iec104,
    configFor: (port) => ({ host: '127.0.0.1', port, t1Ms: 200, t2Ms: 50, t3Ms: 200, timeoutMs: 200 }),
    device,
    malformedAddress: '1:4001@C_XX',
    cycles: 1_000,
    folder: '/nowhere',
  })
  for (const { says, run } of sentences) test(says, run)
})
