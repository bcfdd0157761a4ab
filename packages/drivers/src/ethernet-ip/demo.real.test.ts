import { isGood, silentLog, systemClock, type Value, valueAt } from '@millrace/core'
import { expect, test } from 'vitest'
import { ethernetIpSimulator } from './demo.ts'
import { type EthernetIpConfig, ethernetIp } from './driver.ts'

test('every tag of the simulated filling line can be read, those that may be written can, and some move', async () => {
  const simulator = await ethernetIpSimulator.start(0)
  const driver = ethernetIp.create(
    simulator.config as EthernetIpConfig,
    { samples: () => {}, lost: () => {} },
    { clock: systemClock, log: silentLog, folder: '/nowhere' },
  )
  const signal = AbortSignal.timeout(10_000)
  try {
    await driver.connect(signal)
    const tags = ethernetIpSimulator.tags.map((tag, id) => ({ ...tag, id }))
    const { groups } = await driver.setTags(tags)
    const read = async (): Promise<Map<number, Value>> => {
      const seen = new Map<number, Value>()
      for (const group of groups) {
        const batch = await driver.poll!(group, signal)
        for (let i = 0; i < batch.length; i++) {
          expect(isGood(batch.status[i]!)).toBe(true)
          seen.set(batch.series[i]!, valueAt(batch, i))
        }
      }
      return seen
    }
    const first = await read()
    expect(first.size).toBe(tags.length)
    const level = tags.find(({ address }) => address === 'Level')!.id
    while ((await read()).get(level) === first.get(level)) await systemClock.sleep(20)
    const writable = tags.filter(({ access }) => access === 'rw')
    const requests = writable.map(({ id }) => ({ tag: id, value: first.get(id)!, operation: `${id}` }))
    const results = await driver.write(requests, signal)
    expect(results.every(({ status }) => isGood(status))).toBe(true)
  } finally {
    await driver.close()
    await simulator.close()
  }
})
