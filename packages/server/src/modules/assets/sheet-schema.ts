import { type Static, Type } from 'typebox'
import { Id } from '../../http/schema.ts'
import { AssetChange, AssetQuery } from './schema.ts'

const Change = Type.Object(
  {
    line: Type.Integer({ minimum: 0, description: 'Of the sheet; of an edit of many the place in the list' }),
    row: Type.Enum(['asset', 'point', 'physical']),
    is: Type.Enum(['made', 'changed', 'moved', 'refused']),
    name: Type.String(),
    what: Type.Record(Type.String(), Type.Unknown(), { description: 'Of each field: [before, after]' }),
    code: Type.Optional(Type.String({ description: 'Why it is refused: row of the error table' })),
    reason: Type.Optional(Type.String({ description: 'Why it is refused' })),
  },
  { title: 'PlantChange' },
)

/** Changes that are told; all are counted. */
export const LISTED = 500

export const PlantChanges = Type.Object(
  {
    made: Type.Integer({ minimum: 0 }),
    changed: Type.Integer({ minimum: 0 }),
    moved: Type.Integer({ minimum: 0 }),
    refused: Type.Integer({ minimum: 0 }),
    unchanged: Type.Integer({ minimum: 0 }),
    seen: Type.String({ description: 'Names these changes; what is applied must be what was looked at' }),
    items: Type.Array(Change, { description: `The first ${LISTED}, those refused first` }),
  },
  { title: 'PlantChanges' },
)
export type PlantChanges = Static<typeof PlantChanges>

export const SheetQuery = Type.Object({
  seen: Type.String({ minLength: 64, maxLength: 64, description: '`seen` of the preview' }),
})

const { below, level, tag, search } = AssetQuery.properties

export const BulkRequest = Type.Object(
  {
    filter: Type.Object({ below, level, tag, search }),
    change: Type.Object({
      level: AssetChange.properties.level,
      kind: AssetChange.properties.kind,
      description: AssetChange.properties.description,
      addTags: AssetChange.properties.tags,
      removeTags: AssetChange.properties.tags,
      parent: Type.Optional(Type.Union([Id, Type.Null()], { description: 'Move them all there' })),
      retired: Type.Optional(Type.Boolean()),
    }),
    seen: Type.Optional(Type.String({ minLength: 64, maxLength: 64, description: '`seen` of the preview' })),
  },
  { title: 'BulkRequest' },
)
export type BulkRequest = Static<typeof BulkRequest>
