import { type DeviceId, newId, type SeriesId, silentLog, systemClock, type TenantId } from '@millrace/core'
import { openLake } from '@millrace/history'
import { type CredentialBook, createIngest, createLatestValues, type SeriesDirectory } from '@millrace/server'
import { type ConditionBook, createLiveEngine } from '@millrace/server/bench'
import { Lags } from './lags.ts'
import { conditions, isPrompt, METRICS, seriesOf } from './plan.ts'
import { UnitCount } from './units.ts'

/**
 * Our side: real ingest, journal, lake and live computing. PostgreSQL is not on the way of a value; edges are counted when they
 * reach their owner, who has it store them next. Arguments: folder.
 */
const tenant = '00000000-0000-7000-8000-00000000000b' as TenantId
const folder = process.argv[2] as string

const credentials: CredentialBook = {
  async verify(name) {
    const [group = '', node = ''] = name.split('.')
    return { tenant, credential: name, speaks: { as: 'edge', group, node } }
  },
  verifyCertificate: async () => ({ refused: 'unknown' }),
  onRevoked: () => () => undefined,
  cloned: () => undefined,
}
const directory: SeriesDirectory = {
  async register(_tenant, { source, points }) {
    const device = Number(source.node?.slice('node'.length))
    const series = points.map(({ name }) => seriesOf(device, Number(name.slice('metric'.length))) as SeriesId)
    return { device: newId<DeviceId>(), series }
  },
}

let lags = new Lags()
let edges = 0
let promptEdges = 0
const book: ConditionBook = {
  definitions: async () => conditions(),
  onChanged: () => () => undefined,
  standing: async () => [],
  async edges(_tenant, list) {
    const now = systemClock.now()
    edges += list.length
    for (const { condition, at } of list) {
      if (!isPrompt((condition - 1) % METRICS)) continue
      promptEdges++
      lags.add((now - at) / 1_000)
    }
  },
  async suspended(_tenant, condition, fault) {
    process.stderr.write(`condition ${condition}: ${fault.message}\n`)
    process.exit(1)
  },
  resumed: async () => undefined,
}

/** So short that windows are told while the load lasts. */
const GRACE_US = 5_000_000
const units = new UnitCount(Date.now())

const history = await openLake({ folder: `${folder}/history`, clock: systemClock, log: silentLog })
const live = createLiveEngine({
  file: `${folder}/live/checkpoint`,
  conditions: book,
  kpis: units,
  grace: GRACE_US,
  clock: systemClock,
  log: silentLog,
})
const ingest = await createIngest({
  journal: `${folder}/journal`,
  history,
  credentials,
  directory,
  devices: { report() {} },
  watch: { rogue: () => undefined },
  latest: createLatestValues(systemClock),
  live,
  quota: { spend: () => 0, full: () => undefined },
  clock: systemClock,
  log: silentLog,
  mqtt: { host: '127.0.0.1', port: 0 },
})
await ingest.recover()
await live.begin([tenant])
await ingest.start()

process.on('message', ({ ask }: { ask: 'progress' | 'forget' }) => {
  if (ask === 'forget') {
    lags = new Lags()
    edges = 0
    promptEdges = 0
    // Values of the births are an hour old.
    units.late = 0
  }
  const { user, system } = process.cpuUsage()
  const { values, refusals } = ingest.counters()
  const { lagSeconds, lagP99Seconds, behindBytes, skippedBytes } = live.counters()
  process.send?.({
    values,
    refused: [...refusals].filter(([, n]) => n > 0),
    isBehind: behindBytes > 0 || lagSeconds > 0,
    skippedBytes,
    lagP99Seconds,
    edges,
    kpiWindows: units.windows,
    kpiResults: units.results,
    kpiEmpty: units.empty,
    kpiLate: units.late,
    promptEdges,
    lags: [...lags.counts],
    cpuS: (user + system) / 1e6,
  })
})
process.send?.({ port: ingest.port })
