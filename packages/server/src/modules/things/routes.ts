import { Content } from '../../http/reply.ts'
import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { TD_TYPE, TM_TYPE } from './document.ts'
import {
  BindingRequest,
  DifferenceList,
  DifferenceQuery,
  Instance,
  InstanceList,
  InstanceRequest,
  Migration,
  MigrationRequest,
  Model,
  ModelChange,
  ModelPage,
  ModelQuery,
  ModelRequest,
  PropertyOf,
  TemplateMade,
  TemplateRequest,
} from './schema.ts'
import type { ThingService } from './service.ts'

export const routes = (things: ThingService): Route[] => [
  route.get(
    '/thing-models',
    {
      permission: 'model:read',
      summary: 'Thing models, by key, the newest version first',
      query: ModelQuery,
      reply: ModelPage,
    },
    ({ reach, query }) => things.list(reach, query),
  ),
  route.post(
    '/thing-models',
    {
      permission: 'model:write',
      summary: 'Draft a version of a thing model',
      description: 'W3C WoT Thing Description 1.1 §9: properties, actions and events, with tm:extends and tm:ref.',
      body: ModelRequest,
      reply: Model,
      status: 201,
    },
    ({ reach, body, actor }) => things.add(reach, body, actor),
  ),
  route.get(
    '/thing-models/:id',
    {
      permission: 'model:read',
      summary: 'One version, as written and with all it refers to',
      params: ById,
      reply: Model,
    },
    ({ reach, params }) => things.get(reach, params.id),
  ),
  route.get(
    '/thing-models/:id/document',
    {
      permission: 'model:read',
      summary: 'One version as a Thing Model document',
      params: ById,
      also: { [TM_TYPE]: 'A Thing Model (W3C WoT Thing Description 1.1 §9)' },
    },
    async ({ reach, params }) => jsonOf(TM_TYPE, await things.document(reach, params.id)),
  ),
  route.put(
    '/thing-models/:id',
    { permission: 'model:write', summary: 'Change a draft', params: ById, body: ModelChange, reply: Model },
    ({ reach, params, body, actor }) => things.change(reach, params.id, body.content, actor),
  ),
  route.delete(
    '/thing-models/:id',
    {
      permission: 'model:write',
      summary: 'Remove a version that nothing is of: a draft, or a retired one',
      params: ById,
    },
    async ({ reach, params, actor }) => {
      await things.remove(reach, params.id, actor)
      return undefined
    },
  ),
  route.post(
    '/thing-models/:id/publication',
    {
      permission: 'model:write',
      summary: 'Publish a draft; from then on it is never changed',
      params: ById,
      reply: Model,
    },
    ({ reach, params, actor }) => things.publish(reach, params.id, actor),
  ),
  route.post(
    '/thing-models/:id/retirement',
    {
      permission: 'model:write',
      summary: 'Retire a version: nothing new comes to be of it',
      params: ById,
      reply: Model,
    },
    ({ reach, params, actor }) => things.retire(reach, params.id, actor),
  ),
  route.get(
    '/thing-models/:id/differences',
    {
      permission: 'model:read',
      summary: 'What differs between two versions',
      params: ById,
      query: DifferenceQuery,
      reply: DifferenceList,
    },
    async ({ reach, params, query }) => ({ items: await things.differences(reach, params.id, query.to) }),
  ),
  route.post(
    '/thing-models/:id/migration',
    {
      permission: 'asset:write',
      summary: 'Take assets of a version to another; without `seen` only look at what becomes of their bindings',
      params: ById,
      body: MigrationRequest,
      reply: Migration,
    },
    ({ reach, params, body, actor }) => things.migrate(reach, params.id, body, actor),
  ),
  route.post(
    '/thing-models/:id/assets',
    {
      permission: 'asset:write',
      summary: 'Make assets of a model, all or none',
      params: ById,
      body: TemplateRequest,
      reply: TemplateMade,
      status: 201,
    },
    async ({ reach, params, body, actor }) => ({ assets: await things.template(reach, params.id, body, actor) }),
  ),
  route.get(
    '/assets/:id/model',
    {
      permission: 'asset:read',
      summary: 'Of which model an asset is, and which point each property is',
      params: ById,
      reply: Instance,
    },
    ({ reach, params }) => things.instance(reach, params.id),
  ),
  route.get(
    '/assets/:id/models',
    {
      permission: 'asset:read',
      summary: 'The same as a list: empty where an asset is of no model',
      params: ById,
      reply: InstanceList,
    },
    async ({ reach, params }) => ({ items: await things.instances(reach, params.id) }),
  ),
  route.put(
    '/assets/:id/model',
    {
      permission: 'asset:write',
      summary: 'Say of which model an asset is; its properties find their points by name or pattern',
      params: ById,
      body: InstanceRequest,
      reply: Instance,
    },
    ({ reach, params, body, actor }) => things.setModel(reach, params.id, body.model, actor),
  ),
  route.delete(
    '/assets/:id/model',
    { permission: 'asset:write', summary: 'An asset is of no model any more', params: ById },
    async ({ reach, params, actor }) => {
      await things.dropModel(reach, params.id, actor)
      return undefined
    },
  ),
  route.put(
    '/assets/:id/bindings/:property',
    {
      permission: 'asset:write',
      summary: 'Bind a property to a point by hand',
      params: PropertyOf,
      body: BindingRequest,
      reply: Instance,
    },
    ({ reach, params, body, actor }) =>
      things.setBinding(reach, params.id, { property: params.property, point: body.point }, actor),
  ),
  route.get(
    '/assets/:id/thing-description',
    {
      permission: 'asset:read',
      summary: 'The Thing Description of an asset',
      params: ById,
      also: { [TD_TYPE]: 'W3C WoT Thing Description 1.1; it holds no secret' },
    },
    async ({ reach, params }) => jsonOf(TD_TYPE, await things.description(reach, params.id)),
  ),
  route.get(
    '/assets/:id/properties/:property',
    {
      permission: 'point:read',
      summary: 'The newest value of a property, in the unit of the model',
      params: PropertyOf,
      also: { 'application/json': 'A number, a string or a boolean' },
    },
    async ({ reach, params }) => jsonOf('application/json', await things.value(reach, params.id, params.property)),
  ),
]

const jsonOf = (type: string, value: unknown): Content => new Content(type, once(JSON.stringify(value)))

async function* once(text: string): AsyncGenerator<string> {
  yield text
}
