import { ID_PATTERN } from '@millrace/core'
import { type Static, Type } from 'typebox'
import { Id, pageOf, pageQuery, searchText, Time } from '../../http/schema.ts'

export const Asset = Type.Object(
  {
    id: Type.String(),
    parent: Type.Union([Type.String(), Type.Null()], { description: 'null at the top' }),
    name: Type.String(),
    level: Type.String({ description: 'ISA-95: enterprise, site, area, work_center, work_unit, equipment' }),
    path: Type.Array(Type.String(), { description: 'Names from the top down to this asset' }),
    childCount: Type.Integer({ minimum: 0 }),
    pointCount: Type.Integer({ minimum: 0, description: 'Points here and below' }),
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
  search: searchText,
  ...pageQuery,
})
export type AssetQuery = Static<typeof AssetQuery>

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
    deviceId: Type.String(),
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
