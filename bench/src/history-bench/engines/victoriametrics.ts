import { join } from 'node:path'
import { Owned } from '@millrace/core'
import { freePort, type Peer, startPeer } from '../../ingest-bench/processes.ts'
import { encodeLines } from '../encode.ts'
import { HttpClient } from '../http.ts'
import { atRest, bytesBelow } from '../rest.ts'
import { endOf, POINTS, type SeriesKey, seriesNumber } from '../workload.ts'
import type { Above, BucketColumns, Engine, EngineSite, Range, Samples, StateDurations, Top } from './engine.ts'

interface Found {
  readonly metric: Readonly<Record<string, string>>
  /** [s, text] */
  readonly value?: readonly [number, string]
  readonly values?: readonly (readonly [number, string])[]
}

/** Its windows leave out their start and hold their end, in whole ms: 1 ms earlier they are as everybody else's. */
const justBefore = (time: number): number => time / 1e6 - 0.001
const seconds = ({ from, to }: Range): string => `${(to - from) / 1e6}s`
const selector = ({ device, point }: SeriesKey): string => `m_p${point}{device="d${device}"}`
const deviceOf = ({ metric }: Found): number => Number(metric['device']?.slice(1))
const pointOf = ({ metric }: Found): number => Number(metric['__name__']?.slice('m_p'.length))
const numberOf = ({ value }: Found): number => Number(value?.[1])

