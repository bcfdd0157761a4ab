import { ID_PATTERN } from '@millrace/core'
import { type Static, type TSchema, Type } from 'typebox'
import { Id, pageOf, pageQuery, searchText, Time } from '../../http/schema.ts'
import { kinds, levels } from './tree.ts'

const Level = Type.Enum([...levels], {
  description: 'ISA-95 (IEC 62264-1 §5.3): enterprise, site, area, work_center, work_unit, equipment',
})
const Kind = Type.Enum([...kinds], { description: 'Of a work center' })
const Position = Type.Object(
  {
    latitude: Type.Number({ minimum: -90, maximum: 90, description: 'Degrees north, WGS 84' }),
    longitude: Type.Number({ minimum: -180, maximum: 180, description: 'Degrees east, WGS 84' }),
  },
  { title: 'Position' },
)

export const Asset = Type.Object(
  {
    id: Type.String(),
    parent: Type.Union([Type.String(), Type.Null()], { description: 'null at the top' }),
    name: Type.String(),
    level: Level,
    levelGiven: Type.Boolean({ description: 'Somebody said the level; otherwise it follows the level above' }),
    kind: Type.Optional(Kind),
    path: Type.Array(Type.String(), { description: 'Names from the top down to this asset' }),
    childCount: Type.Integer({ minimum: 0 }),
    pointCount: Type.Integer({ minimum: 0, description: 'Points here and below' }),
    description: Type.Optional(Type.String()),
    tags: Type.Array(Type.String()),
    position: Type.Optional(Position),
    retiredAt: Type.Optional(Type.String({ ...Time, description: 'Since when it is out of use' })),
  },
  { title: 'Asset' },
)
export type Asset = Static<typeof Asset>
export const AssetPage = pageOf(Asset, 'AssetPage')

export const AssetQuery = Type.Object({
  parent: Type.Optional(
    Type.String({
      maxLength: 36,
      pattern: `^(root|${ID_PATTERN})$`,
      description: 'Children of this asset, or "root" for the top',
    }),
  ),
  below: Type.Optional(Type.String({ ...Id, description: 'This asset and everything below it' })),
  level: Type.Optional(Level),
  tag: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  search: searchText,
  ...pageQuery,
})
export type AssetQuery = Static<typeof AssetQuery>

/** What nobody sees is no name, and PostgreSQL keeps no U+0000; service.ts trims what is left. */
const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f]*$' })
const Description = Type.String({ maxLength: 2000, pattern: '^[^\\u0000]*$' })
const Tag = Type.String({
  minLength: 1,
  maxLength: 60,
  pattern: '^[^\\s,;\\u0000](?:[^,;\\u0000-\\u001f]*[^\\s,;\\u0000])?$',
})
const Tags = Type.Array(Tag, { maxItems: 50, uniqueItems: true })

export const AssetRequest = Type.Object(
  {
    name: Name,
    parent: Type.Optional(Type.String({ ...Id, description: 'What it hangs on; without it the top' })),
    level: Type.Optional(Level),
    kind: Type.Optional(Kind),
    description: Type.Optional(Description),
    tags: Type.Optional(Tags),
    position: Type.Optional(Position),
  },
  { title: 'AssetRequest' },
)
export type AssetRequest = Static<typeof AssetRequest>

const orNone = <T extends TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]))

export const AssetChange = Type.Object(
  {
    name: Type.Optional(Name),
    level: orNone(Level),
    kind: orNone(Kind),
    description: orNone(Description),
    tags: Type.Optional(Tags),
    position: orNone(Position),
  },
  {
    title: 'AssetChange',
    description: 'What is left out stays; null takes it away (a level then follows the one above)',
  },
)
export type AssetChange = Static<typeof AssetChange>

export const AssetMove = Type.Object(
  { parent: Type.Union([Id, Type.Null()], { description: 'What it hangs on from now on; null: the top' }) },
  { title: 'AssetMove' },
)

export const AssetUse = Type.Object({ retired: Type.Boolean() }, { title: 'AssetUse' })

export const Placement = Type.Object(
  {
    asset: Type.Union([Id, Type.Null()], {
      description: 'Where they stand from now on; null: where their device says, from its next birth on',
    }),
    device: Type.Optional(Id),
    points: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 1000, uniqueItems: true })),
  },
  { title: 'Placement' },
)
export type Placement = Static<typeof Placement>
export const Placed = Type.Object(
  { points: Type.Integer({ minimum: 0, description: 'Points that stand elsewhere now' }) },
  { title: 'Placed' },
)

export const PointType = Type.Union([
  Type.Literal('double'),
  Type.Literal('int64'),
  Type.Literal('boolean'),
  Type.Literal('string'),
])

/** One value at one moment, with the OPC UA status that says how far it can be trusted (Part 4 §7.39). */
export const Sample = Type.Object(
  {
    time: Time,
    value: Type.Union([Type.Number(), Type.String(), Type.Boolean(), Type.Null()], {
      description:
        'An int64 beyond 2^53 is a string of digits; NaN and infinities are the strings NaN, Infinity, -Infinity',
    }),
    status: Type.Integer({ minimum: 0, maximum: 4294967295, description: 'OPC UA StatusCode' }),
    quality: Type.Union([Type.Literal('good'), Type.Literal('uncertain'), Type.Literal('bad')]),
    statusName: Type.String(),
  },
  { title: 'Sample' },
)
export type Sample = Static<typeof Sample>

export const Point = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    assetId: Type.String(),
    path: Type.Array(Type.String(), { description: 'Names from the top of the tree down to the asset' }),
    deviceId: Type.Optional(Type.String({ description: 'Missing where the point is worked out of others' })),
    type: PointType,
    unit: Type.Optional(Type.String({ description: 'UCUM code' })),
    description: Type.Optional(Type.String()),
    low: Type.Optional(Type.Number({ description: 'Lower end of the engineering range, in `unit`' })),
    high: Type.Optional(Type.Number({ description: 'Upper end of the engineering range, in `unit`' })),
    writable: Type.Boolean(),
    latest: Type.Optional(Sample),
  },
  { title: 'Point' },
)
export type Point = Static<typeof Point>
export const PointPage = pageOf(Point, 'PointPage')

export const PointQuery = Type.Object({
  asset: Type.Optional(Type.String({ ...Id, description: 'Points of this asset and of everything below it' })),
  device: Type.Optional(Id),
  search: searchText,
  ...pageQuery,
})
export type PointQuery = Static<typeof PointQuery>
