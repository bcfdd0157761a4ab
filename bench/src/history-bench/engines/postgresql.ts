import { execFileSync } from 'node:child_process'
import { chmod, chown, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Fault, Owned } from '@millrace/core'
import { freePort, type Peer, startPeer } from '../../ingest-bench/processes.ts'
import { encodeCopy } from '../encode.ts'
import { keyOf, POINTS, type SeriesKey, seriesNumber } from '../workload.ts'
import { is, lastHour, within } from './asking.ts'
import type { Above, BucketColumns, Engine, EngineSite, Range, Samples, StateDurations, Top } from './engine.ts'
import { PgConnection, PgPool } from './pg-wire.ts'
import '../faults.ts'

const USER = 'bench'
const BINARIES = '/usr/lib/postgresql/15/bin'
/** As many as there are users of dashboards: more would only take turns on two cores. */
const CONNECTIONS = 10

/** One narrow table, a row a value, in the order of time with a BRIN index on it: what takes in fastest. */
class Postgres implements Engine {
  readonly name = 'postgresql'
  readonly pid: number
  readonly promises = 'committed: fsynced in its log'
  readonly encode = encodeCopy
  readonly #site: EngineSite
  readonly #owned: Owned
  readonly #pool: PgPool

  constructor(site: EngineSite, owned: Owned, server: Peer, pool: PgPool) {
    this.pid = server.pid
    this.#site = site
    this.#owned = owned
    this.#pool = pool
  }

  write(batch: Uint8Array): Promise<void> {
    return this.#pool.use((connection) => connection.copy('v', batch))
  }

  async finish(): Promise<void> {}

  async settle(): Promise<number> {
    await this.#query('VACUUM (ANALYZE) v')
    await this.#query('CHECKPOINT')
    const [[bytes]] = (await this.#query(`SELECT pg_total_relation_size('v')`)) as [[number]]
    return bytes
  }

  async last(key: SeriesKey): Promise<number> {
    const [value] = await this.#query(
      `SELECT value FROM v WHERE ${is(key)} AND ${within(lastHour(this.#site.fleet))} ORDER BY time DESC LIMIT 1`,
    )
    return value?.[0] as number
  }

  async lastOfAll(): Promise<Float64Array> {
    const last = this.#site.fleet.devices * POINTS
    const [series, value] = await this.#query(
      `SELECT DISTINCT ON (series) series, value FROM v WHERE series <= ${last} AND ${within(lastHour(this.#site.fleet))}
       ORDER BY series, time DESC`,
    )
    const values = new Float64Array(last).fill(Number.NaN)
    series?.forEach((one, i) => {
      values[one - 1] = value?.[i] as number
    })
    return values
  }

  async raw(key: SeriesKey, range: Range): Promise<Samples> {
    const [time = [], value = []] = await this.#query(
      `SELECT time, value FROM v WHERE ${is(key)} AND ${within(range)} ORDER BY time`,
    )
    return { time, value }
  }

  async buckets(keys: readonly SeriesKey[], range: Range, width: number): Promise<BucketColumns> {
    const list = keys.map(({ device, point }) => seriesNumber(device, point)).join()
    const [series = [], start = [], min = [], mean = [], max = []] = await this.#query(
      `SELECT series, time / ${width} * ${width} AS start, min(value), avg(value), max(value) FROM v
       WHERE series IN (${list}) AND ${within(range)} GROUP BY 1, 2 ORDER BY 1, 2`,
    )
    return { series, start, min, mean, max }
  }

  async fleetMean(point: number, range: Range, width: number): Promise<Samples> {
    const [time = [], value = []] = await this.#query(
      `SELECT time / ${width} * ${width} AS start, avg(value) FROM v
       WHERE ${this.#fleet(point)} AND ${within(range)} GROUP BY 1 ORDER BY 1`,
    )
    return { time, value }
  }

  async top(point: number, range: Range, n: number): Promise<Top> {
    const [series = [], max = []] = await this.#query(
      `SELECT series, max(value) AS most FROM v WHERE ${this.#fleet(point)} AND ${within(range)}
       GROUP BY series ORDER BY most DESC LIMIT ${n}`,
    )
    return { device: series.map((one) => keyOf(one).device), max }
  }

  async above(point: number, limit: number, range: Range): Promise<Above> {
    const [series = [], count = []] = await this.#query(
      `SELECT series, count(*) FROM v WHERE ${this.#fleet(point)} AND ${within(range)} AND value > ${limit}
       GROUP BY series ORDER BY series`,
    )
    return { device: series.map((one) => keyOf(one).device), count }
  }

  /** Samples are counted, which is right because they come at one beat. */
  async states(key: SeriesKey, range: Range): Promise<StateDurations> {
    const [[on], [all], [changes]] = (await this.#query(
      `SELECT count(*) FILTER (WHERE value = 1), count(*), count(*) FILTER (WHERE value <> before) FROM
       (SELECT value, lag(value) OVER (ORDER BY time) AS before FROM v WHERE ${is(key)} AND ${within(range)}) AS steps`,
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

  #query(sql: string): Promise<number[][]> {
    return this.#pool.use((connection) => connection.query(sql))
  }
}

async function whenReady(port: number): Promise<PgConnection> {
  for (let tries = 0; ; tries++) {
    try {
      return await PgConnection.open(port, USER)
    } catch (failure) {
      // It takes connections a moment before it answers them.
      if (!(failure instanceof Fault) || tries === 100) throw failure
      await wait(50)
    }
  }
}

export async function openPostgres(site: EngineSite): Promise<Engine> {
  const data = join(site.folder, 'data')
  await mkdir(data)
  // It refuses to run as root, and must be able to walk to its folder.
  const asRoot = process.getuid?.() === 0
  const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  const runAs = { cwd: data, ...(asRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {}) }
  if (runAs.uid !== undefined && runAs.gid !== undefined) {
    await chmod(join(site.folder, '..'), 0o755)
    await chown(data, runAs.uid, runAs.gid)
  }
  execFileSync(join(BINARIES, 'initdb'), ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    stdio: 'ignore',
    ...runAs,
  })
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    shared_buffers: '1GB',
    work_mem: '64MB',
    max_wal_size: '4GB',
    wal_compression: 'on',
  }
  const owned = new Owned()
  const server = owned.add(
    await startPeer(
      'postgres',
      [
        join(BINARIES, 'postgres'),
        '-D',
        data,
        ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
      ],
      port,
      runAs,
    ),
  )
  const connections = [await whenReady(port)]
  while (connections.length < CONNECTIONS) connections.push(await PgConnection.open(port, USER))
  const pool = owned.add(new PgPool(connections))
  await pool.use((connection) =>
    connection.query('CREATE TABLE v (time bigint NOT NULL, value float8 NOT NULL, series integer NOT NULL)'),
  )
  await pool.use((connection) => connection.query('CREATE INDEX v_time ON v USING brin (time)'))
  return new Postgres(site, owned, server, pool)
}
