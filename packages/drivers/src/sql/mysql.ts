import { once } from 'node:events'
import { connect } from 'node:net'
import { Fault } from '@millrace/core'
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise'
import {
  type Database,
  type DatabaseNeeds,
  linkLost,
  QueryRefused,
  type Row,
  statusOfState,
  tlsOf,
  within,
} from './database.ts'

/** MySQL and MariaDB, over prepared statements. */
export async function openMysql(needs: DatabaseNeeds): Promise<Database> {
  const { config, timeoutMs, lost } = needs
  const tls = tlsOf(config)
  const port = config.port ?? 3_306
  // Ours to destroy: what the library calls destroy sends an end and waits for the database's, which a dead one never sends.
  const socket = connect({ host: config.host, port, noDelay: true, keepAlive: true })
  const drop = async (): Promise<void> => {
    if (socket.closed) return
    socket.destroy()
    await once(socket, 'close')
  }
  let connection: Connection
  try {
    connection = await createConnection({
      host: config.host,
      port,
      stream: () => socket,
      database: config.database,
      user: config.user,
      password: config.password ?? '',
      ...(tls ? { ssl: tls } : {}),
      connectTimeout: timeoutMs,
      timezone: 'Z',
      dateStrings: true,
      supportBigNumbers: true,
      bigNumberStrings: true,
      multipleStatements: false,
    })
  } catch (failure) {
    await drop()
    throw linkLost(config, failure)
  }
  let ended = false
  const end = (failure: unknown): void => {
    if (!ended) lost(linkLost(config, failure))
  }
  connection.on('error', end)
  connection.on('end', () => end('closed by the database'))
  const close = async (): Promise<void> => {
    ended = true
    connection.destroy()
    await drop()
  }
  try {
    await within(needs, connection.query('SET SESSION TRANSACTION READ ONLY'))
    await within(needs, connection.query("SET time_zone = '+00:00'"))
    const [rows] = await within(needs, connection.query<RowDataPacket[]>('SELECT VERSION() AS version'))
    const isMaria = /mariadb/i.test(String(rows[0]?.['version']))
    await within(
      needs,
      connection.query(isMaria ? 'SET SESSION max_statement_time = ?' : 'SET SESSION max_execution_time = ?', [
        isMaria ? timeoutMs / 1_000 : timeoutMs,
      ]),
    )
  } catch (failure) {
    await close()
    throw linkLost(config, failure)
  }
  return {
    async query(sql, parameters) {
      try {
        const [rows] = await within(needs, connection.execute<RowDataPacket[]>({ sql, values: [...parameters] }))
        return rows as readonly Row[]
      } catch (failure) {
        if (failure instanceof Fault) throw failure
        const { sqlState = '', errno, fatal } = failure as { sqlState?: string; errno?: number; fatal?: boolean }
        const status = statusOfState(stateOf(sqlState, errno))
        if (fatal || status === undefined) throw linkLost(config, failure)
        throw new QueryRefused(status, (failure as Error).message)
      }
    },
    close,
  }
}

/** MySQL and MariaDB say 42000 and HY000 for much that has a state of its own in the standard. */
function stateOf(state: string, errno: number | undefined): string {
  if (errno === 1_142 || errno === 1_143 || errno === 1_044) return '42501'
  if (errno === 1_969 || errno === 3_024) return '57014'
  return state
}
