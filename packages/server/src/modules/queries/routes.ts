import { isoOf } from '@millrace/core'
import { Content } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { SqlBody, SqlResult } from './schema.ts'
import type { QueryService } from './service.ts'

const NDJSON = 'application/x-ndjson'
const ARROW = 'application/vnd.apache.arrow.stream'
const types = { json: 'application/json', ndjson: NDJSON, arrow: ARROW } as const
const formatOf = (type: string | undefined) => (type === NDJSON ? 'ndjson' : type === ARROW ? 'arrow' : 'json')

export const routes = (queries: QueryService): Route[] => [
  route.post(
    '/sql',
    {
      permission: 'history:query',
      summary: 'A query in SQL over samples, points and assets',
      description:
        'One SELECT, in a process of its own, with limits on time, memory and the size of the answer. Lines and Arrow tell rows, cut and moment in the headers millrace-rows, millrace-truncated and millrace-as-of.',
      body: SqlBody,
      reply: SqlResult,
      also: { [NDJSON]: 'a row a line', [ARROW]: 'Arrow IPC stream' },
    },
    async ({ reach, actor, body, preferred, signal }) => {
      const format = body.format ?? formatOf(preferred([NDJSON, ARROW]))
      const answer = await queries.query(reach, { text: body.query, limit: body.limit, format }, { actor, signal })
      return new Content(types[format], answer.pieces, {
        close: () => answer.pieces.close(),
        headers: {
          'millrace-rows': String(answer.rows),
          'millrace-truncated': String(answer.truncated),
          'millrace-as-of': isoOf(answer.asOf),
        },
      })
    },
  ),
]
