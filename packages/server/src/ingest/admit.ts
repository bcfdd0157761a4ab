import { type Clock, type Closable, MICROS_PER_S, type Micros, type TenantId } from '@millrace/core'
import type { DeviceBook, Source, Watch } from './needs.ts'

/** Why something was refused. Every refusal is counted under one of these; they are labels of a metric, so they stay. */
export const refusalReasons = [
  'malformed_payload',
  'empty_payload',
  'invalid_utf8',
  'depth',
  'duplicate_key',
  'reserved_key',
  'key_too_long',
  'string_too_long',
  'too_many_metrics',
  'too_many_keys',
  'nan_in_json',
  'nan_value',
  'number_out_of_range',
  'inexact_integer',
  'type_mismatch',
  'time_out_of_range',
  'future_time',
  'unknown_alias',
  'unknown_datatype',
  'unsupported_metric_type',
  'duplicate_alias',
  'before_birth',
  'sequence_gap',
  'position_out_of_range',
  'unknown_topic',
  'not_authorised_topic',
  'malformed_topic',
  'retain_not_allowed',
  'will_not_allowed',
  'too_large',
  'bad_credentials',
  'bad_certificate',
  'revoked_certificate',
  'cloned_identity',
  'unsupported_protocol',
  'protocol_violation',
  'not_connected',
  'connect_timeout',
  'frame_timeout',
  'keepalive_timeout',
  'slow_reader',
  'too_many_connections',
  'too_many_subscriptions',
  'over_quota',
  'internal_fault',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

export interface Refusal {
  readonly reason: RefusalReason
  /** For the device's own page: what was expected and seen. Never a secret. */
  readonly detail: string
}

/** Whom to tell of a refusal. */
export interface Teller {
  readonly tenant: TenantId
  readonly source: Source
}

/** Longest name of a metric or key, UTF-8 bytes. */
export const NAME_BYTES = 256

const EARLIEST: Micros = Date.UTC(1990, 0, 1) * 1_000
const AHEAD: Micros = 86_400 * MICROS_PER_S
const EXACT = 2 ** 53

/**
 * A source time may lie a day ahead of the platform's clock (zones set wrongly), but not more: a value of the far future
 * would be the latest one for ever. Before 1990 it is a clock that was never set.
 */
export function admitTime(time: Micros, now: Micros): RefusalReason | undefined {
  if (!(Number.isInteger(time) && time >= EARLIEST && time < EXACT)) return 'time_out_of_range'
  return time > now + AHEAD ? 'future_time' : undefined
}

/** What no machine does by mistake of its measuring: it is raised, not only counted. A clone is raised by who knows both ends. */
const rogue: ReadonlySet<RefusalReason> = new Set([
  'not_authorised_topic',
  'retain_not_allowed',
  'will_not_allowed',
  'bad_certificate',
  'revoked_certificate',
])

const TELL_MS = 1_000
const DETAIL_CHARACTERS = 200

/** Counts refusals and tells the device book of the newest one of each source, once a second. */
export class Refusals implements Closable {
  readonly #counts = new Map<RefusalReason, number>(refusalReasons.map((reason) => [reason, 0]))
  readonly #untold = new Map<string, { who: Teller; refusal: Refusal; more: number }>()
  readonly #devices: DeviceBook
  readonly #watch: Watch
  readonly #clock: Clock
  readonly #timer: { cancel(): void }

  constructor({ devices, watch, clock }: { devices: DeviceBook; watch: Watch; clock: Clock }) {
    this.#devices = devices
    this.#watch = watch
    this.#clock = clock
    this.#timer = clock.every(TELL_MS, () => this.#tell())
  }

  count({ reason, detail }: Refusal, who?: Teller): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1)
    if (!who) return
    const { group, node, device } = who.source
    const key = JSON.stringify([who.tenant, group, node, device])
    const before = this.#untold.get(key)
    const refusal = { reason, detail: detail.slice(0, DETAIL_CHARACTERS) }
    this.#untold.set(key, { who, refusal, more: before ? before.more + 1 : 0 })
    if (rogue.has(reason)) this.#watch.rogue(who.tenant, who.source, refusal)
  }

  /** By reason, every reason of the list. */
  counts(): ReadonlyMap<RefusalReason, number> {
    return this.#counts
  }

  close(): void {
    this.#timer.cancel()
    this.#tell()
  }

  #tell(): void {
    const seen = this.#clock.now()
    for (const { who, refusal, more } of this.#untold.values()) {
      const others = more === 0 ? '' : ` (and ${more} more)`
      this.#devices.report(who.tenant, who.source, { seen, lastError: `${refusal.reason}: ${refusal.detail}${others}` })
    }
    this.#untold.clear()
  }
}
