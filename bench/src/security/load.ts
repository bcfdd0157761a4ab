import { connect } from 'node:net'

export interface Load {
  /** Replies with success. */
  readonly perSecond: number
  /** Replies that were no success. */
  readonly refused: number
}

const SOCKETS = 32

/** Asks one path again and again over kept-alive connections, each with one request under way. */
export async function load(asked: {
  readonly address: string
  readonly path: string
  /** Used by turns; none: nobody. */
  readonly tokens: readonly string[]
  readonly seconds: number
}): Promise<Load> {
  const { hostname, port } = new URL(asked.address)
  const { tokens } = asked
  let turn = 0
  const request = (): string => {
    const token = tokens[turn++ % Math.max(1, tokens.length)]
    const authorization = token === undefined ? '' : `authorization: Bearer ${token}\r\n`
    return `GET ${asked.path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n${authorization}\r\n`
  }
  let count = 0
  let refused = 0
  const begun = performance.now()
  const until = begun + asked.seconds * 1_000
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname)
      socket.setNoDelay(true)
      let held = ''
      socket.on('connect', () => socket.write(request()))
      socket.on('error', reject)
      socket.on('close', () => resolve())
      socket.on('data', (chunk) => {
        held += chunk.toString('latin1')
        const head = held.indexOf('\r\n\r\n')
        if (head < 0) return
        const length = Number(/content-length: (\d+)/i.exec(held.slice(0, head))?.[1] ?? 0)
        if (held.length < head + 4 + length) return
        if (held.startsWith('HTTP/1.1 200')) count++
        else refused++
        held = ''
        if (performance.now() < until) socket.write(request())
        else socket.end()
      })
    })
  await Promise.all(Array.from({ length: SOCKETS }, one))
  return { perSecond: count / ((performance.now() - begun) / 1_000), refused }
}
