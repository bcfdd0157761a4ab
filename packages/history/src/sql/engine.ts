import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { quoted } from '../lake/duck.ts'
import type { SqlJob } from './question.ts'
import { makeTables } from './tables.ts'

/**
 * The engine of one query, with its tables, closed for good: no file but those that are lent, no network, no extension, no
 * setting can be changed. Changes the working folder of the process to the files: a path of ours may hold what the engine
 * takes for a pattern.
 */
export async function openEngine({ folder, lent, plant, limits }: Omit<SqlJob, 'text'>): Promise<DuckDBConnection> {
  process.chdir(lent.folder)
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: `${limits.memoryMib}MiB`,
    temp_directory: join(folder, 'spill'),
    max_temp_directory_size: `${limits.spillMib}MiB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_persistent_secrets: 'false',
    // The order of rows without ORDER BY costs memory and is promised to nobody.
    preserve_insertion_order: 'false',
  })
  const connection = await instance.connect()
  await connection.run(`SET allowed_paths = [${[...lent.sealed, ...lent.hot].map(quoted).join(', ')}]`)
  await connection.run('SET enable_external_access = false')
  await connection.run("SET TimeZone = 'UTC'")
  await makeTables(connection, plant, lent)
  await connection.run('SET lock_configuration = true')
  return connection
}
