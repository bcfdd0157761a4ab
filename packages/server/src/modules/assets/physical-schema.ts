import { type Static, Type } from 'typebox'
import { Id, Moment, pageOf, pageQuery, searchText, Time } from '../../http/schema.ts'

const Line = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f]*$' })

const Document = Type.Object(
  {
    title: Line(200),
    url: Type.String({ maxLength: 2000, pattern: '^https?://[^\\s\\u0000-\\u001f]+$', description: 'http or https' }),
  },
  { title: 'AssetDocument' },
)

const facts = {
  serialNumber: Line(120),
  maker: Line(120),
  model: Type.Optional(Line(120)),
  year: Type.Optional(Type.Integer({ minimum: 1800, maximum: 2200, description: 'Of manufacture' })),
  description: Type.Optional(Type.String({ maxLength: 2000, pattern: '^[^\\u0000]*$' })),
}

export const PhysicalAssetRequest = Type.Object(
  { ...facts, documents: Type.Optional(Type.Array(Document, { maxItems: 50 })) },
  { title: 'PhysicalAssetRequest' },
)
export type PhysicalAssetRequest = Static<typeof PhysicalAssetRequest>

/** The place that it fills now. */
const Place = Type.Object({
  filling: Id,
  asset: Id,
  path: Type.Array(Type.String(), { description: 'Names from the top down' }),
  from: Time,
})

/** One thing with a serial number, wherever it is mounted (ISA-95 part 2, physical asset). */
export const PhysicalAsset = Type.Object(
  {
    id: Id,
    ...facts,
    documents: Type.Array(Document),
    fills: Type.Optional(Place),
  },
  { title: 'PhysicalAsset' },
)
export type PhysicalAsset = Static<typeof PhysicalAsset>
export const PhysicalAssetPage = pageOf(PhysicalAsset, 'PhysicalAssetPage')

export const PhysicalAssetQuery = Type.Object({
  search: searchText,
  serialNumber: Type.Optional(Type.String({ maxLength: 120 })),
  mounted: Type.Optional(
    Type.Enum(['yes', 'no'], { description: 'Only those that fill a place now, or only those that do not' }),
  ),
  ...pageQuery,
})
export type PhysicalAssetQuery = Static<typeof PhysicalAssetQuery>

const until = Type.Union([Moment, Type.Null()], { description: 'null: until it ends' })

export const RoleFillingRequest = Type.Object(
  {
    physicalAsset: Id,
    asset: Type.String({ ...Id, description: 'The place that it fills' }),
    from: Moment,
    until: Type.Optional(until),
    shared: Type.Optional(
      Type.Boolean({ description: 'The place is filled by several at a time; otherwise it is refused while filled' }),
    ),
    note: Type.Optional(Type.String({ maxLength: 500, pattern: '^[^\\u0000]*$' })),
  },
  { title: 'RoleFillingRequest' },
)
export type RoleFillingRequest = Static<typeof RoleFillingRequest>

export const RoleFillingChange = Type.Object(
  {
    from: Type.Optional(Moment),
    until: Type.Optional(until),
    note: Type.Optional(Type.String({ maxLength: 500, pattern: '^[^\\u0000]*$' })),
  },
  { title: 'RoleFillingChange', description: 'What is left out stays' },
)
export type RoleFillingChange = Static<typeof RoleFillingChange>

export const RoleFilling = Type.Object(
  {
    id: Id,
    physicalAsset: Id,
    serialNumber: Type.String(),
    maker: Type.String(),
    model: Type.Optional(Type.String()),
    asset: Id,
    path: Type.Array(Type.String(), { description: 'Names from the top down to the place, as it stands now' }),
    from: Time,
    until: Type.Optional(Time),
    shared: Type.Boolean(),
    note: Type.Optional(Type.String()),
  },
  { title: 'RoleFilling' },
)
export type RoleFilling = Static<typeof RoleFilling>
export const RoleFillingPage = pageOf(RoleFilling, 'RoleFillingPage')

export const RoleFillingQuery = Type.Object({
  asset: Type.Optional(Id),
  physicalAsset: Type.Optional(Id),
  serialNumber: Type.Optional(Type.String({ maxLength: 120 })),
  ...pageQuery,
})
export type RoleFillingQuery = Static<typeof RoleFillingQuery>
