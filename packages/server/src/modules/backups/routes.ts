import { EventStream } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { Seal, SealRequest } from './schema.ts'
import type { BackupService } from './service.ts'

export const routes = (backups: BackupService): Route[] => [
  route.post(
    '/backups/hold',
    {
      permission: 'platform:operate',
      summary: 'Hold the platform still for a backup, as long as the stream is open',
      description: 'For programs on the machine of the platform: what is held is told as a file there.',
      also: { 'text/event-stream': 'step {step, done, of}; then held {file}, or fault {code, message, remedy}' },
    },
    ({ reach, actor }) => {
      const open = backups.hold(reach, actor)
      return new EventStream(({ send }) => open(send))
    },
  ),
  route.post(
    '/backups/seal',
    {
      permission: 'platform:operate',
      summary: 'Bind the checksum of a backup to the platform’s keys',
      body: SealRequest,
      reply: Seal,
    },
    ({ reach, body, actor }) => backups.seal(reach, body, actor),
  ),
]
