import { join } from 'node:path'
import { type DuckDBConnection, StatementType } from '@duckdb/node-api'
import { Fault } from '@millrace/core'
import { type FaultNote, noteOf } from '../lake/faults.ts'
import { writeAnswer } from './answer.ts'
import { openEngine } from './engine.ts'
import './faults.ts'
import type { SqlDone, SqlJob } from './question.ts'
import { checkTree } from './tree.ts'

/**
 * The process of one query, which it does not outlive. What it is given to do, it checks itself: the query by its syntax tree,
 * then by the kind of statement it is; and the engine it runs in is closed against files, network and settings before that.
 */
export type SqlReply = { readonly done: SqlDone } | { readonly fault: FaultNote }

async function treeOf(connection: DuckDBConnection, text: string): Promise<string> {
  const prepared = await connection.prepare('SELECT json_serialize_sql(?::VARCHAR)')
  prepared.bindVarchar(1, text)
  return (await prepared.runAndReadAll()).getRows()[0]?.[0] as string
}

async function answer(job: SqlJob): Promise<SqlDone> {
  try {
    const connection = await openEngine(job)
    checkTree(await treeOf(connection, job.text))
    const statements = await connection.extractStatements(job.text)
    if (statements.count !== 1) throw new Fault('sql.malformed', { seen: `${statements.count} statements` })
    const prepared = await statements.prepare(0)
    if (prepared.statementType !== StatementType.SELECT || prepared.parameterCount > 0)
      throw new Fault('sql.malformed', { seen: 'a statement that does not select' })
    return await writeAnswer(await prepared.stream(), job, join(job.folder, 'answer'))
  } catch (thrown) {
    throw thrown instanceof Fault ? thrown : engineFault(thrown, job)
  }
}

/** What the engine said, without the paths that are ours. */
function engineFault(thrown: unknown, { folder, lent, limits }: SqlJob): Fault {
  const said = thrown instanceof Error ? thrown.message : String(thrown)
  if (/Out of Memory|bad allocation|max_temp_directory_size|Array buffer allocation failed/i.test(said))
    return new Fault('sql.too_much_memory', { memory: limits.memoryMib, spill: limits.spillMib }, thrown)
  const [first = ''] = said.split(/\n\nPossible solutions|\n\nStack Trace/)
  return new Fault(
    'sql.failed',
    { seen: first.replaceAll(lent.folder, '').replaceAll(folder, '').slice(0, 600) },
    thrown,
  )
}

const say = (reply: SqlReply): void => {
  process.send?.(reply, () => process.disconnect())
}

process.once('message', (job: SqlJob) => {
  answer(job).then(
    (done) => say({ done }),
    (thrown: unknown) => say({ fault: noteOf(thrown, 'sql.unavailable', {}) }),
  )
})
// Whoever asked is gone: the work goes with them, whatever the engine is at.
process.once('disconnect', () => process.exit(0))
process.send?.('ready')
