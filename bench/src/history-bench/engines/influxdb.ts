import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Owned } from '@millrace/core'
import { freePort, type Peer, startPeer } from '../../ingest-bench/processes.ts'
import { encodeLines } from '../encode.ts'
import { HttpClient } from '../http.ts'
import { atRest, bytesBelow } from '../rest.ts'
import { POINTS, type SeriesKey, seriesNumber } from '../workload.ts'
import { lastHour } from './asking.ts'
import type { Above, BucketColumns, Engine, EngineSite, Range, Samples, StateDurations, Top } from './engine.ts'

interface Series {
  readonly tags?: Readonly<Record<string, string>>
  readonly values: readonly (readonly (number | null)[])[]
}

const within = ({ from, to }: Range): string => `time >= ${from * 1_000} AND time < ${to * 1_000}`
const deviceOf = ({ tags }: Series): number => Number(tags?.['device']?.slice(1))

class Influx implements Engine {
  readonly name = 'influxdb'
  readonly pid: number
  readonly promises = 'fsynced in its log'
  readonly encode = encodeLines
  readonly #site: EngineSite
  readonly #owned: Owned
  readonly #http: HttpClient

  constructor(site: EngineSite, owned: Owned, server: Peer, http: HttpClient) {
    this.pid = server.pid
    this.#site = site
    this.#owned = owned
    this.#http = http
  }

  async write(batch: Uint8Array): Promise<void> {
    await this.#http.post('/write?db=bench&precision=ms', batch)
  }

  async finish(): Promise<void> {}

  settle(): Promise<number> {
    const { folder, quick } = this.#site
    const wal = (): Promise<number> => bytesBelow(join(folder, 'wal'))
    // A log that is not yet written to data files is not at rest.
    const busy = async (): Promise<boolean> => (await wal()) > 0
    return atRest(this.name, quick ? 3_000 : 40_000, async () => bytesBelow(join(folder, 'data')), busy)
  }

