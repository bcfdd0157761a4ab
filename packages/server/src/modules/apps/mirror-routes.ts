import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { Mirror, MirrorApps, MirrorChange, MirrorList, MirrorRequest, MirrorTake } from './mirror-schema.ts'
import type { AppService } from './service.ts'

const manage = 'app:manage'

export const mirrors = (apps: AppService): Route[] => [
  route.get(
    '/apps/mirror',
    { permission: manage, summary: 'Platforms from which apps are taken', reply: MirrorList },
    ({ reach }) => apps.mirrors.list(reach),
  ),
  route.post(
    '/apps/mirror',
    {
      permission: manage,
      summary: 'Take apps from another Millrace',
      description: 'It is asked at once: an address or a key that opens nothing is refused.',
      body: MirrorRequest,
      reply: Mirror,
      status: 201,
    },
    ({ reach, body, actor }) => apps.mirrors.make(reach, body, actor),
  ),
  route.get(
    '/apps/mirror/:id',
    { permission: manage, summary: 'A mirror, and how far it is', params: ById, reply: Mirror },
    ({ reach, params }) => apps.mirrors.get(reach, params.id),
  ),
  route.put(
    '/apps/mirror/:id',
    { permission: manage, summary: 'Change a mirror', params: ById, body: MirrorChange, reply: Mirror },
    ({ reach, params, body, actor }) => apps.mirrors.change(reach, params.id, body, actor),
  ),
  route.get(
    '/apps/mirror/:id/apps',
    { permission: manage, summary: 'What the other platform has', params: ById, reply: MirrorApps },
    ({ reach, params, signal }) => apps.mirrors.apps(reach, params.id, signal),
  ),
  route.post(
    '/apps/mirror/:id/take',
    {
      permission: manage,
      summary: 'Take versions',
      description:
        'Each comes byte for byte, and is checked as one that a person brings in; GET tells how far they are.',
      params: ById,
      body: MirrorTake,
      reply: Mirror,
      status: 202,
    },
    ({ reach, params, body, actor }) => apps.mirrors.take(reach, params.id, body, actor),
  ),
  route.post(
    '/apps/mirror/:id/look',
    { permission: manage, summary: 'Look there now', params: ById, reply: Mirror, status: 202 },
    ({ reach, params }) => apps.mirrors.look(reach, params.id),
  ),
  route.delete(
    '/apps/mirror/:id',
    { permission: manage, summary: 'Take nothing from there any more', params: ById },
    async ({ reach, params, actor }) => {
      await apps.mirrors.remove(reach, params.id, actor)
      return undefined
    },
  ),
]
