import { BatchBuilder, type Micros, type SampleBatch, Status } from '@millrace/core'
import type { FlowDefinition } from '../../live/needs.ts'

/** Of one message; what is longer is told as bad. */
const MOST_BYTES = 65_536

interface Listener {
  readonly filter: readonly string[]
  readonly series: number
  readonly type: 'number' | 'boolean' | 'text'
}

/** MQTT 3.1.1 §4.7: `+` is one level, `#` all that follow. */
function isMatched(filter: readonly string[], topic: readonly string[]): boolean {
  for (const [i, level] of filter.entries()) {
    if (level === '#') return true
    if (i >= topic.length || (level !== '+' && level !== topic[i])) return false
  }
  return filter.length === topic.length
}

/** What devices say on topics that flows listen to: each message becomes a sample of the inbox of every flow that does. */
export class Messages {
  readonly #listeners = new Map<string, readonly Listener[]>()
  /** By series: time of the newest, so that no two have one time. */
  readonly #newest = new Map<number, Micros>()

  /** Flows of a tenant as they are in force. */
  put(tenant: string, definitions: readonly FlowDefinition[]): void {
    this.#listeners.set(
      tenant,
      definitions.flatMap(({ inputs }) =>
        inputs.flatMap(({ topic, series, type }) =>
          topic === undefined ? [] : [{ filter: topic.split('/'), series, type }],
        ),
      ),
    )
  }

  listens(tenant: string, topic: string): boolean {
    const levels = topic.split('/')
    return this.#listeners.get(tenant)?.some(({ filter }) => isMatched(filter, levels)) ?? false
  }

  /** Samples of one message; none where nobody listens any more. */
  samplesOf(tenant: string, { topic, payload }: { topic: string; payload: Uint8Array }, now: Micros): SampleBatch {
    const levels = topic.split('/')
    const heard = this.#listeners.get(tenant)?.filter(({ filter }) => isMatched(filter, levels)) ?? []
    const builder = new BatchBuilder(Math.max(1, heard.length))
    const text = heard.length === 0 ? undefined : textOf(payload)
    for (const { series, type } of heard) {
      const time = Math.max((this.#newest.get(series) ?? 0) + 1, now)
      this.#newest.set(series, time)
      if (text === undefined)
        builder.addNone(
          series,
          time,
          payload.length > MOST_BYTES ? Status.BadEncodingLimitsExceeded : Status.BadDecodingError,
        )
      else if (type === 'text') builder.addString(series, time, text)
      else {
        const number = text.trim() === '' ? Number.NaN : Number(text)
        if (Number.isFinite(number)) builder.addDouble(series, time, number)
        else builder.addNone(series, time, Status.BadTypeMismatch)
      }
    }
    return builder.take()
  }
}

function textOf(payload: Uint8Array): string | undefined {
  if (payload.length > MOST_BYTES) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(payload).replaceAll('\0', '')
  } catch {
    return undefined
  }
}
