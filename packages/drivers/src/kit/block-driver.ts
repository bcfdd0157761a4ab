import { type Clock, isBad, type SampleBatch, type Value, valueAt } from '@millrace/core'
import { BlockGroup } from './block-group.ts'
import type { BlockProtocol, BlockTag } from './block-protocol.ts'
import { BlockScan } from './block-scan.ts'
import { BlockSizes } from './block-sizes.ts'
import type {
  Driver,
  DriverCounters,
  ScanGroup,
  TagId,
  TagSpec,
  TagVerdict,
  WriteRequest,
  WriteResult,
} from './driver.ts'
import { TagWriter } from './requests.ts'
import { TagRows } from './rows.ts'
import { Stations } from './stations.ts'
import { planTags } from './verdicts.ts'

/** A driver for a {@link BlockProtocol}: planning, scans around what is refused or silent, writes with read-back. */
export class BlockDriver<Tag extends BlockTag> implements Driver {
  readonly counters: DriverCounters
  readonly #protocol: BlockProtocol<Tag>
  readonly #clock: Clock
  readonly #stations: Stations
  readonly #sizes: BlockSizes
  readonly #writer: TagWriter<Tag>
  #groups: readonly BlockGroup<Tag>[] = []
  /** With one station, its silence is the link's. */
  #several = false

  constructor(protocol: BlockProtocol<Tag>, parts: { readonly clock: Clock; readonly counters: DriverCounters }) {
    this.counters = parts.counters
    this.#protocol = protocol
    this.#clock = parts.clock
    this.#stations = new Stations(parts.clock)
    this.#sizes = new BlockSizes(parts.clock)
    this.#writer = new TagWriter({
      send: (tag, raw, signal) => protocol.write(tag, raw, signal),
      readBack: (tag, signal) => this.#readBack(tag, signal),
    })
  }

  connect(signal: AbortSignal): Promise<void> {
    return this.#protocol.connect(signal)
  }

  async setTags(specs: readonly TagSpec[]): Promise<{ groups: readonly ScanGroup[]; verdicts: readonly TagVerdict[] }> {
    const { verdicts, byPeriod, stations } = planTags<Tag>(specs, this.#protocol)
    this.#several = stations > 1
    this.#protocol.stations?.(stations)
    const limits = this.#protocol.limits()
    this.#groups = [...byPeriod].map(([periodMs, members]) => new BlockGroup(periodMs, members, limits))
    return { groups: this.#groups, verdicts }
  }

  async poll(group: ScanGroup, signal: AbortSignal): Promise<SampleBatch> {
    const blocks = group as BlockGroup<Tag>
    blocks.fit(this.#sizes)
    const scan = new BlockScan({
      protocol: this.#protocol,
      group: blocks,
      clock: this.#clock,
      stations: this.#several ? this.#stations : undefined,
      sizes: this.#sizes,
      signal,
    })
    await scan.run()
    this.counters.reads += scan.reads
    return scan.batch()
  }

  async write(requests: readonly WriteRequest[], signal: AbortSignal): Promise<readonly WriteResult[]> {
    return this.#writer.writeEach(requests, { find: (id) => this.#find(id), counters: this.counters, signal })
  }

  healthy(): boolean {
    return this.#protocol.open
  }

  close(): Promise<void> {
    return this.#protocol.close()
  }

  #find(id: TagId): Tag | undefined {
    for (const group of this.#groups) {
      const found = group.find(id)
      if (found) return found
    }
    return undefined
  }

  /** What the device holds now, in engineering units; undefined if it does not say or it is no value. */
  async #readBack(tag: Tag, signal: AbortSignal): Promise<Value | undefined> {
    const rows = new TagRows([tag.spec])
    const reply = await this.#protocol.read('write', tag, signal)
    if (isBad(reply.status)) return undefined
    const columns = rows.columns()
    columns.time[0] = reply.time
    this.#protocol.decode(tag, { bytes: reply.bytes, offset: 0, row: 0 }, rows, columns)
    const batch = rows.batch(columns)
    return isBad(batch.status[0]!) ? undefined : valueAt(batch, 0)
  }
}
