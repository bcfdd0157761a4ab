import { randomBytes } from 'node:crypto'
import { runSimulator, type Simulator } from '../kit/simulator.ts'
import { SimulatedPostgresql } from './simulated-postgresql.ts'

const DATABASE = 'plant'
const USER = 'reader'
const PASSWORD_BYTES = 18
/** Older rows are removed: a simulator may run for weeks. */
const MOST_ROWS = 100_000

const SCHEMA = `create table boiler (
  id integer primary key, at timestamptz, temperature double precision, starts bigint, burning boolean, state text)`

const records = {
  name: 'boiler',
  sql: 'select id, at, temperature, starts, burning, state from boiler where id > $position order by id limit $limit',
  timeColumn: 'at',
  position: { column: 'id', type: 'integer', start: '0' },
  periodMs: 1_000,
}
const totals = { name: 'totals', sql: 'select count(*) as readings, max(temperature) as hottest from boiler' }

/** A boiler that writes a row each half second; SQLite of Node itself, behind the protocol of PostgreSQL. */
export const sqlSimulator: Simulator = {
  kind: 'sql',
  tags: [
    { address: 'boiler#temperature', type: 'float64', access: 'r', periodMs: 1_000 },
    { address: 'boiler#starts', type: 'int64', access: 'r', periodMs: 1_000 },
    { address: 'boiler#burning', type: 'bool', access: 'r', periodMs: 1_000 },
    { address: 'boiler#state', type: 'string', access: 'r', periodMs: 1_000 },
    { address: 'totals#readings', type: 'int64', access: 'r', periodMs: 5_000 },
    { address: 'totals#hottest', type: 'float64', access: 'r', periodMs: 5_000 },
  ],
  start: async (port) => {
    const { constants, DatabaseSync } = await import('node:sqlite')
    const database = new DatabaseSync(':memory:')
    database.exec(SCHEMA)
    const insert = database.prepare(
      'insert into boiler (at, temperature, starts, burning, state) values (?, ?, ?, ?, ?) returning id',
    )
    const forget = database.prepare('delete from boiler where id <= ?')
    // Clients may only select; nothing of theirs runs while the boiler writes.
    let ours = false
    const reading = new Set([constants.SQLITE_SELECT, constants.SQLITE_READ, constants.SQLITE_FUNCTION])
    database.setAuthorizer((action) => (ours || reading.has(action) ? constants.SQLITE_OK : constants.SQLITE_DENY))
    const password = randomBytes(PASSWORD_BYTES).toString('base64url')
    const server = new SimulatedPostgresql({ database, user: USER, password })
    let turn = 0
    return runSimulator(port, {
      server: {
        listen: (wanted) => server.listen(wanted),
        close: async () => {
          await server.close()
          database.close()
        },
      },
      configFor: (listening) => ({
        engine: 'postgresql',
        host: '127.0.0.1',
        port: listening,
        database: DATABASE,
        user: USER,
        password,
        queries: [records, totals],
      }),
      everyMs: 500,
      move: () => {
        turn++
        const temperature = Math.round((72 + 8 * Math.sin(turn / 30)) * 100) / 100
        const burning = temperature < 75 ? 1 : 0
        const at = new Date().toISOString().replace('T', ' ').replace('Z', '+00')
        ours = true
        const row = insert.get(at, temperature, Math.floor(turn / 188), burning, burning ? 'heating' : 'resting')
        forget.run(Number(row?.['id']) - MOST_ROWS)
        ours = false
      },
    })
  },
}
