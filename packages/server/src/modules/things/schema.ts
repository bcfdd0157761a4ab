import { type Static, Type } from 'typebox'
import { Id, pageOf, pageQuery, searchText, Time } from '../../http/schema.ts'

const text = (maxLength: number) => Type.String({ maxLength, pattern: '^[^\\u0000]*$' })
const Words = Type.Record(Type.String({ pattern: '^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$' }), text(2000), {
  description: 'By language (BCP 47)',
})
const KEY = '[a-z][a-z0-9-]{0,62}'
export const VERSION = '(?:0|[1-9]\\d{0,5})\\.(?:0|[1-9]\\d{0,5})\\.(?:0|[1-9]\\d{0,5})'
/** Names of properties, actions and events: letters, digits, hyphens and underscores, so that they stand in an address as they are. */
const NAME = '^[A-Za-z][A-Za-z0-9_-]{0,62}$'
export const REFERENCE = new RegExp(`^urn:millrace:thing-model:(${KEY}):(${VERSION})$`)

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Optional(Type.Union([schema, Type.Null()]))

const said = {
  title: orNull(text(200)),
  titles: orNull(Words),
  description: orNull(text(2000)),
  descriptions: orNull(Words),
  'tm:ref': Type.Optional(
    Type.String({ maxLength: 300, description: 'Another definition that this one begins from (TD 1.1 §9.3.2)' }),
  ),
}
const data = {
  type: Type.Optional(Type.Enum(['number', 'integer', 'boolean', 'string'])),
  unit: orNull(Type.String({ minLength: 1, maxLength: 60, description: 'UCUM code' })),
  minimum: orNull(Type.Number({ description: 'In `unit`' })),
  maximum: orNull(Type.Number({ description: 'In `unit`' })),
  enum: orNull(
    Type.Array(Type.Union([Type.String(), Type.Number()]), { minItems: 1, maxItems: 200, uniqueItems: true }),
  ),
}
const Data = Type.Object(data, { additionalProperties: false, title: 'ThingData' })

const Property = Type.Object(
  {
    ...said,
    ...data,
    readOnly: Type.Optional(Type.Boolean()),
    'mr:bind': orNull(
      Type.String({
        maxLength: 300,
        description:
          'Which point it is: names from the asset down, parted by /, with * for any signs; null: by its name',
      }),
    ),
  },
  { additionalProperties: false, title: 'ThingProperty' },
)
export type Property = Static<typeof Property>
const Action = Type.Object(
  { ...said, input: Type.Optional(Data) },
  { additionalProperties: false, title: 'ThingAction' },
)
const Event = Type.Object({ ...said, data: Type.Optional(Data) }, { additionalProperties: false, title: 'ThingEvent' })

const map = <T extends Parameters<typeof Type.Record>[1]>(schema: T) =>
  Type.Optional(
    Type.Record(Type.String({ pattern: NAME }), schema, { maxProperties: 500, additionalProperties: false }),
  )

/** A Thing Model as people write it; `@context`, `@type` and the version come from the platform. */
export const ModelContent = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 200 }),
    titles: Type.Optional(Words),
    description: Type.Optional(text(2000)),
    descriptions: Type.Optional(Words),
    extends: Type.Optional(
      Type.String({
        maxLength: 200,
        description: 'urn:millrace:thing-model:KEY:VERSION; stands in `links` of the document',
      }),
    ),
    class: Type.Optional(Type.String({ maxLength: 120, description: 'An equipment class, by name' })),
    properties: map(Property),
    actions: map(Action),
    events: map(Event),
    'tm:optional': Type.Optional(
      Type.Array(Type.String({ maxLength: 120, pattern: '^/(properties|actions|events)/[A-Za-z0-9_-]+$' }), {
        maxItems: 500,
        uniqueItems: true,
      }),
    ),
  },
  { additionalProperties: false, title: 'ThingModelContent' },
)
export type ModelContent = Static<typeof ModelContent>

const Key = Type.String({ pattern: `^${KEY}$`, description: 'Small letters, digits and hyphens' })
const Version = Type.String({ pattern: `^${VERSION}$`, description: 'Semantic version: major.minor.patch' })
const Status = Type.Enum(['draft', 'published', 'retired'])
export type Status = Static<typeof Status>

export const ModelRequest = Type.Object(
  { key: Key, version: Version, content: ModelContent },
  { title: 'ThingModelRequest' },
)
export type ModelRequest = Static<typeof ModelRequest>
export const ModelChange = Type.Object({ content: ModelContent }, { title: 'ThingModelChange' })

