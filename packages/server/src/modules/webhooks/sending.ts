import { type Clock, Fault, MICROS_PER_MS, sayFault } from '@millrace/core'
import { type Outgoing, webhookHeaders } from '../../outgoing/index.ts'
import type { PlatformEvent } from '../events/index.ts'

/** Of an answer so much is read, and so many characters kept. */
const FIRST_BYTES = 4_096
const MOST_ANSWER = 500
const MOST_RETRY_AFTER_MS = 4 * 3_600_000

export interface Letter {
  readonly address: string
  /** The newest first. */
  readonly keys: readonly Buffer[]
  readonly event: PlatformEvent
}

/** What became of an attempt. */
export interface Outcome {
  readonly delivered: boolean
  readonly status: number | undefined
  readonly answer: string
  readonly ms: number
  /** The other side asks to be left alone so long. */
  readonly retryAfterMs: number
  /** 410: it wants no more (Standard Webhooks 1.0.0, "Endpoint disabling"). */
  readonly gone: boolean
}

export const CONTENT_TYPE = 'application/cloudevents+json; charset=utf-8'

export const bodyOf = (event: PlatformEvent): string => JSON.stringify(event)

/** One line, without what a terminal or a page could stumble over. */
const wordsOf = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MOST_ANSWER)

const retryAfterOf = (reply: Response): number => {
  const seconds = Number(/^\d{1,6}$/.exec(reply.headers.get('retry-after') ?? '')?.[0] ?? 0)
  return Math.min(seconds * 1_000, MOST_RETRY_AFTER_MS)
}

interface Way {
  readonly outgoing: Outgoing
  readonly clock: Clock
  /** Given up: nobody knows then what became of it. */
  readonly signal?: AbortSignal
}

/** One attempt, over the guarded door; throws nothing but that it was given up. */
export async function send({ outgoing, clock, signal }: Way, { address, keys, event }: Letter): Promise<Outcome> {
  const begun = clock.monotonic()
  const body = bodyOf(event)
  const since = (): number => Math.round(clock.monotonic() - begun)
  try {
    const reply = await outgoing.fetch(address, {
      method: 'POST',
      body,
      headers: {
        'content-type': CONTENT_TYPE,
        'user-agent': 'Millrace-Webhooks/1',
        ...webhookHeaders(keys, { id: event.id, at: clock.now() / MICROS_PER_MS, body }),
      },
      redirect: 'manual',
      ...(signal ? { signal } : {}),
      firstBytes: FIRST_BYTES,
    })
    return {
      delivered: reply.ok,
      status: reply.status,
      answer: wordsOf(`HTTP ${reply.status} ${await reply.text()}`),
      ms: since(),
      retryAfterMs: retryAfterOf(reply),
      gone: reply.status === 410,
    }
  } catch (thrown) {
    signal?.throwIfAborted()
    const answer = wordsOf(thrown instanceof Fault ? thrown.message : sayFault(thrown))
    return { delivered: false, status: undefined, answer, ms: since(), retryAfterMs: 0, gone: false }
  }
}
