import { timingSafeEqual } from 'node:crypto'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { type TcpClient, type TcpEars, TcpServer } from '../kit/tcp-server.ts'
import { cell, int16, int32, MessageDecoder, type MessageReader, message, text } from './simulated-messages.ts'

const PROTOCOL_3 = 196_608
const SSL_REQUEST = 80_877_103
const CLEARTEXT = 3
const MOST_STATEMENTS = 1_000

/** SQLSTATE, and what is said. */
class Refused {
  readonly state: string
  readonly message: string

  constructor(state: string, message: string) {
    this.state = state
    this.message = message
  }
}

export interface SimulatedPostgresqlNeeds {
  /** Statements of clients are prepared in it as they are; what may be done is the business of its authorizer. */
  readonly database: DatabaseSync
  readonly user: string
  readonly password: string
}

/**
 * SQLite behind the protocol of PostgreSQL, for who has no database at hand: one user, values as text, its SQL is SQLite's.
 * The password is asked for in the clear: for loopback alone.
 */
export class SimulatedPostgresql {
  readonly #server: TcpServer

  constructor(needs: SimulatedPostgresqlNeeds) {
    this.#server = new TcpServer((client) => new Session(client, needs))
  }

  /** Listens and returns the port; 0 asks for a free one. Rejects with the system's error if it is taken. */
  listen(port?: number): Promise<number> {
    return this.#server.listen(port)
  }

  /** Cuts every connection and stops listening; idempotent. */
  close(): Promise<void> {
    return this.#server.close()
  }
}

interface Portal {
  readonly statement: StatementSync
  readonly values: Readonly<Record<string, string | null>>
}

class Session implements TcpEars {
  readonly #client: TcpClient
  readonly #needs: SimulatedPostgresqlNeeds
  readonly #decoder = new MessageDecoder((type, body) => this.#take(type, body))
  readonly #statements = new Map<string, StatementSync>()
  #user = ''
  #known = false
  #portal: Portal | undefined
  /** After a refusal, whatever comes before the next Sync is passed over. */
  #skips = false

  constructor(client: TcpClient, needs: SimulatedPostgresqlNeeds) {
    this.#client = client
    this.#needs = needs
  }

  read(bytes: Buffer): void {
    this.#decoder.push(bytes)
  }

  #take(type: string, body: MessageReader): void {
    if (type === 'X') this.#client.cut()
    else if (!this.#decoder.typed) this.#begin(body)
    else if (!this.#known) this.#admit(type, body)
    else if (type === 'S') {
      this.#skips = false
      this.#ready()
    } else if (!this.#skips) this.#try(type, body)
  }

  #begin(body: MessageReader): void {
    const version = body.int32()
    if (version === SSL_REQUEST) {
      this.#client.send(Buffer.from('N'))
      return
    }
    if (version !== PROTOCOL_3) {
      this.#refuse(new Refused('0A000', 'expected protocol 3.0'), 'FATAL')
      this.#client.end()
      return
    }
    for (let name = body.text(); name !== ''; name = body.text()) {
      const value = body.text()
      if (name === 'user') this.#user = value
    }
    this.#decoder.typed = true
    this.#client.send(message('R', int32(CLEARTEXT)))
  }

  #admit(type: string, body: MessageReader): void {
    const { user, password } = this.#needs
    if (type !== 'p' || this.#user !== user || !same(body.text(), password)) {
      this.#refuse(new Refused('28P01', `password authentication failed for user "${this.#user}"`), 'FATAL')
      this.#client.end()
      return
    }
    this.#known = true
    this.#client.send(message('R', int32(0)))
    for (const [name, value] of [
      ['server_version', '15.0'],
      ['server_encoding', 'UTF8'],
      ['client_encoding', 'UTF8'],
      ['DateStyle', 'ISO'],
      ['TimeZone', 'UTC'],
    ] as const)
      this.#client.send(message('S', text(name), text(value)))
    this.#ready()
  }

