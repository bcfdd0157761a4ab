import { Status, silentLog, systemClock, valueAt } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { DriverFactory } from '../kit/driver.ts'
import { modbusTcp } from './driver.ts'
import { modbusAscii, modbusRtu } from './serial-driver.ts'
import { modbusAsciiSimulator, modbusRtuSimulator, modbusSimulator } from './simulators.ts'

describe.each([
  [modbusSimulator, modbusTcp as DriverFactory],
  [modbusRtuSimulator, modbusRtu as DriverFactory],
  [modbusAsciiSimulator, modbusAscii as DriverFactory],
] as const)('the simulator %#', (simulator, factory) => {
  test('is read by its driver: every tag is good, some move, some are written', async () => {
    expect(simulator.kind).toBe(factory.kind)
    const running = await simulator.start(0)
    const driver = factory.create(
      running.config,
      { samples: () => {}, lost: () => {} },
      { clock: systemClock, log: silentLog, folder: '/nowhere' },
    )
    const { signal } = new AbortController()
    try {
      await driver.connect(signal)
      const { groups } = await driver.setTags(simulator.tags.map((tag, id) => ({ ...tag, id })))
      const read = async (): Promise<Map<number, unknown>> => {
        const batch = await driver.poll!(groups[0]!, signal)
        expect([...batch.status]).toEqual(Array(simulator.tags.length).fill(Status.Good))
        return new Map(Array.from(batch.series, (id, row) => [id, valueAt(batch, row)]))
      }
      const first = await read()
      let later = first
      while (later.get(1) === first.get(1)) later = await read()
      const [setpoint, pump] = await driver.write(
        [
          { tag: 4, value: 65, operation: 'a' },
          { tag: 5, value: true, operation: 'b' },
        ],
        signal,
      )
      expect([setpoint!.readBack, pump!.readBack]).toEqual([65, true])
    } finally {
      await driver.close()
      await running.close()
      await running.close()
    }
  })
})
