import { type Clock, type Log, Status, type Value } from '@millrace/core'
import { BlockDriver } from '../kit/block-driver.ts'
import type { BlockLimits, Extent } from '../kit/block-plan.ts'
import type { BlockProtocol, BlockReply } from '../kit/block-protocol.ts'
import { Bus, type BusLimits, type TurnKind } from '../kit/bus.ts'
import type { BrowsePage, DriverCounters, DriverFactory, TagSpec } from '../kit/driver.ts'
import type { Refusal } from '../kit/requests.ts'
import { noCounts } from '../kit/supervisor.ts'
import { countError } from '../kit/trace.ts'
import { parseAddress } from './address.ts'
import { browse } from './browse.ts'
import { ACCESS_DENIED, ITEM_OK, itemSays, itemStatus, jobSays, jobStatus, perhapsInPart } from './codec.ts'
import { configSchema, type S7Config, tsapsOf } from './config.ts'
import { explainS7 } from './explain.ts'
import { MOST_ITEMS, type PackedReply, ReadPacker } from './pack.ts'
import { areaOf, blockLimits, itemOf, planTag, type S7Tag, spaceName } from './plan.ts'
import { S7Session } from './session.ts'
import type { Charset } from './text.ts'
import { decodeTag } from './value.ts'
import { INPUTS, S7Writer } from './write.ts'

const NOTHING = new Uint8Array()
const MOST_JOBS = 8
const MOST_PDU = 960

/** The protocol as the kit's block driver wants it. */
class S7 implements BlockProtocol<S7Tag> {
  readonly #session: S7Session
  readonly #packer: ReadPacker
  readonly #writer: S7Writer
  readonly #charset: Charset
  readonly #maxGap: number
  readonly #parts: { readonly clock: Clock; readonly counters: DriverCounters; readonly log: Log }
  /** Spaces that were refused for want of a right, told to the log once. */
  readonly #denied = new Set<number>()

  constructor(
    config: S7Config,
    session: S7Session,
    parts: { readonly clock: Clock; readonly counters: DriverCounters; readonly log: Log },
  ) {
    this.#session = session
    this.#packer = new ReadPacker(session)
    this.#writer = new S7Writer(session)
    this.#charset = config.charset ?? 'latin1'
    this.#maxGap = config.maxGap ?? 16
    this.#parts = parts
  }

  get open(): boolean {
    return this.#session.open
  }

  /** Blocks that are asked for at a time: what the packer makes jobs of. */
  get inFlight(): number {
    return this.#session.granted.jobs * MOST_ITEMS
  }

  connect(signal: AbortSignal): Promise<void> {
    return this.#session.connect(signal)
  }

  close(): Promise<void> {
    return this.#session.close()
  }

  limits(): BlockLimits {
    return blockLimits(this.#session.granted.pduSize, this.#maxGap)
  }

  plan(spec: TagSpec): S7Tag {
    return planTag(spec, this.#charset)
  }

  unwritable({ area }: S7Tag): string | undefined {
    return area === 'PI' ? INPUTS : undefined
  }

  station(): number {
    return 0
  }

  async read(kind: TurnKind, block: Extent, signal: AbortSignal): Promise<BlockReply> {
    const area = areaOf(block)
    // The protocol would answer with the inputs of the same address.
    if (area === 'PQ') return { time: this.#parts.clock.now(), status: Status.BadNotReadable, bytes: NOTHING }
    const most = this.limits().maxUnits(block.space)
    if (block.length <= most) return this.#reply(block, await this.#ask(kind, block, signal))
    // A text longer than a PDU; all other tags are shorter than any.
    const parts: BlockReply[] = []
    for (let at = 0; at < block.length; at += most) {
      const part = { space: block.space, start: block.start + at, length: Math.min(most, block.length - at) }
      const reply = this.#reply(part, await this.#ask(kind, part, signal))
      if (reply.status !== Status.Good) return { ...reply, perhapsInPart: false }
      parts.push(reply)
    }
    return { ...parts[0]!, bytes: Buffer.concat(parts.map(({ bytes }) => bytes)) }
  }

  decode = decodeTag

  write(tag: S7Tag, raw: Value, signal: AbortSignal): Promise<Refusal | undefined> {
    return this.#writer.write(tag, raw, signal)
  }

  async #ask(kind: TurnKind, extent: Extent, signal: AbortSignal): Promise<PackedReply> {
    const item = itemOf(extent)
    if (kind === 'read') return this.#packer.read(item, signal)
    const { answers, time } = await this.#session.read(kind, [item], signal)
    return { answer: typeof answers === 'number' ? answers : answers[0]!, time }
  }

  #reply(extent: Extent, { answer, time }: PackedReply): BlockReply {
    if (typeof answer === 'number') {
      countError(this.#parts.counters, 's7.job_error', jobSays(answer))
      return { time, status: jobStatus(answer), bytes: NOTHING }
    }
    const { code, bytes } = answer
    if (code === ITEM_OK) return { time, status: Status.Good, bytes }
    countError(this.#parts.counters, 's7.item_error', itemSays(code))
    if (code === ACCESS_DENIED && !this.#denied.has(extent.space)) {
      this.#denied.add(extent.space)
      this.#parts.log.warn(`${spaceName(extent)} cannot be read: ${itemSays(code)}.`)
    }
    return { time, status: itemStatus(code, 'read'), perhapsInPart: perhapsInPart(code), bytes: NOTHING }
  }
}

class S7Driver extends BlockDriver<S7Tag> {
  readonly #session: S7Session

  constructor(session: S7Session, ...rest: ConstructorParameters<typeof BlockDriver<S7Tag>>) {
    super(...rest)
    this.#session = session
  }

  browse(
    parent: string | undefined,
    page: { readonly cursor?: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<BrowsePage> {
    return browse(this.#session, parent, page, signal)
  }
}

function busLimits({ maxInFlight = MOST_JOBS }: S7Config): BusLimits {
  return { inFlight: maxInFlight, turnaroundMs: 0 }
}

/** Siemens S7 communication (PUT/GET, read and write of variables), as a client. */
export const s7: DriverFactory<S7Config> = {
  kind: 's7',
  configSchema,
  explain: explainS7,
  capabilities: { push: false, browse: true, write: true, deviceTime: false },
  busOf: ({ host, port = 102 }) => `tcp:${host}:${port}`,
  busLimits,
  checkAddress: (address, type) => void parseAddress(address, type),
  create: (config, { lost }, { clock, bus, log }) => {
    const { host, port = 102, timeoutMs = 2_000, maxInFlight = MOST_JOBS, pduSize = MOST_PDU } = config
    const counters = noCounts()
    const session = new S7Session({
      host,
      port,
      tsaps: tsapsOf(config),
      wish: { jobs: maxInFlight, pduSize },
      timeoutMs,
      clock,
      bus: bus ?? new Bus(clock, busLimits(config)),
      counters,
      lost,
    })
    return new S7Driver(session, new S7(config, session, { clock, counters, log }), { clock, counters })
  },
}
