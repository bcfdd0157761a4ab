import { type AddressInfo, createServer } from 'node:net'
import { describe, test } from 'vitest'
import { type ContractDevice, driverContract } from '../kit/contract.ts'
import { hj212 } from './driver.ts'
import { SimulatedStation } from './simulator.ts'

const who = { mn: '010000A8900016F000169DC0', password: '123456' }

async function device(): Promise<ContractDevice> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const dialling = (to: number): SimulatedStation =>
    new SimulatedStation({ port: to, ...who, redialMs: 10, resendMs: 200 })
  let station = dialling(port)
  const readable = { id: 1, address: 'a34004-Rtd', type: 'float64', access: 'r', periodMs: 50 } as const
  const report = setInterval(() => {
    station.heartbeat()
    if (station.waiting === 0) station.record('2011', 'DataTime=20260801123000;a34004-Rtd=35.5,a34004-Flag=N')
  }, 20)
  station.start()
  return {
    port,
    readable,
    steady: [{ tag: readable, value: 35.5 }],
    writable: { tag: readable, value: 1 },
    held: () => 35.5,
    stop: () => station.stop(),
    start: async () => station.start(),
    dial: async (to) => {
      await station.stop()
      station = dialling(to)
      station.start()
    },
    close: () => {
      clearInterval(report)
      return station.stop()
    },
  }
}

describe('the HJ 212 driver keeps the contract', () => {
  const sentences = driverContract({
    factory: hj212,
    configFor: (port) => ({ listen: { host: '127.0.0.1', port }, ...who, reportMs: 100 }),
    device,
    malformedAddress: 'a34004-',
    cycles: 100,
    folder: '/nowhere',
  })
  for (const { says, run } of sentences) test(says, run)
})
