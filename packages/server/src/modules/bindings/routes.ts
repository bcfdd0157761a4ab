import { Type } from 'typebox'
import { type Route, route } from '../../http/route.ts'
import { ById, Time } from '../../http/schema.ts'
import {
  Binding,
  BindingChange,
  BindingList,
  BindingPreview,
  BindingQuery,
  BindingRequest,
  BoundAssetList,
  ByAsset,
  CalibrationList,
  CalibrationRequest,
  Comparison,
  Lineage,
  LineageQuery,
  VersionRequest,
} from './schema.ts'
import type { BindingService } from './service.ts'

const read = 'point:read'
const bind = 'mechanism:bind'
const BackRequest = Type.Object(
  { from: Type.String({ ...Time, description: 'Worked out from then on, out of the history' }) },
  { title: 'BindingBackRequest', additionalProperties: false },
)

export const routes = (bindings: BindingService): Route[] => [
  route.get(
    '/bindings',
    { permission: read, summary: 'Mechanism models that run at assets', query: BindingQuery, reply: BindingList },
    async ({ reach, query }) => ({ items: await bindings.list(reach, query) }),
  ),
  route.get(
    '/bindings/:id',
    { permission: read, summary: 'A binding', params: ById, reply: Binding },
    ({ reach, params }) => bindings.get(reach, params.id),
  ),
  route.get(
    '/bindings/:id/assets',
    { permission: read, summary: 'Assets that run it, and how it stands at each', params: ById, reply: BoundAssetList },
    async ({ reach, params }) => ({ items: await bindings.assets(reach, params.id) }),
  ),
  route.post(
    '/bindings/preview',
    {
      permission: bind,
      summary: 'Which assets would run it, and what is missing; nothing is kept',
      body: BindingRequest,
      reply: BindingPreview,
    },
    ({ reach, body }) => bindings.preview(reach, body),
  ),
  route.post(
    '/bindings',
    {
      permission: bind,
      summary: 'Run a published version at assets',
      description: 'Its outputs become points of each asset. Answered when it is in force.',
      body: BindingRequest,
      reply: Binding,
      status: 201,
    },
    ({ reach, body, actor }) => bindings.define(reach, body, actor),
  ),
  route.put(
    '/bindings/:id',
    { permission: bind, summary: 'Change a binding', params: ById, body: BindingChange, reply: Binding },
    ({ reach, params, body, actor }) => bindings.change(reach, params.id, body, actor),
  ),
  route.delete(
    '/bindings/:id',
    { permission: bind, summary: 'Run it no more; its points and their history stay', params: ById },
    async ({ reach, params, actor }) => {
      await bindings.remove(reach, params.id, actor)
      return undefined
    },
  ),
  route.post(
    '/bindings/:id/pause',
    { permission: bind, summary: 'Give no values until it is resumed', params: ById, reply: Binding },
    ({ reach, params, actor }) => bindings.pause(reach, params.id, actor),
  ),
  route.post(
    '/bindings/:id/resume',
    {
      permission: bind,
      summary: 'Go on; what came meanwhile is worked out from the history',
      params: ById,
      reply: Binding,
    },
    ({ reach, params, actor }) => bindings.resume(reach, params.id, actor),
  ),
  route.post(
    '/bindings/:id/canary',
    {
      permission: bind,
      summary: 'Run another version in the shadow of the one in force',
      params: ById,
      body: VersionRequest,
      reply: Binding,
    },
    ({ reach, params, body, actor }) => bindings.startCanary(reach, params.id, body.version, actor),
  ),
  route.get(
    '/bindings/:id/canary',
    { permission: read, summary: 'How the two compare', params: ById, reply: Comparison },
    ({ reach, params }) => bindings.comparison(reach, params.id),
  ),
  route.delete(
    '/bindings/:id/canary',
    { permission: bind, summary: 'End the shadow', params: ById, reply: Binding },
    ({ reach, params, actor }) => bindings.endCanary(reach, params.id, actor),
  ),
  route.post(
    '/bindings/:id/promote',
    {
      permission: bind,
      summary: 'Put another published version in force',
      params: ById,
      body: VersionRequest,
      reply: Binding,
    },
    ({ reach, params, body, actor }) => bindings.promote(reach, params.id, body.version, actor),
  ),
  route.post(
    '/bindings/:id/rollback',
    { permission: bind, summary: 'Back to the version before', params: ById, reply: Binding },
    ({ reach, params, actor }) => bindings.rollBack(reach, params.id, actor),
  ),
  route.post(
    '/bindings/:id/back',
    {
      permission: bind,
      summary: 'Work its outputs out of the history from a moment on',
      params: ById,
      body: BackRequest,
      reply: Binding,
    },
    ({ reach, params, body, actor }) => bindings.workBack(reach, params.id, body.from, actor),
  ),
  route.get(
    '/bindings/:id/assets/:asset/calibrations',
    {
      permission: read,
      summary: 'Parameters that held at an asset, newest first',
      params: ByAsset,
      reply: CalibrationList,
    },
    ({ reach, params }) => bindings.calibrations(reach, params.id, params.asset),
  ),
  route.post(
    '/bindings/:id/assets/:asset/calibrations',
    {
      permission: bind,
      summary: 'Other parameters for one asset',
      params: ByAsset,
      body: CalibrationRequest,
      reply: CalibrationList,
      status: 201,
    },
    ({ reach, params, body, actor }) => bindings.calibrate(reach, params.id, params.asset, body, actor),
  ),
  route.get(
    '/lineage',
    {
      permission: read,
      summary: 'Where a value of a model’s output came from: version, inputs, parameters',
      query: LineageQuery,
      reply: Lineage,
    },
    ({ reach, query }) => bindings.lineage(reach, query),
  ),
]
