import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isGood, silentLog, statusName, systemClock, type Value, valueAt } from '@millrace/core'
import { expect, onTestFinished, test, vi } from 'vitest'
import { allDrivers, allSimulators } from './all.ts'
import { Attempts } from './kit/attempts.ts'
import { Buses } from './kit/bus.ts'
import { superviseDevice } from './kit/supervisor.ts'

test.each(allSimulators.map((simulator) => [simulator.kind, simulator] as const))(
  'the simulator of %s is read by its driver: every tag is good, some move, and what may be written is',
  { timeout: 60_000 },
  async (kind, simulator) => {
    const folder = mkdtempSync(join(tmpdir(), 'simulators-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))
    const running = await simulator.start(0)
    onTestFinished(() => running.close())
    const tags = simulator.tags.map((tag, id) => ({ ...tag, id, periodMs: Math.min(tag.periodMs, 500) }))
    const seen = new Map<number, Set<Value>>(tags.map(({ id }) => [id, new Set()]))
    const status = new Map<number, number>()
    const device = superviseDevice({
      name: kind,
      factory: allDrivers.find((driver) => driver.kind === kind)!,
      config: running.config,
      tags,
      sink: {
        samples(batch) {
          for (let row = 0; row < batch.length; row++) {
            status.set(batch.series[row]!, batch.status[row]!)
            if (isGood(batch.status[row]!)) seen.get(batch.series[row]!)!.add(valueAt(batch, row))
          }
        },
        state: () => {},
      },
      attempts: new Attempts(systemClock),
      buses: new Buses(systemClock),
      environment: { clock: systemClock, log: silentLog, folder },
      random: () => 0.05,
    })
    onTestFinished(() => device.close())
    device.start()
    await vi.waitFor(
      () => {
        const states = tags.map(({ id, address }) => `${address} ${statusName(status.get(id) ?? 0x8032_0000)}`)
        expect(states).toEqual(tags.map(({ address }) => `${address} Good`))
        expect([...seen.values()].some(({ size }) => size > 2)).toBe(true)
      },
      { timeout: 30_000, interval: 50 },
    )
    const writable = tags.filter(({ access }) => access !== 'r')
    const results = await device.write(
      writable.map(({ id, address }) => ({ tag: id, value: [...seen.get(id)!].at(-1)!, operation: address })),
    )
    expect(results.map((result) => [result.operation, statusName(result.status)])).toEqual(
      writable.map(({ address }) => [address, 'Good']),
    )
  },
)
