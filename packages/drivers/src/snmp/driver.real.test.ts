import { Status, silentLog, systemClock, valueAt } from '@millrace/core'
import { expect, test } from 'vitest'
import { Asn } from './codec.ts'
import { snmp } from './driver.ts'
import { SnmpSimulator, snmpSimulator } from './simulator.ts'

test('the simulator serves its tags: all good, some moving, some writable', async () => {
  const running = await snmpSimulator.start(0)
  const driver = snmp.create(
    running.config as { host: string },
    { samples: () => {}, lost: () => {} },
    { clock: systemClock, log: silentLog, folder: '/nowhere' },
  )
  const signal = AbortSignal.timeout(10_000)
  try {
    await driver.connect(signal)
    const tags = snmpSimulator.tags.map((tag, id) => ({ id, ...tag, periodMs: 100 }))
    const { groups, verdicts } = await driver.setTags(tags)
    expect(verdicts.every(({ status }) => status === Status.Good)).toBe(true)
    const first = await driver.poll!(groups[0]!, signal)
    expect([...first.status]).toEqual(tags.map(() => Status.Good))
    const seen = valueAt(first, 3)
    while (valueAt(await driver.poll!(groups[0]!, signal), 3) === seen);
    const [result] = await driver.write([{ tag: 4, value: 23n, operation: 'a' }], signal)
    expect(result).toEqual({ operation: 'a', status: Status.Good, readBack: 23n })
  } finally {
    await driver.close()
    await running.close()
  }
})

test('an object that spoils the answer for all is left out, and blinds none beside it', async () => {
  const root = '1.3.6.1.4.1.63000.9'
  const simulator = new SnmpSimulator({
    objects: [
      { name: 'sysUpTime', oid: '1.3.6.1.2.1.1.3', asn: Asn.timeTicks, value: 1 },
      ...Array.from({ length: 10 }, (_, i) => ({
        name: `n${i}`,
        oid: `${root}.${i}`,
        asn: Asn.integer,
        value: i,
        access: i === 6 ? ('none' as const) : ('r' as const),
      })),
    ],
  })
  const driver = snmp.create(
    { host: '127.0.0.1', port: await simulator.listen() },
    { samples: () => {}, lost: () => {} },
    { clock: systemClock, log: silentLog, folder: '/nowhere' },
  )
  const signal = AbortSignal.timeout(10_000)
  try {
    await driver.connect(signal)
    const tags = Array.from({ length: 10 }, (_, id) => ({
      id,
      address: `${root}.${id}.0`,
      type: 'int32' as const,
      access: 'r' as const,
      periodMs: 100,
    }))
    const { groups } = await driver.setTags(tags)
    for (let scan = 0; scan < 3; scan++) {
      const { bytesOut } = driver.counters
      const batch = await driver.poll!(groups[0]!, signal)
      for (const { id } of tags)
        expect([id, valueAt(batch, id), batch.status[id]]).toEqual(
          id === 6 ? [id, null, Status.BadNotReadable] : [id, BigInt(id), Status.Good],
        )
      // Once it is known, the scan is one request again.
      if (scan > 0) expect(driver.counters.bytesOut - bytesOut).toBeLessThan(300)
    }
  } finally {
    await driver.close()
    await simulator.close()
  }
})
