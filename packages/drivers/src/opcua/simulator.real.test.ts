import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SampleBatch, Status, silentLog, systemClock, type Value, valueAt } from '@millrace/core'
import { expect, test, vi } from 'vitest'
import type { RunningSimulator } from '../kit/simulator.ts'
import type { OpcuaConfig } from './config.ts'
import { opcua } from './driver.ts'
import { opcuaSimulator, startOpcuaSimulator } from './simulator.ts'

interface Sample {
  readonly tag: number
  readonly value: Value | undefined
  readonly status: number
}

async function connect({ config }: RunningSimulator) {
  const folder = await mkdtemp(join(tmpdir(), 'opcua-simulated-'))
  const samples: Sample[] = []
  const take = (batch: SampleBatch): void => {
    for (let row = 0; row < batch.length; row++)
      samples.push({ tag: batch.series[row]!, value: valueAt(batch, row), status: batch.status[row]! })
  }
  const driver = opcua.create(
    config as OpcuaConfig,
    { samples: take, lost: () => {} },
    { clock: systemClock, log: silentLog, folder },
  )
  await driver.connect(AbortSignal.timeout(20_000))
  return {
    driver,
    samples,
    close: async () => {
      await driver.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

test('the tank tells every tag, and takes its set point', async () => {
  const running = await opcuaSimulator.start(0)
  const { driver, samples, close } = await connect(running)
  try {
    const tags = opcuaSimulator.tags.map((tag, id) => ({ ...tag, id, periodMs: 100 }))
    const { verdicts } = await driver.setTags(tags)
    expect(verdicts).toEqual([])
    await vi.waitUntil(() => tags.every(({ id }) => samples.some(({ tag }) => tag === id)), { timeout: 20_000 })
    expect(samples.every(({ status }) => status === Status.Good)).toBe(true)
    await vi.waitUntil(() => new Set(samples.filter(({ tag }) => tag === 0).map(({ value }) => value)).size > 2, {
      timeout: 20_000,
    })
    const signal = AbortSignal.timeout(10_000)
    const [done] = await driver.write([{ tag: 4, value: 55.5, operation: 'a' }], signal)
    expect(done).toEqual({ operation: 'a', status: Status.Good, readBack: 55.5 })
    const [refused] = await driver.write([{ tag: 4, value: 555, operation: 'b' }], signal)
    expect(refused!.status).toBe(Status.BadOutOfRange)
  } finally {
    await close()
    await running.close()
    await running.close()
  }
})

test('so many numbers more all change at their pace', async () => {
  const running = await startOpcuaSimulator(0, 100, 100)
  const { driver, samples, close } = await connect(running)
  try {
    const tags = Array.from({ length: 100 }, (_, id) => ({
      id,
      address: `nsu=urn:millrace:simulator;s=Items.${id}`,
      type: 'float64' as const,
      access: 'r' as const,
      periodMs: 100,
    }))
    await driver.setTags(tags)
    const moved = (id: number): boolean => new Set(samples.filter((one) => one.tag === id).map((s) => s.value)).size > 2
    await vi.waitUntil(() => tags.every(({ id }) => moved(id)), { timeout: 20_000 })
  } finally {
    await close()
    await running.close()
  }
})

test('a port that is taken is told by the system', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as { port: number }
  await expect(opcuaSimulator.start(port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await new Promise((resolve) => other.close(resolve))
})
