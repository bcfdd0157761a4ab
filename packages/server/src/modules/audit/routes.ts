import { Content } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { AuditPage, AuditQuery, Retention, Verification } from './schema.ts'
import type { AuditService } from './service.ts'

const NDJSON = 'application/x-ndjson'

export const routes = (audit: AuditService): Route[] => [
  route.get(
    '/audit',
    { permission: 'audit:read', summary: 'Who did what, newest first', query: AuditQuery, reply: AuditPage },
    ({ reach, query }) => audit.records(reach, query),
  ),
  route.get(
    '/audit/verification',
    { permission: 'audit:read', summary: 'Walks the whole chain and its signatures', reply: Verification },
    ({ reach }) => audit.verification(reach),
  ),
  route.get(
    '/audit/export',
    {
      permission: 'audit:export',
      summary: 'The whole chain, to be verified anywhere with `millrace audit verify`',
      also: { [NDJSON]: 'a head, records, checkpoints and an end, a line each' },
    },
    async ({ reach, actor }) => new Content(NDJSON, await audit.export(reach, actor), { fileName: 'audit.ndjson' }),
  ),
  route.get(
    '/audit/retention',
    { permission: 'audit:read', summary: 'How long records are kept', reply: Retention },
    ({ reach }) => audit.retention(reach),
  ),
  route.put(
    '/audit/retention',
    { permission: 'organisation:manage', summary: 'Keep records for so long', body: Retention, reply: Retention },
    ({ reach, body, actor }) => audit.setRetention(reach, body, actor),
  ),
]
