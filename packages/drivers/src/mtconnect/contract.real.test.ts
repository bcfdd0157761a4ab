import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, test } from 'vitest'
import { type ContractDevice, driverContract } from '../kit/contract.ts'
import type { TagSpec } from '../kit/driver.ts'
import { mtconnect } from './driver.ts'
import { MtconnectSimulator } from './simulator.ts'

const tag = (id: number, address: string, type: TagSpec['type']): TagSpec => ({
  id,
  address,
  type,
  access: 'r',
  periodMs: 50,
})
const folder = mkdtempSync(join(tmpdir(), 'mtconnect-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function device(): Promise<ContractDevice> {
  let agent: MtconnectSimulator
  let timer: NodeJS.Timeout
  const start = async (port: number): Promise<number> => {
    agent = new MtconnectSimulator()
    agent.tell('s1', '42.5')
    agent.tell('e1', 'ACTIVE')
    agent.tell('x1', '0')
    let tick = 0
    timer = setInterval(() => agent.tell('x1', String(tick++)), 20)
    return agent.listen(port)
  }
  const stop = (): Promise<void> => {
    clearInterval(timer)
    return agent.close()
  }
  const port = await start(0)
  return {
    port,
    readable: tag(1, 'Xact', 'float64'),
    steady: [
      { tag: tag(2, 's1', 'float64'), value: 42.5 },
      { tag: tag(3, 'Mill/execution', 'string'), value: 'ACTIVE' },
    ],
    writable: { tag: tag(4, 'c1', 'int64'), value: 1 },
    held: () => null,
    stop,
    start: async () => void (await start(port)),
    close: stop,
  }
}

describe.each(['stream', 'poll'] as const)('the MTConnect driver keeps the contract, mode %s', (mode) => {
  const sentences = driverContract({
    factory: mtconnect,
    configFor: (port) => ({ url: `http://127.0.0.1:${port}`, mode, timeoutMs: 200, intervalMs: 20, heartbeatMs: 200 }),
    device,
    malformedAddress: 'no item',
    cycles: 200,
    folder,
  })
  for (const { says, run } of sentences) test(says, run)
})