const listed = {
  id: Id,
  key: Type.String(),
  version: Type.String(),
  status: Status,
  title: Type.String(),
  titles: Type.Optional(Words),
  class: Type.Optional(Type.String()),
  assets: Type.Integer({ minimum: 0, description: 'That are of this version' }),
  changedAt: Time,
}
export const ModelListed = Type.Object(listed, { title: 'ThingModelListed' })
export type ModelListed = Static<typeof ModelListed>
export const ModelPage = pageOf(ModelListed, 'ThingModelPage')
export const ModelQuery = Type.Object({
  search: searchText,
  key: Type.Optional(Type.String({ maxLength: 63 })),
  status: Type.Optional(Status),
  ...pageQuery,
})
export type ModelQuery = Static<typeof ModelQuery>

export const Model = Type.Object(
  {
    ...listed,
    content: ModelContent,
    resolved: Type.Object(
      {
        properties: Type.Record(Type.String(), Property),
        actions: Type.Record(Type.String(), Action),
        events: Type.Record(Type.String(), Event),
        optional: Type.Array(Type.String()),
      },
      { description: 'With all that it extends and refers to' },
    ),
  },
  { title: 'ThingModel' },
)
export type Model = Static<typeof Model>
export type Resolved = Model['resolved']

const Binding = Type.Object(
  {
    property: Type.String(),
    point: Type.Optional(Id),
    pointPath: Type.Optional(Type.Array(Type.String(), { description: 'Names from the top down, the point’s last' })),
    pointUnit: Type.Optional(Type.String()),
    how: Type.Optional(Type.Enum(['name', 'pattern', 'hand'])),
    optional: Type.Boolean(),
    problem: Type.Optional(
      Type.Enum(['missing', 'several', 'type', 'unit'], {
        description:
          'missing: no point fits; several: more than one does; type, unit: the one that is called so does not fit',
      }),
    ),
  },
  { title: 'ThingBinding' },
)
export type Binding = Static<typeof Binding>

export const Instance = Type.Object(
  {
    asset: Id,
    model: Id,
    key: Type.String(),
    version: Type.String(),
    title: Type.String(),
    bindings: Type.Array(Binding),
  },
  { title: 'ThingInstance' },
)
export type Instance = Static<typeof Instance>
export const InstanceList = Type.Object({ items: Type.Array(Instance) }, { title: 'ThingInstanceList' })

export const InstanceRequest = Type.Object({ model: Id }, { title: 'ThingInstanceRequest' })
export const BindingRequest = Type.Object(
  { point: Type.Union([Id, Type.Null()], { description: 'null: by itself again, by name or pattern' }) },
  { title: 'ThingBindingRequest' },
)
export const PropertyOf = Type.Object({ id: Id, property: Type.String({ pattern: NAME }) })

export const TemplateRequest = Type.Object(
  {
    parent: Type.Optional(Id),
    names: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 500 })),
    name: Type.Optional(Type.String({ maxLength: 200, pattern: '\\{n\\}', description: 'With {n} for the number' })),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    from: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, default: 1 })),
    tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 50 })),
  },
  { title: 'ThingTemplateRequest' },
)
export type TemplateRequest = Static<typeof TemplateRequest>
export const TemplateMade = Type.Object({ assets: Type.Array(Id) }, { title: 'ThingTemplateMade' })

export const MigrationRequest = Type.Object(
  {
    to: Id,
    assets: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 1000, description: 'Default: all of the version' })),
    seen: Type.Optional(Type.String({ minLength: 64, maxLength: 64, description: '`seen` of what was looked at' })),
  },
  { title: 'ThingMigrationRequest' },
)
export type MigrationRequest = Static<typeof MigrationRequest>

export const Difference = Type.Object(
  {
    part: Type.String({ description: '/properties/NAME, /actions/NAME, /events/NAME' }),
    is: Type.Enum(['added', 'removed', 'changed']),
    fields: Type.Array(Type.String(), { description: 'Of what changed' }),
  },
  { title: 'ThingDifference' },
)
export type Difference = Static<typeof Difference>

export const Migration = Type.Object(
  {
    differences: Type.Array(Difference),
    assets: Type.Array(
      Type.Object({
        asset: Id,
        path: Type.Array(Type.String()),
        kept: Type.Integer({ minimum: 0 }),
        bound: Type.Array(Type.String(), { description: 'Properties that find a point by themselves' }),
        broken: Type.Array(
          Type.Object({ property: Type.String(), why: Type.Enum(['removed', 'type', 'unit', 'missing', 'several']) }),
        ),
      }),
    ),
    seen: Type.String(),
    applied: Type.Boolean(),
  },
  { title: 'ThingMigration' },
)
export type Migration = Static<typeof Migration>
export const DifferenceQuery = Type.Object({ to: Id })
export const DifferenceList = Type.Object({ items: Type.Array(Difference) }, { title: 'ThingDifferenceList' })