  #try(type: string, body: MessageReader): void {
    try {
      this.#do(type, body)
    } catch (failure) {
      if (failure instanceof RangeError) throw failure
      this.#refuse(failure instanceof Refused ? failure : refusalOf(failure), 'ERROR')
      if (type === 'Q') this.#ready()
      else this.#skips = true
    }
  }

  #do(type: string, body: MessageReader): void {
    switch (type) {
      case 'P':
        this.#parse(body.text(), body.text())
        return
      case 'B':
        this.#bind(body)
        return
      case 'D':
        this.#describe(body)
        return
      case 'E':
        body.text()
        if (body.int32() !== 0) throw new Refused('0A000', 'expected all rows at once')
        this.#execute(this.#bound())
        return
      case 'C':
        if (body.text().startsWith('P')) this.#portal = undefined
        this.#client.send(message('3'))
        return
      case 'H':
        return
      case 'Q':
        this.#simple(body.text())
        return
      default:
        throw new Refused('0A000', `no message of the type "${type}"`)
    }
  }

  #parse(name: string, sql: string): void {
    if (this.#statements.size >= MOST_STATEMENTS) throw new Refused('53000', `more than ${MOST_STATEMENTS} statements`)
    this.#statements.set(name, this.#prepared(sql))
    this.#client.send(message('1'))
  }

  #bind(body: MessageReader): void {
    body.text()
    const statement = this.#statement(body.text())
    const formats = body.int16s()
    const values = Array.from({ length: Math.max(0, body.int16()) }, () => body.value())
    if ([...formats, ...body.int16s()].some((format) => format !== 0))
      throw new Refused('0A000', 'expected values as text')
    this.#portal = { statement, values: Object.fromEntries(values.map((value, i) => [`$${i + 1}`, value])) }
    this.#client.send(message('2'))
  }

  #describe(body: MessageReader): void {
    const what = body.text()
    const statement = what.startsWith('S') ? this.#statement(what.slice(1)) : this.#bound().statement
    if (what.startsWith('S')) this.#client.send(message('t', int16(0)))
    this.#client.send(headings(statement))
  }

  #execute({ statement, values }: Portal): void {
    const types = statement.columns().map(({ type }) => type ?? '')
    const rows = statement.all({ ...values }) as unknown as readonly (readonly unknown[])[]
    for (const row of rows)
      this.#client.send(message('D', int16(row.length), ...row.map((value, i) => cell(said(value, types[i]!)))))
    this.#client.send(message('C', text(`SELECT ${rows.length}`)))
  }

  /** What is typed by hand. */
  #simple(sql: string): void {
    const statement = this.#prepared(sql)
    this.#client.send(headings(statement))
    this.#execute({ statement, values: {} })
    this.#ready()
  }

  #prepared(sql: string): StatementSync {
    const statement = this.#needs.database.prepare(sql)
    statement.setReadBigInts(true)
    statement.setReturnArrays(true)
    return statement
  }

  #statement(name: string): StatementSync {
    const statement = this.#statements.get(name)
    if (!statement) throw new Refused('26000', `no statement "${name}"`)
    return statement
  }

  #bound(): Portal {
    if (!this.#portal) throw new Refused('34000', 'nothing is bound')
    return this.#portal
  }

  #ready(): void {
    this.#client.send(message('Z', Buffer.from('I')))
  }

  #refuse({ state, message: why }: Refused, severity: 'ERROR' | 'FATAL'): void {
    const fields = `S${severity}\0V${severity}\0C${state}\0M${why}\0`
    this.#client.send(message('E', text(fields)))
  }
}

const same = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Declared type → object identifier of PostgreSQL's own types (pg_type.dat); text for what is computed. */
const identifiers: Readonly<Record<string, number>> = {
  boolean: 16,
  bigint: 20,
  integer: 20,
  'double precision': 701,
  timestamptz: 1_184,
}
const TEXT = 25

function headings(statement: StatementSync): Buffer {
  const columns = statement.columns()
  const fields = columns.map(({ name, type }) =>
    Buffer.concat([
      text(name),
      int32(0),
      int16(0),
      int32(identifiers[type?.toLowerCase() ?? ''] ?? TEXT),
      int16(-1),
      int32(-1),
      int16(0),
    ]),
  )
  return columns.length === 0 ? message('n') : message('T', int16(columns.length), ...fields)
}

function said(value: unknown, type: string): string | null {
  if (value === null || value === undefined) return null
  if (type.toLowerCase() === 'boolean') return value === 0n ? 'f' : 't'
  return String(value)
}

/** What SQLite refuses, as PostgreSQL says it. */
function refusalOf(failure: unknown): Refused {
  const why = failure instanceof Error ? failure.message : String(failure)
  if (/not authorized/.test(why)) return new Refused('25006', 'only select is allowed')
  if (/no such table/.test(why)) return new Refused('42P01', why)
  if (/no such column/.test(why)) return new Refused('42703', why)
  return new Refused('42601', why)
}
