import { describe, test } from 'vitest'
import { type ContractDevice, driverContract } from '../kit/contract.ts'
import { bacnet } from './driver.ts'
import { Tag } from './encoding.ts'
import { BacnetSimulator } from './simulator.ts'

async function device(): Promise<ContractDevice> {
  const simulator = new BacnetSimulator({
    device: 1234,
    properties: [
      { address: 'ai:1', tag: Tag.real, value: -42.5 },
      { address: 'ai:1.status-flags', tag: Tag.bits, value: '0000' },
      { address: 'mi:1', tag: Tag.unsigned, value: 3 },
      { address: 'ai:1.description', tag: Tag.characters, value: 'Kessel 7 °C' },
      { address: 'av:1', tag: Tag.real, value: 1, access: 'rw' },
    ],
  })
  const port = await simulator.listen()
  const readable = { id: 1, address: 'ai:1', type: 'float32', access: 'r', periodMs: 50 } as const
  return {
    port,
    readable,
    steady: [
      { tag: readable, value: -42.5 },
      { tag: { id: 3, address: 'ai:1.description', type: 'string', access: 'r', periodMs: 50 }, value: 'Kessel 7 °C' },
      { tag: { id: 4, address: 'mi:1', type: 'uint16', access: 'r', periodMs: 70 }, value: 3n },
    ],
    writable: { tag: { id: 2, address: 'av:1', type: 'float32', access: 'rw', periodMs: 50 }, value: 21.5 },
    held: () => simulator.get('av:1'),
    stop: () => simulator.close(),
    start: async () => void (await simulator.listen(port)),
    close: () => simulator.close(),
  }
}

describe('the BACnet/IP driver keeps the contract', () => {
  const sentences = driverContract({
    factory: bacnet,
    configFor: (port) => ({ host: '127.0.0.1', port, device: 1234, timeoutMs: 200, maxItems: 1 }),
    transport: 'udp',
    device,
    malformedAddress: 'analog-inptu:1',
    cycles: 1_000,
    folder: '/nowhere',
  })
  for (const { says, run } of sentences) test(says, run)
})
