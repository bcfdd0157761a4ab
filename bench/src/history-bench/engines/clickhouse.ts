import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Fault, Owned } from '@millrace/core'
import { freePort, type Peer, startPeer } from '../../ingest-bench/processes.ts'
import { encodeRowBinary } from '../encode.ts'
import { HttpClient } from '../http.ts'
import { atRest } from '../rest.ts'
import { keyOf, POINTS, type SeriesKey, seriesNumber } from '../workload.ts'
import { is, lastHour, within } from './asking.ts'
import type { Above, BucketColumns, Engine, EngineSite, Range, Samples, StateDurations, Top } from './engine.ts'

const READERS = {
  u: { bytes: 4, read: (view: DataView, at: number): number => view.getUint32(at, true) },
  i: {
    bytes: 8,
    read: (view: DataView, at: number): number => view.getInt32(at + 4, true) * 2 ** 32 + view.getUint32(at, true),
  },
  f: { bytes: 8, read: (view: DataView, at: number): number => view.getFloat64(at, true) },
} as const
type Reader = keyof typeof READERS

/** One narrow table, a row a value: points are data here, as in any platform, not columns. Old enough to have neither codecs nor bound parameters. */
class ClickHouse implements Engine {
  readonly name = 'clickhouse'
  readonly pid: number
  readonly promises = 'written to files, without fsync'
  readonly encode = encodeRowBinary
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
    for (;;) {
      try {
        await this.#http.post('/?query=INSERT%20INTO%20v%20FORMAT%20RowBinary', batch)
        return
      } catch (failure) {
        // Too many parts: its back-pressure. Whoever writes waits until merges have caught up.
        if (!(failure instanceof Fault) || !String(failure.facts['seen']).includes('Code: 252')) throw failure
        await wait(100)
      }
    }
  }

  async finish(): Promise<void> {}

  async settle(): Promise<number> {
    const busy = async (): Promise<boolean> => {
      await this.#http.post('/', 'OPTIMIZE TABLE v FINAL')
      const [[merges]] = (await this.#query('SELECT count() FROM system.merges', 'i')) as [number[]]
      return merges !== 0
    }
    return atRest(this.name, this.#site.quick ? 500 : 2_000, () => this.#size(), busy)
  }

  async last(key: SeriesKey): Promise<number> {
    const [value] = await this.#query(
      `SELECT value FROM v WHERE ${is(key)} AND ${within(lastHour(this.#site.fleet))} ORDER BY time DESC LIMIT 1`,
      'f',
    )
    return value?.[0] as number
  }

  async lastOfAll(): Promise<Float64Array> {
    const last = this.#site.fleet.devices * POINTS
    const [series, value] = await this.#query(
      `SELECT series, argMax(value, time) FROM v WHERE series <= ${last} AND ${within(lastHour(this.#site.fleet))} GROUP BY series`,
      'uf',
    )
    const values = new Float64Array(last).fill(Number.NaN)
    series?.forEach((one, i) => {
      values[one - 1] = value?.[i] as number
    })
    return values
  }

  async raw(key: SeriesKey, range: Range): Promise<Samples> {
    const [time, value] = (await this.#query(
      `SELECT time, value FROM v WHERE ${is(key)} AND ${within(range)} ORDER BY time`,
      'if',
    )) as [number[], number[]]
    return { time, value }
  }

  async buckets(keys: readonly SeriesKey[], range: Range, width: number): Promise<BucketColumns> {
    const list = keys.map(({ device, point }) => seriesNumber(device, point)).join()
    const [series, start, min, mean, max] = (await this.#query(
      `SELECT series, intDiv(time, ${width}) * ${width} AS start, min(value), avg(value), max(value) FROM v
       WHERE series IN (${list}) AND ${within(range)} GROUP BY series, start ORDER BY series, start`,
      'uifff',
    )) as [number[], number[], number[], number[], number[]]
    return { series, start, min, mean, max }
  }

  async fleetMean(point: number, range: Range, width: number): Promise<Samples> {
    const [time, value] = (await this.#query(
      `SELECT intDiv(time, ${width}) * ${width} AS start, avg(value) FROM v
       WHERE ${this.#fleet(point)} AND ${within(range)} GROUP BY start ORDER BY start`,
      'if',
    )) as [number[], number[]]
    return { time, value }
  }

  async top(point: number, range: Range, n: number): Promise<Top> {
    const [series, max] = (await this.#query(
      `SELECT series, max(value) AS most FROM v WHERE ${this.#fleet(point)} AND ${within(range)}
       GROUP BY series ORDER BY most DESC LIMIT ${n}`,
      'uf',
    )) as [number[], number[]]
    return { device: series.map((one) => keyOf(one).device), max }
  }

  async above(point: number, limit: number, range: Range): Promise<Above> {
    const [series, count] = (await this.#query(
      `SELECT series, count() FROM v WHERE ${this.#fleet(point)} AND ${within(range)} AND value > ${limit}
       GROUP BY series ORDER BY series`,
      'ui',
    )) as [number[], number[]]
    return { device: series.map((one) => keyOf(one).device), count }
  }

  /** Samples are counted, which is right because they come at one beat. */
  async states(key: SeriesKey, range: Range): Promise<StateDurations> {
    const [[on], [all], [changes]] = (await this.#query(
      `SELECT countIf(one = 1), count(), countIf(step != 0) FROM (SELECT one, runningDifference(one) AS step FROM
       (SELECT toInt8(value) AS one FROM v WHERE ${is(key)} AND ${within(range)} ORDER BY time))`,
      'iii',
    )) as [[number], [number], [number]]
    const beatS = this.#site.fleet.period / 1e6
    return { onS: on * beatS, offS: (all - on) * beatS, changes }
  }

  close(): Promise<void> {
    return this.#owned.close()
  }

  #fleet(point: number): string {
    const last = this.#site.fleet.devices * POINTS
    return `series <= ${last} AND series % ${POINTS} = ${(point + 1) % POINTS}`
  }

  async #size(): Promise<number> {
    const [[bytes]] = (await this.#query(`SELECT sum(bytes) FROM system.parts WHERE active AND table = 'v'`, 'i')) as [
      [number],
    ]
    return bytes
  }

  /** Columns of the answer, read as `types` says letter by letter. */
  async #query(sql: string, types: string): Promise<number[][]> {
    const bytes = await this.#http.post('/', `${sql} FORMAT RowBinary`)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const readers = [...types].map((letter) => READERS[letter as Reader])
    const columns: number[][] = readers.map(() => [])
    for (let at = 0; at < bytes.length; ) {
      for (let i = 0; i < readers.length; i++) {
        const { bytes: width, read } = readers[i] as (typeof READERS)[Reader]
        columns[i]?.push(read(view, at))
        at += width
      }
    }
    return columns
  }
}