class VictoriaMetrics implements Engine {
  readonly name = 'victoriametrics'
  readonly pid: number
  readonly promises = 'in memory; written to disk a moment later, without a log'
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
    await this.#http.post('/write?precision=ms', batch)
  }

  async finish(): Promise<void> {
    await this.#http.get('/internal/force_flush')
  }

  async settle(): Promise<number> {
    await this.#http.get('/internal/force_merge')
    const size = async (): Promise<number> =>
      (await bytesBelow(join(this.#site.folder, 'data', 'data'))) +
      (await bytesBelow(join(this.#site.folder, 'data', 'indexdb')))
    const busy = async (): Promise<boolean> =>
      /^vm_active(_force)?_merges\S* [1-9]/m.test((await this.#http.get('/metrics')).toString())
    return atRest(this.name, this.#site.quick ? 1_000 : 10_000, size, busy)
  }

  async last(key: SeriesKey): Promise<number> {
    const [found] = await this.#instant(selector(key), endOf(this.#site.fleet))
    return numberOf(found as Found)
  }

  async lastOfAll(): Promise<Float64Array> {
    const values = new Float64Array(this.#site.fleet.devices * POINTS).fill(Number.NaN)
    for (const found of await this.#instant('{__name__=~"m_p[0-9]"}', endOf(this.#site.fleet)))
      values[deviceOf(found) * POINTS + pointOf(found)] = numberOf(found)
    return values
  }

  async raw(key: SeriesKey, { from, to }: Range): Promise<Samples> {
    const answer = await this.#http.get('/api/v1/export', {
      'match[]': selector(key),
      start: from / 1e6,
      end: justBefore(to),
    })
    const time: number[] = []
    const value: number[] = []
    for (const line of answer.toString('utf8').split('\n')) {
      if (line === '') continue
      const block = JSON.parse(line) as { values: number[]; timestamps: number[] }
      for (const one of block.values) value.push(one)
      for (const ms of block.timestamps) time.push(ms * 1_000)
    }
    return { time, value }
  }

  async buckets(keys: readonly SeriesKey[], range: Range, width: number): Promise<BucketColumns> {
    const [{ device }] = keys as [SeriesKey]
    const one = keys.length === 1 ? String(keys[0]?.point) : `(${keys.map(({ point }) => point).join('|')})`
    const found = await this.#ranged(
      `rollup({__name__=~"m_p${one}",device="d${device}"}[${width / 1e6}s])`,
      range,
      width,
    )
    const by = (key: SeriesKey, rollup: string): Found['values'] =>
      found.find((series) => pointOf(series) === key.point && series.metric['rollup'] === rollup)?.values
    const columns = { series: [], start: [], min: [], mean: [], max: [] } as Record<keyof BucketColumns, number[]>
    for (const key of keys) {
      const [min, mean, max] = [by(key, 'min'), by(key, 'avg'), by(key, 'max')]
      for (let i = 0; i < (min?.length ?? 0); i++) {
        columns.series.push(seriesNumber(key.device, key.point))
        columns.start.push(startOf(min?.[i]?.[0] ?? 0, width))
        columns.min.push(Number(min?.[i]?.[1]))
        columns.mean.push(Number(mean?.[i]?.[1]))
        columns.max.push(Number(max?.[i]?.[1]))
      }
    }
    return columns
  }

  /** Every series has as many samples, so that the mean of means is the mean. */
  async fleetMean(point: number, range: Range, width: number): Promise<Samples> {
    const [found] = await this.#ranged(`avg(avg_over_time(m_p${point}[${width / 1e6}s]))`, range, width)
    const values = found?.values ?? []
    return { time: values.map(([at]) => startOf(at, width)), value: values.map(([, text]) => Number(text)) }
  }

  async top(point: number, range: Range, n: number): Promise<Top> {
    const found = await this.#instant(`topk(${n}, max_over_time(m_p${point}[${seconds(range)}]))`, range.to)
    const sorted = found.toSorted((a, b) => numberOf(b) - numberOf(a))
    return { device: sorted.map(deviceOf), max: sorted.map(numberOf) }
  }

  async above(point: number, limit: number, range: Range): Promise<Above> {
    const found = await this.#instant(`count_gt_over_time(m_p${point}[${seconds(range)}], ${limit}) > 0`, range.to)
    const sorted = found.toSorted((a, b) => deviceOf(a) - deviceOf(b))
    return { device: sorted.map(deviceOf), count: sorted.map(numberOf) }
  }

  /** It has no durations of states: samples are counted, which is right because they come at one beat. */
  async states(key: SeriesKey, range: Range): Promise<StateDurations> {
    const window = `${selector(key)}[${seconds(range)}]`
    const [on, changes] = await Promise.all([
      this.#instant(`count_eq_over_time(${window}, 1)`, range.to),
      this.#instant(`changes_prometheus(${window})`, range.to),
    ])
    const onS = (numberOf(on[0] as Found) * this.#site.fleet.period) / 1e6
    return { onS, offS: (range.to - range.from) / 1e6 - onS, changes: numberOf(changes[0] as Found) }
  }

  close(): Promise<void> {
    return this.#owned.close()
  }

  async #instant(query: string, to: number): Promise<readonly Found[]> {
    return this.#result('/api/v1/query', { query, time: justBefore(to), nocache: 1 })
  }

  async #ranged(query: string, { from, to }: Range, width: number): Promise<readonly Found[]> {
    return this.#result('/api/v1/query_range', {
      query,
      start: justBefore(from + width),
      end: justBefore(to),
      step: `${width / 1e6}s`,
      // A cached answer is moved to multiples of the step, and another one is asked for.
      nocache: 1,
    })
  }

  async #result(path: string, query: Readonly<Record<string, string | number>>): Promise<readonly Found[]> {
    return (await this.#http.json<{ data: { result: readonly Found[] } }>(path, query)).data.result
  }
}

const startOf = (at: number, width: number): number => Math.floor((at * 1e6) / width) * width

export async function openVictoriaMetrics(site: EngineSite): Promise<Engine> {
  const port = await freePort()
  const owned = new Owned()
  const server = owned.add(
    await startPeer(
      'victoria-metrics',
      [
        '/usr/bin/victoria-metrics',
        `-storageDataPath=${join(site.folder, 'data')}`,
        `-httpListenAddr=127.0.0.1:${port}`,
        '-retentionPeriod=100y',
        '-search.maxQueueDuration=120s',
        '-search.maxQueryDuration=120s',
      ],
      port,
    ),
  )
  return new VictoriaMetrics(site, owned, server, owned.add(new HttpClient('victoriametrics', port)))
}
