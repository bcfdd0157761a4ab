import { Agent, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { Stage } from './stage.ts'

export interface Said {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  /** Row of the error table; undefined if the reply is no problem of ours. */
  readonly code: string | undefined
  readonly ms: number
}

export interface Sent {
  readonly method?: string
  /** Taken as it is: nothing is normalised or encoded. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string | Uint8Array
  /** Address to come from; all of 127.0.0.0/8 is this machine, but only 127.0.0.1 is believed as a proxy. */
  readonly from?: string
}

const agent = new Agent({ keepAlive: false, maxSockets: 512 })

/** Longest that anything may take before it counts as not answered. */
const ANSWER_MS = 30_000

/** One request exactly as written, on a connection of its own. Status 0: cut off without an answer. */
export function send(stage: Stage, { method = 'GET', path, headers = {}, body, from }: Sent): Promise<Said> {
  const begun = performance.now()
  return new Promise((resolve) => {
    const end = (status: number, text: string, got: Said['headers'] = {}): void =>
      resolve({ status, headers: got, text, code: codeOf(text), ms: performance.now() - begun })
    const asked = request(
      stage.address,
      {
        method,
        path,
        agent,
        ...(from === undefined ? {} : { localAddress: from }),
        headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) } as never,
        timeout: ANSWER_MS,
      },
      (reply) => {
        let text = ''
        reply.setEncoding('utf8')
        reply.on('data', (piece: string) => {
          text += piece
          // A stream has no end of its own: how it begins is its answer.
          if (!reply.headers['content-type']?.startsWith('text/event-stream')) return
          end(reply.statusCode ?? 0, text, reply.headers)
          asked.destroy()
        })
        reply.on('end', () => end(reply.statusCode ?? 0, text, reply.headers))
        reply.on('error', () => end(0, text))
      },
    )
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => end(0, ''))
    asked.end(body)
  })
}

export const sendJson = (stage: Stage, sent: Omit<Sent, 'body'> & { readonly body: unknown }): Promise<Said> =>
  send(stage, {
    method: 'POST',
    ...sent,
    headers: { 'content-type': 'application/json', ...sent.headers },
    body: typeof sent.body === 'string' ? sent.body : JSON.stringify(sent.body),
  })

export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })

function codeOf(text: string): string | undefined {
  try {
    const { code } = JSON.parse(text) as { code?: unknown }
    return typeof code === 'string' ? code : undefined
  } catch {
    // Not every reply is JSON.
    return undefined
  }
}

/** A bare socket with what was heard on it. */
export interface Line {
  readonly socket: Socket
  readonly heard: () => Buffer
  /** Resolves when the other end closed it. */
  readonly closed: Promise<void>
  readonly open: () => boolean
}

export async function openLine(port: number, from?: string): Promise<Line> {
  const socket = connect({ port, host: '127.0.0.1', ...(from === undefined ? {} : { localAddress: from }) })
  const pieces: Buffer[] = []
  let open = true
  socket.on('data', (piece) => pieces.push(piece))
  // A reset is one of the ways to be cut off.
  socket.on('error', () => undefined)
  const closed = new Promise<void>((resolve) =>
    socket.once('close', () => {
      open = false
      resolve()
    }),
  )
  await new Promise<void>((resolve) => {
    socket.once('connect', resolve)
    socket.once('close', () => resolve())
  })
  return { socket, closed, heard: () => Buffer.concat(pieces), open: () => open }
}

/** True if the promise is fulfilled within the time. */
export async function within(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  try {
    return await Promise.race([promise.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Counters of what was refused, by reason, and other figures without a label. */
export async function metricsOf(stage: Stage): Promise<Map<string, number>> {
  const { text } = await send(stage, { path: '/metrics' })
  const found = new Map<string, number>()
  for (const [, name = '', reason, value] of text.matchAll(
    /^(millrace_\w+|process_\w+)(?:\{reason="(\w+)"\})? (\S+)$/gm,
  ))
    found.set(reason ?? name, Number(value))
  return found
}
