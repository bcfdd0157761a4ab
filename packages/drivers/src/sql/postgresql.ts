import { Client, DatabaseError } from 'pg'
import {
  type Database,
  type DatabaseNeeds,
  linkLost,
  QueryRefused,
  type Row,
  statusOfState,
  tlsOf,
} from './database.ts'

/** PostgreSQL, over the extended protocol: one statement a query, parameters apart from it. */
export async function openPostgresql({ config, timeoutMs, lost }: DatabaseNeeds): Promise<Database> {
  const client = new Client({
    host: config.host,
    port: config.port ?? 5_432,
    database: config.database,
    user: config.user,
    ...(config.password === undefined ? {} : { password: config.password }),
    ssl: tlsOf(config) ?? false,
    application_name: 'millrace',
    connectionTimeoutMillis: timeoutMs + 1_000,
    statement_timeout: timeoutMs,
    query_timeout: timeoutMs + 1_000,
    options: '-c default_transaction_read_only=on -c timezone=UTC -c datestyle=ISO',
    // The library would make dates of times, which end at milliseconds.
    types: { getTypeParser: () => (text: string) => text },
  })
  let ended = false
  const names = new Map<string, string>()
  client.on('error', (failure) => {
    if (!ended) lost(linkLost(config, failure))
  })
  client.on('end', () => {
    if (!ended) lost(linkLost(config, 'closed by the database'))
  })
  const close = async (): Promise<void> => {
    ended = true
    // Whatever is wrong with the end of a connection: it has ended.
    await client.end().catch(() => {})
  }
  try {
    await client.connect()
  } catch (failure) {
    ended = true
    // The failure to connect is what is told.
    void client.end().catch(() => {})
    throw linkLost(config, failure)
  }
  return {
    async query(text, parameters) {
      const known = names.get(text) ?? `q${names.size}`
      names.set(text, known)
      try {
        // A name makes it a prepared statement, so that a second statement in the text is refused even without parameters.
        const { rows } = await client.query<Row>({ name: known, text, values: [...parameters] })
        return rows
      } catch (failure) {
        const status = failure instanceof DatabaseError ? statusOfState(failure.code ?? '') : undefined
        if (status === undefined) throw linkLost(config, failure)
        throw new QueryRefused(status, (failure as Error).message)
      }
    },
    close,
  }
}