  async last({ device, point }: SeriesKey): Promise<number> {
    const [series] = await this.#query(
      `SELECT last(p${point}) FROM m WHERE device = 'd${device}' AND ${within(lastHour(this.#site.fleet))}`,
    )
    return Number(series?.values[0]?.[1])
  }

  async lastOfAll(): Promise<Float64Array> {
    const points = Array.from({ length: POINTS }, (_, point) => `last(p${point})`).join()
    const found = await this.#query(
      `SELECT ${points} FROM m WHERE ${within(lastHour(this.#site.fleet))} GROUP BY device`,
    )
    const values = new Float64Array(this.#site.fleet.devices * POINTS).fill(Number.NaN)
    for (const series of found) {
      const row = series.values[0] ?? []
      for (let point = 0; point < POINTS; point++) values[deviceOf(series) * POINTS + point] = Number(row[point + 1])
    }
    return values
  }

  async raw({ device, point }: SeriesKey, range: Range): Promise<Samples> {
    const [series] = await this.#query(`SELECT p${point} FROM m WHERE device = 'd${device}' AND ${within(range)}`)
    const values = series?.values ?? []
    return { time: values.map((row) => Number(row[0])), value: values.map((row) => Number(row[1])) }
  }

  async buckets(keys: readonly SeriesKey[], range: Range, width: number): Promise<BucketColumns> {
    const [{ device }] = keys as [SeriesKey]
    const wanted = keys.map(({ point }) => `min(p${point}),mean(p${point}),max(p${point})`).join()
    const [series] = await this.#query(
      `SELECT ${wanted} FROM m WHERE device = 'd${device}' AND ${within(range)} GROUP BY time(${width}u) fill(none)`,
    )
    const columns = { series: [], start: [], min: [], mean: [], max: [] } as Record<keyof BucketColumns, number[]>
    keys.forEach((key, k) => {
      for (const row of series?.values ?? []) {
        columns.series.push(seriesNumber(key.device, key.point))
        columns.start.push(Number(row[0]))
        columns.min.push(Number(row[3 * k + 1]))
        columns.mean.push(Number(row[3 * k + 2]))
        columns.max.push(Number(row[3 * k + 3]))
      }
    })
    return columns
  }

  async fleetMean(point: number, range: Range, width: number): Promise<Samples> {
    const [series] = await this.#query(
      `SELECT mean(p${point}) FROM m WHERE ${within(range)} GROUP BY time(${width}u) fill(none)`,
    )
    const values = series?.values ?? []
    return { time: values.map((row) => Number(row[0])), value: values.map((row) => Number(row[1])) }
  }

  async top(point: number, range: Range, n: number): Promise<Top> {
    const found = await this.#query(`SELECT max(p${point}) FROM m WHERE ${within(range)} GROUP BY device`)
    const best = found
      .map((series) => ({ device: deviceOf(series), max: Number(series.values[0]?.[1]) }))
      .sort((a, b) => b.max - a.max)
      .slice(0, n)
    return { device: best.map(({ device }) => device), max: best.map(({ max }) => max) }
  }

  async above(point: number, limit: number, range: Range): Promise<Above> {
    const found = await this.#query(
      `SELECT count(p${point}) FROM m WHERE p${point} > ${limit} AND ${within(range)} GROUP BY device`,
    )
    const sorted = found.toSorted((a, b) => deviceOf(a) - deviceOf(b))
    return { device: sorted.map(deviceOf), count: sorted.map((series) => Number(series.values[0]?.[1])) }
  }

  /** Samples are counted, which is right because they come at one beat. */
  async states({ device, point }: SeriesKey, range: Range): Promise<StateDurations> {
    const where = `device = 'd${device}' AND ${within(range)}`
    const [sums, changed] = await Promise.all([
      this.#query(`SELECT sum(p${point}), count(p${point}) FROM m WHERE ${where}`),
      this.#query(
        `SELECT count(d) FROM (SELECT difference(p${point}) AS d FROM m WHERE ${where}) WHERE d <> 0 AND ${within(range)}`,
      ),
    ])
    const [, on = 0, all = 0] = sums[0]?.values[0]?.map(Number) ?? []
    const beatS = this.#site.fleet.period / 1e6
    return { onS: on * beatS, offS: (all - on) * beatS, changes: changed[0]?.values[0]?.[1] ?? 0 }
  }

  close(): Promise<void> {
    return this.#owned.close()
  }

  async #query(q: string): Promise<readonly Series[]> {
    const answer = await this.#http.json<{ results: { series?: Series[] }[] }>('/query', { db: 'bench', epoch: 'u', q })
    return answer.results[0]?.series ?? []
  }
}

/** With its default durability: every write waits for the fsync of the log. Data at rest are compacted soon. */
export async function openInflux(site: EngineSite): Promise<Engine> {
  const [port, rpc] = [await freePort(), await freePort()]
  const cold = site.quick ? '1s' : '10s'
  const file = join(site.folder, 'influx.conf')
  await writeFile(
    file,
    `reporting-disabled = true
bind-address = "127.0.0.1:${rpc}"
[meta]
dir = "${site.folder}/meta"
[data]
dir = "${site.folder}/data"
wal-dir = "${site.folder}/wal"
wal-fsync-delay = "0s"
cache-snapshot-write-cold-duration = "${cold}"
compact-full-write-cold-duration = "${cold}"
query-log-enabled = false
[monitor]
store-enabled = false
[http]
bind-address = "127.0.0.1:${port}"
log-enabled = false
max-body-size = 0
`,
  )
  const owned = new Owned()
  const server = owned.add(await startPeer('influxd', ['/usr/bin/influxd', '-config', file], port))
  const http = owned.add(new HttpClient('influxdb', port))
  await http.post('/query?q=CREATE%20DATABASE%20bench', '')
  return new Influx(site, owned, server, http)
}
