import { createReadStream } from 'node:fs'
import { Content } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { ContentQuery, Import, ImportPage, ImportQuery, ImportRequest, PART_BYTES, RefusalList } from './schema.ts'
import type { ImportService } from './service.ts'

const CSV = 'text/csv'
const permission = 'history:import'

export const routes = (imports: ImportService): Route[] => [
  route.post(
    '/history/imports',
    {
      permission,
      summary: 'Begin to bring history in from a file',
      description:
        'CSV, Parquet or Arrow. The file is sent in parts, or lies in the import folder of the organisation.',
      body: ImportRequest,
      reply: Import,
      status: 201,
    },
    ({ reach, body, actor }) => imports.begin(reach, body, actor),
  ),
  route.get(
    '/history/imports',
    { permission, summary: 'Imports, newest first', query: ImportQuery, reply: ImportPage },
    ({ reach, query, actor }) => imports.list(reach, query, actor),
  ),
  route.get(
    '/history/imports/:id',
    { permission, summary: 'How far an import is, and what became of it', params: ById, reply: Import },
    ({ reach, params, actor }) => imports.get(reach, params.id, actor),
  ),
  route.put(
    '/history/imports/:id/content',
    {
      permission,
      summary: 'Send the next part of the file',
      description: 'Durable when it answers; a part that came before is passed over. The last one starts the import.',
      params: ById,
      query: ContentQuery,
      octets: PART_BYTES,
      reply: Import,
    },
    ({ reach, params, query, body, actor }) =>
      imports.receive(reach, { id: params.id, offset: query.offset, bytes: body }, actor),
  ),
  route.get(
    '/history/imports/:id/refusals',
    {
      permission,
      summary: 'What was refused of an import, line by line',
      params: ById,
      reply: RefusalList,
      also: { [CSV]: 'line, column, reason, detail; all of them, up to 64 MiB' },
    },
    async ({ reach, params, actor, prefers }) => {
      if (!prefers(CSV)) return imports.refusals(reach, params.id, actor)
      const { path, bytes, name } = await imports.report(reach, params.id, actor)
      const fileName = `${name.replace(/[^\w.-]+/g, '-').slice(0, 80)}-refused.csv`
      return new Content(CSV, bytes === 0 ? nothing() : createReadStream(path, { end: bytes - 1 }), { fileName })
    },
  ),
  route.post(
    '/history/imports/:id/resume',
    { permission, summary: 'Go on with an import that was stopped by a fault', params: ById, reply: Import },
    ({ reach, params, actor }) => imports.resume(reach, params.id, actor),
  ),
  route.delete(
    '/history/imports/:id',
    { permission, summary: 'End an import and forget its report; what was stored stays', params: ById },
    async ({ reach, params, actor }) => {
      await imports.remove(reach, params.id, actor)
      return undefined
    },
  ),
]

async function* nothing(): AsyncGenerator<string> {
  yield 'line,column,reason,detail\r\n'
}
