import type { Request } from './request.ts'

/** What came back. */
export interface Answer {
  readonly status: number
  readonly statusText: string
  /** From sending to the end of what was read, in ms. */
  readonly ms: number
  readonly bytes: number
  readonly headers: readonly (readonly [string, string])[]
  readonly type: string
  /** What can be read; undefined for bytes that are no text. */
  readonly text?: string
  readonly blob?: Blob
  /** It was still going on, or longer than is shown. */
  readonly isPart: boolean
}

/** More than this is not shown; it would only slow the page. */
const MOST_BYTES = 512 * 1024

const isText = (type: string): boolean => /json|text|xml|yaml|csv|event-stream|javascript|pem|^$/.test(type)

interface Listening {
  readonly signal: AbortSignal
  /** Told while more comes in, as streams never end. */
  readonly onPart: (answer: Answer) => void
}

/** Sends as whoever is signed in, and reads until it ends, is stopped, or is more than is shown. */
export async function send(request: Request, { signal, onPart }: Listening): Promise<Answer> {
  const began = performance.now()
  const response = await fetch(request.target, {
    method: request.method,
    headers: {
      accept: 'application/json, */*;q=0.5',
      ...(request.contentType && request.body !== undefined ? { 'content-type': request.contentType } : {}),
    },
    ...(request.body === undefined ? {} : { body: request.body }),
    signal,
  })
  const type = response.headers.get('content-type') ?? ''
  const parts: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  const answer = (isPart: boolean): Answer => {
    const blob = new Blob(parts, { type })
    return {
      status: response.status,
      statusText: response.statusText,
      ms: performance.now() - began,
      bytes,
      headers: [...response.headers].sort(([a], [b]) => (a < b ? -1 : 1)),
      type,
      ...(isText(type) ? { text: textOf(parts) } : { blob }),
      isPart,
    }
  }
  const reader = response.body?.getReader()
  if (!reader) return answer(false)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return answer(false)
      parts.push(value)
      bytes += value.byteLength
      if (isText(type) && bytes > MOST_BYTES) {
        await reader.cancel()
        return answer(true)
      }
      if (type.startsWith('text/event-stream')) onPart(answer(true))
    }
  } catch (thrown) {
    // Stopped by hand: what came is worth looking at.
    if (signal.aborted) return answer(true)
    throw thrown
  }
}

function textOf(parts: readonly Uint8Array[]): string {
  const decoder = new TextDecoder()
  return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode()
}
