import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  BackRequest,
  Derived,
  DerivedChange,
  DerivedList,
  DerivedQuery,
  DerivedRequest,
  Preview,
  PreviewRequest,
} from './schema.ts'
import type { DerivedService } from './service.ts'

const permission = 'asset:write'

export const routes = (derived: DerivedService): Route[] => [
  route.get(
    '/derived-points',
    {
      permission: 'point:read',
      summary: 'Derived points, with formula, inputs and how they stand',
      query: DerivedQuery,
      reply: DerivedList,
    },
    async ({ reach, query }) => ({ items: await derived.list(reach, query) }),
  ),
  route.post(
    '/derived-points',
    {
      permission,
      summary: 'Give an asset a point that is worked out of others',
      description:
        'It gets a value whenever one of its inputs does, and is a point like all others. Answered when it is in force. With `from` it is worked out of the history from then on, too.',
      body: DerivedRequest,
      reply: Derived,
      status: 201,
    },
    ({ reach, body, actor }) => derived.define(reach, body, actor),
  ),
  route.post(
    '/derived-points/preview',
    {
      permission,
      summary: 'What a formula gives over the last hours of the history; nothing is kept',
      body: PreviewRequest,
      reply: Preview,
    },
    ({ reach, body }) => derived.preview(reach, body),
  ),
  route.put(
    '/derived-points/:id',
    {
      permission,
      summary: 'Change a derived point',
      description: 'What it had before stays as it was, unless `from` says otherwise. Those that rest on it follow.',
      params: ById,
      body: DerivedChange,
      reply: Derived,
    },
    ({ reach, params, body, actor }) => derived.change(reach, params.id, body, actor),
  ),
  route.post(
    '/derived-points/:id/back',
    {
      permission,
      summary: 'Work a derived point out of the history from a moment on',
      params: ById,
      body: BackRequest,
      reply: Derived,
    },
    ({ reach, params, body, actor }) => derived.workBack(reach, params.id, body.from, actor),
  ),
  route.delete(
    '/derived-points/:id',
    {
      permission,
      summary: 'Work a derived point out no more; the point and its history stay',
      params: ById,
    },
    async ({ reach, params, actor }) => {
      await derived.remove(reach, params.id, actor)
      return undefined
    },
  ),
]
