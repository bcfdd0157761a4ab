import { BatchBuilder, type DeviceId, newId, type SampleBatch, type SeriesId, type TenantId } from '@millrace/core'
import type { HistoryStore, JournalPosition } from '@millrace/history'
import type {
  CredentialBook,
  DeviceBook,
  Sender,
  SeriesDirectory,
  Source,
  SourceDescription,
  SourceReport,
  TenantQuota,
} from './needs.ts'

/** Stand-ins for the rest of the house, for the tests of ingest alone. */

export const fakeTenant = 'aaaaaaaa-0000-7000-8000-000000000001' as TenantId

export class FakeCredentials implements CredentialBook {
  readonly #known = new Map<string, { secret: string; sender: Sender }>()

  device(name: string, secret = 'secret'): this {
    this.#known.set(name, { secret, sender: { tenant: fakeTenant, credential: name, speaks: { as: 'device', name } } })
    return this
  }

  edge(group: string, node: string, secret = 'secret'): this {
    const name = `${group}.${node}`
    this.#known.set(name, {
      secret,
      sender: { tenant: fakeTenant, credential: name, speaks: { as: 'edge', group, node } },
    })
    return this
  }

  async verify(name: string, secret: string): Promise<Sender | undefined> {
    const known = this.#known.get(name)
    return known?.secret === secret ? known.sender : undefined
  }

  async verifyCertificate(): Promise<{ refused: 'unknown' }> {
    return { refused: 'unknown' }
  }

  onRevoked(): () => void {
    return () => undefined
  }

  cloned(): void {}
}

const keyOf = ({ group, node, device }: Source): string => [group, node, device].map((part) => part ?? '').join('/')

/** Numbers points in the order they come; a point whose type changed gets a new number. */
export class FakeDirectory implements SeriesDirectory {
  readonly series = new Map<string, { series: SeriesId; type: string }>()
  readonly calls: SourceDescription[] = []
  #last = 0
  /** Set to hold answers back. */
  gate: Promise<void> | undefined

  async register(_tenant: TenantId, description: SourceDescription) {
    this.calls.push(description)
    await this.gate
    const series = description.points.map(({ name, type }) => {
      const key = `${keyOf(description.source)}:${name}`
      let known = this.series.get(key)
      if (known?.type !== type) {
        known = { series: ++this.#last as SeriesId, type }
        this.series.set(key, known)
      }
      return known.series
    })
    return { device: newId<DeviceId>(), series }
  }

  of(key: string): number {
    return this.series.get(key)?.series ?? -1
  }
}

export class FakeDevices implements DeviceBook {
  readonly reports: { source: string; report: SourceReport }[] = []

  report(_tenant: TenantId, source: Source, report: SourceReport): void {
    this.reports.push({ source: keyOf(source), report })
  }

  last(source: string): Partial<SourceReport> {
    return Object.assign({}, ...this.reports.filter((one) => one.source === source).map(({ report }) => report))
  }
}

/** Keeps rows in memory by (series, time), the last write wins; durable as far as it is told. */
export class FakeHistory implements HistoryStore {
  readonly rows = new Map<number, Map<number, { batch: SampleBatch; row: number }>>()
  appended = 0
  durablePosition: JournalPosition = 0
  lastPosition: JournalPosition = 0
  gate: Promise<void> | undefined

  async append(_tenant: string, batch: SampleBatch, position: JournalPosition): Promise<void> {
    await this.gate
    for (let row = 0; row < batch.length; row++) {
      const series = batch.series[row] as number
      const ofSeries = this.rows.get(series) ?? new Map()
      this.rows.set(series, ofSeries)
      ofSeries.set(batch.time[row] as number, { batch, row })
    }
    this.appended += batch.length
    this.lastPosition = position
  }

  durable(): JournalPosition {
    return this.durablePosition
  }

  slowest(): readonly [] {
    return []
  }

  async seal(): Promise<JournalPosition> {
    this.durablePosition = this.lastPosition
    return this.durablePosition
  }

  async raw({ series }: { readonly series: readonly number[] }): Promise<SampleBatch> {
    const found = new BatchBuilder()
    for (const one of series) {
      const rows = [...(this.rows.get(one) ?? [])].sort(([a], [b]) => a - b)
      for (const [, { batch, row }] of rows) found.addRow(one, batch, row)
    }
    return found.take()
  }

  buckets(): Promise<never> {
    return Promise.reject(new TypeError('the fake history has no buckets'))
  }

  weighted(): Promise<never> {
    return this.#none()
  }

  at(): Promise<never> {
    return this.#none()
  }

  m4(): Promise<never> {
    return this.#none()
  }

  states(): Promise<never> {
    return this.#none()
  }

  histogram(): Promise<never> {
    return this.#none()
  }

  latest(): Promise<never> {
    return Promise.reject(new TypeError('the fake history has no latest values'))
  }

  remove(): Promise<never> {
    return Promise.reject(new TypeError('the fake history removes nothing'))
  }

  storedBytes(): number {
    return 0
  }

  stored() {
    return { rows: 0, bytes: 0, segments: 0 }
  }

  health() {
    return { hotRows: this.appended, segments: 0, bytes: 0 }
  }

  async close(): Promise<void> {}

  #none(): Promise<never> {
    return Promise.reject(new TypeError('the fake history analyses nothing'))
  }
}

/** A quota without limits. */
export const unlimited: TenantQuota = { spend: () => 0, full: () => undefined }
