import { silentLog, systemClock } from '@millrace/core'
import { openLake } from '@millrace/history'
import { createLatestValues } from '../live/latest.ts'
import { FakeCredentials, FakeDevices, FakeDirectory, unlimited } from './fakes.ts'
import { createIngest } from './index.ts'

/**
 * An ingest in a process of its own, for tests that kill it: real journal, real lake; credentials and numbers are fake
 * but the same in every life. Arguments: folder. Says its port on stdout; `dump` on stdin answers with every row.
 */
const folder = process.argv[2] as string
const history = await openLake({
  folder: `${folder}/history`,
  clock: systemClock,
  log: silentLog,
  hotRows: 20_000,
  sealAfterMs: 2_000,
})
const credentials = new FakeCredentials()
const directory = new FakeDirectory()
for (let i = 0; i < 4; i++) {
  credentials.device(`device${i}`)
  await directory.register('' as never, { source: { device: `device${i}` }, points: [{ name: 'n', type: 'double' }] })
}
const ingest = await createIngest({
  journal: `${folder}/journal`,
  history,
  credentials,
  directory,
  devices: new FakeDevices(),
  watch: { rogue: () => undefined },
  latest: createLatestValues(systemClock),
  quota: unlimited,
  clock: systemClock,
  log: silentLog,
  mqtt: { host: '127.0.0.1', port: 0 },
})
await ingest.recover()
await ingest.start()
process.stdout.write(`${JSON.stringify({ port: ingest.port })}\n`)

async function dump(): Promise<void> {
  const rows: number[][] = []
  for (let series = 1; series <= 4; series++) {
    const { length, double } = await history.raw({
      tenant: 'aaaaaaaa-0000-7000-8000-000000000001',
      series: [series],
      from: 0,
      to: 2 ** 53,
      limit: 10_000_000,
    })
    rows.push([...double.subarray(0, length)])
  }
  process.stdout.write(`${JSON.stringify({ rows })}\n`)
}

process.stdin.on('data', () => void dump())
