import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type Closable, Fault } from '@millrace/core'
import '../faults.ts'

/** What is asked of one connection and not yet ended by ReadyForQuery. */
interface Asked {
  readonly columns: number[][]
  readonly resolve: (columns: number[][]) => void
  readonly reject: (fault: Fault) => void
  /** Sent when the server asks for COPY data. */
  readonly copy?: Uint8Array
  failure?: Fault
}

/**
 * A connection of PostgreSQL's protocol 3.0 (manual, chapter 55): simple queries whose columns are all numbers, and COPY
 * in binary form. It does no more than the benchmark needs, and costs less than any client.
 */
export class PgConnection implements Closable {
  readonly #socket: Socket
  #bytes: Buffer = Buffer.alloc(0)
  #asked: Asked | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (part: Buffer) => this.#read(part))
    socket.on('close', () => this.#lose('a closed connection'))
    socket.on('error', (failure) => this.#lose(failure.message))
  }

  /** Throws `history_bench.peer_refused`, also while the server is still starting. */
  static async open(port: number, user: string): Promise<PgConnection> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    await once(socket, 'connect')
    const connection = new PgConnection(socket)
    const text = Buffer.from(`user\0${user}\0database\0postgres\0\0`)
    const head = Buffer.alloc(8)
    head.writeInt32BE(8 + text.length, 0)
    head.writeInt32BE(196_608, 4)
    await connection.#ask(Buffer.concat([head, text]))
    return connection
  }

  /** The columns of the answer as numbers; NULL is NaN. */
  query(sql: string): Promise<number[][]> {
    return this.#ask(message('Q', Buffer.from(`${sql}\0`)))
  }

  async copy(table: string, rows: Uint8Array): Promise<void> {
    await this.#ask(message('Q', Buffer.from(`COPY ${table} FROM STDIN (FORMAT binary)\0`)), rows)
  }

  async close(): Promise<void> {
    if (this.#socket.closed) return
    const closed = once(this.#socket, 'close')
    this.#socket.end(message('X', Buffer.alloc(0)))
    await closed
  }

  #ask(bytes: Uint8Array, copy?: Uint8Array): Promise<number[][]> {
    return new Promise((resolve, reject) => {
      this.#asked = { columns: [], resolve, reject, ...(copy ? { copy } : {}) }
      this.#socket.write(bytes)
    })
  }

  #read(part: Buffer): void {
    const bytes = this.#bytes.length === 0 ? part : Buffer.concat([this.#bytes, part])
    let at = 0
    while (at + 5 <= bytes.length) {
      const length = bytes.readInt32BE(at + 1)
      if (at + 1 + length > bytes.length) break
      this.#take(String.fromCharCode(bytes[at] as number), bytes, at + 5, at + 1 + length)
      at += 1 + length
    }
    this.#bytes = bytes.subarray(at)
  }

  #take(type: string, bytes: Buffer, from: number, end: number): void {
    const asked = this.#asked
    if (!asked) return
    if (type === 'D') {
      const count = bytes.readInt16BE(from)
      for (let i = 0, at = from + 2; i < count; i++) {
        const length = bytes.readInt32BE(at)
        const text = length < 0 ? 'NaN' : bytes.toString('latin1', at + 4, at + 4 + length)
        asked.columns[i] ??= []
        asked.columns[i]?.push(Number(text))
        at += 4 + Math.max(0, length)
      }
    } else if (type === 'G') {
      this.#socket.write(message('d', asked.copy ?? new Uint8Array(0)))
      this.#socket.write(message('c', new Uint8Array(0)))
    } else if (type === 'E') {
      const seen = bytes.toString('utf8', from, end).replaceAll('\0', ' ')
      asked.failure = new Fault('history_bench.peer_refused', { engine: 'postgresql', seen })
    } else if (type === 'Z') {
      this.#asked = undefined
      if (asked.failure) asked.reject(asked.failure)
      else asked.resolve(asked.columns)
    }
  }

  #lose(seen: string): void {
    const asked = this.#asked
    this.#asked = undefined
    asked?.reject(asked.failure ?? new Fault('history_bench.peer_refused', { engine: 'postgresql', seen }))
  }
}

function message(type: string, body: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(5 + body.length)
  bytes.write(type, 'latin1')
  bytes.writeInt32BE(4 + body.length, 1)
  bytes.set(body, 5)
  return bytes
}

/** Connections to one server, lent one question at a time. */
export class PgPool implements Closable {
  readonly #idle: PgConnection[]
  readonly #all: readonly PgConnection[]
  readonly #waiting: ((connection: PgConnection) => void)[] = []

  constructor(connections: readonly PgConnection[]) {
    this.#all = connections
    this.#idle = [...connections]
  }

  async use<T>(work: (connection: PgConnection) => Promise<T>): Promise<T> {
    const connection = this.#idle.pop() ?? (await new Promise<PgConnection>((lend) => this.#waiting.push(lend)))
    try {
      return await work(connection)
    } finally {
      const next = this.#waiting.shift()
      if (next) next(connection)
      else this.#idle.push(connection)
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((connection) => connection.close()))
  }
}
