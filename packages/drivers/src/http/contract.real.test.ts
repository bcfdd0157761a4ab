import { describe, test } from 'vitest'
import { type ContractDevice, driverContract } from '../kit/contract.ts'
import { http } from './driver.ts'
import { HttpSimulator } from './simulator.ts'

async function device(): Promise<ContractDevice> {
  const server = new HttpSimulator({ a: 1.5, b: 'run', c: 0, deep: { list: [7, 8] } })
  const port = await server.listen()
  return {
    port,
    readable: { id: 1, address: 'state#$.a', type: 'float64', access: 'r', periodMs: 50 },
    steady: [
      { tag: { id: 1, address: 'state#$.a', type: 'float64', access: 'r', periodMs: 50 }, value: 1.5 },
      { tag: { id: 3, address: 'state?x=1#$.b', type: 'string', access: 'r', periodMs: 50 }, value: 'run' },
      { tag: { id: 4, address: 'state?x=2#$.deep.list[-1]', type: 'int16', access: 'r', periodMs: 70 }, value: 8n },
    ],
    writable: { tag: { id: 2, address: 'w#$.c', type: 'float64', access: 'rw', periodMs: 50 }, value: 21.5 },
    held: () => server.state['c'] as number,
    stop: () => server.close(),
    start: async () => void (await server.listen(port)),
    close: () => server.close(),
  }
}

describe('the HTTP driver keeps the contract', () => {
  const sentences = driverContract({
    factory: http,
    configFor: (port) => ({
      url: `http://127.0.0.1:${port}`,
      timeoutMs: 200,
      requests: [{ name: 'w', path: 'state', write: { body: '{"{name}":{value}}' } }],
    }),
    device,
    malformedAddress: 'state#a',
    cycles: 200,
    folder: '/nowhere',
  })
  for (const { says, run } of sentences) test(says, run)
})
