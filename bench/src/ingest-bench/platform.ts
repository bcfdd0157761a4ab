import { type DeviceId, newId, type SeriesId, silentLog, systemClock, type TenantId } from '@millrace/core'
import { openLake } from '@millrace/history'
import {
  type CredentialBook,
  createIngest,
  createLatestValues,
  type DeviceBook,
  type SeriesDirectory,
} from '@millrace/server'

/**
 * The platform's side: real ingest, real journal, real lake. PostgreSQL is not on the way of a value (credentials are
 * asked for once a connection, numbers once a birth), so credentials and numbers come from memory here.
 */
const tenant = '00000000-0000-7000-8000-00000000000b' as TenantId
const folder = process.argv[2] as string
/** Series of one counting query. */
const SERIES = 50

const credentials: CredentialBook = {
  async verify(name) {
    const [group, node] = name.split('.')
    if (node !== undefined) return { tenant, credential: name, speaks: { as: 'edge', group: group as string, node } }
    return { tenant, credential: name, speaks: { as: 'device', name } }
  },
  verifyCertificate: async () => ({ refused: 'unknown' }),
  onRevoked: () => () => undefined,
  cloned: () => undefined,
}
const numbers = new Map<string, SeriesId>()
const directory: SeriesDirectory = {
  async register(_tenant, { source, points }) {
    const series = points.map(({ name }) => {
      const key = JSON.stringify([source, name])
      const known = numbers.get(key) ?? ((numbers.size + 1) as SeriesId)
      numbers.set(key, known)
      return known
    })
    return { device: newId<DeviceId>(), series }
  },
}
const devices: DeviceBook = { report() {} }

const history = await openLake({ folder: `${folder}/history`, clock: systemClock, log: silentLog })
const ingest = await createIngest({
  journal: `${folder}/journal`,
  history,
  credentials,
  directory,
  devices,
  watch: { rogue: () => undefined },
  latest: createLatestValues(systemClock),
  quota: { spend: () => 0, full: () => undefined },
  clock: systemClock,
  log: silentLog,
  mqtt: { host: '127.0.0.1', port: 0 },
})
await ingest.recover()
await ingest.start()

let rss = 0
setInterval(() => {
  rss = Math.max(rss, process.memoryUsage.rss())
}, 100).unref()

async function answer({ ask }: { ask: 'progress' | 'count' }): Promise<void> {
  if (ask === 'progress') {
    const { values, unsyncedBytes, historyLagRows, refusals } = ingest.counters()
    const { user, system } = process.cpuUsage()
    const refused = [...refusals].filter(([, n]) => n > 0)
    process.send?.({
      values,
      behind: unsyncedBytes + historyLagRows,
      cpuS: (user + system) / 1e6,
      rssMib: rss / 2 ** 20,
      refused,
    })
  } else {
    const series = [...numbers.values()]
    let rows = 0
    for (let i = 0; i < series.length; i += SERIES) {
      const { count } = await history.buckets({
        tenant,
        series: series.slice(i, i + SERIES),
        from: 0,
        to: 2 ** 52,
        width: 86_400_000_000,
      })
      rows += count.reduce((sum, n) => sum + n, 0)
    }
    process.send?.({ rows })
  }
}

process.on('message', (asked: { ask: 'progress' | 'count' }) => {
  answer(asked).catch((failure: unknown) => {
    process.stderr.write(`${String(failure)}\n`)
    process.exit(1)
  })
})
process.send?.({ port: ingest.port })
