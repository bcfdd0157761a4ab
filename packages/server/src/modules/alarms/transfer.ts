import { Fault } from '@millrace/core'
import { Value } from 'typebox/value'
import type { Reach } from '../../database/index.ts'
import type { Actor } from '../audit/index.ts'
import type { ImportReply, Row } from './change-schema.ts'
import type { AlarmChanges } from './changes.ts'
import { Definition } from './definition.ts'
import './faults.ts'
import { flatten, unflatten } from './flat.ts'
import type { AlarmLists } from './lists.ts'

const PAGE = 500

/** The master alarm database as rows of a spreadsheet, out and in. */
export interface AlarmTransfer {
  /** Every alarm in reach: id, path, priority and version to read, and each field of its definition. */
  rows(reach: Reach): AsyncIterable<Row>
  /** Proposes a change for each row that differs: with an id of that alarm, without one of a new alarm. Nothing comes into force. */
  bring(reach: Reach, rows: readonly Row[], reason: string, actor: Actor): Promise<ImportReply>
}

/** What is told beside a definition, and not read back. */
const told = ['id', 'path', 'priority', 'version']

export function createTransfer(
  lists: Pick<AlarmLists, 'definitions'>,
  changes: Pick<AlarmChanges, 'propose'>,
): AlarmTransfer {
  return {
    async *rows(reach) {
      for (let cursor: string | undefined; ; ) {
        const page = await lists.definitions(reach, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
        for (const { id, path, priority, version, definition } of page.items)
          yield { id, path: path.join(' / '), priority, version, ...Object.fromEntries(flatten(definition)) }
        if (page.next === undefined) return
        cursor = page.next
      }
    },

    async bring(reach, rows, reason, actor) {
      const reply: ImportReply = { proposed: 0, unchanged: 0, refused: [] }
      for (const [at, row] of rows.entries()) {
        try {
          const id = row['id']
          const definition = definitionIn(row)
          await changes.propose(
            reach,
            { definition, reason, ...(typeof id === 'string' && id !== '' ? { alarm: id } : {}) },
            actor,
          )
          reply.proposed++
        } catch (thrown) {
          if (!(thrown instanceof Fault)) throw thrown
          if (thrown.code === 'alarms.nothing_changes') reply.unchanged++
          else reply.refused.push({ row: at + 1, code: thrown.code, says: thrown.message })
        }
      }
      return reply
    },
  }
}

/** Throws `alarms.condition_wrong` where a row is no definition. */
function definitionIn(row: Row): Definition {
  const fields = Object.fromEntries(Object.entries(row).filter(([name]) => !told.includes(name)))
  const read = Value.Default(Definition, Value.Convert(Definition, plain(unflatten(fields))))
  if (Value.Check(Definition, read)) return read
  const [first] = Value.Errors(Definition, read)
  throw new Fault('alarms.condition_wrong', {
    seen: `a row whose ${first?.instancePath.slice(1).replaceAll('/', '.') || 'fields'} ${first?.message ?? 'are wrong'}`,
  })
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
