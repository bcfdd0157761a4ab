/** One event of a text/event-stream (WHATWG HTML §9.2.6). */
export interface StreamEvent {
  readonly event: string
  readonly data: string
}

/**
 * Reads a text/event-stream as events; comments and unknown fields are passed over, as the standard asks. `heard` is called
 * when it begins to wait.
 */
export async function* eventsOf(
  body: ReadableStream<Uint8Array>,
  heard: () => void = () => undefined,
): AsyncGenerator<StreamEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  let event = ''
  let data: string[] = []
  let broken = false
  try {
    for (;;) {
      heard()
      const { done, value } = await reader.read()
      if (done) return
      const lines = (rest + decoder.decode(value, { stream: true })).split(/\r\n|\n|\r/)
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) yield { event: event || 'message', data: data.join('\n') }
          event = ''
          data = []
          continue
        }
        const colon = line.indexOf(':')
        const field = colon < 0 ? line : line.slice(0, colon)
        const text = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
        if (field === 'event') event = text
        else if (field === 'data') data.push(text)
      }
    }
  } catch (thrown) {
    broken = true
    throw thrown
  } finally {
    // Whoever left early frees the connection; a stream that broke has none to free.
    if (!broken) await reader.cancel()
  }
}