export async function openClickHouse(site: EngineSite): Promise<Engine> {
  const port = await freePort()
  const file = join(site.folder, 'config.xml')
  const users = join(site.folder, 'users.xml')
  await writeFile(
    file,
    `<yandex>
<logger><level>none</level></logger>
<listen_host>127.0.0.1</listen_host><http_port>${port}</http_port><keep_alive_timeout>3600</keep_alive_timeout>
<path>${site.folder}/data/</path><tmp_path>${site.folder}/tmp/</tmp_path><timezone>UTC</timezone>
<mark_cache_size>536870912</mark_cache_size>
<users_config>${users}</users_config><default_profile>default</default_profile><default_database>default</default_database>
</yandex>
`,
  )
  await writeFile(
    users,
    `<yandex><profiles><default/></profiles><quotas><default/></quotas><users><default><password></password>
<networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users></yandex>
`,
  )
  const owned = new Owned()
  const server = owned.add(
    await startPeer('clickhouse-server', ['/usr/sbin/clickhouse-server', `--config-file=${file}`], port),
  )
  const http = owned.add(new HttpClient('clickhouse', port))
  await http.post(
    '/',
    `CREATE TABLE v (series UInt32, time Int64, value Float64) ENGINE = MergeTree
     PARTITION BY toYYYYMM(toDateTime(intDiv(time, 1000000))) ORDER BY (series, time)`,
  )
  return new ClickHouse(site, owned, server, http)
}
