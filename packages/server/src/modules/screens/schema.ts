import { type Static, type TProperties, Type } from 'typebox'
import { Id, pageOf, pageQuery, searchText, Time } from '../../http/schema.ts'
import { Document, Words } from './document.ts'

export const Person = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
export type Person = Static<typeof Person>

const listed = {
  id: Id,
  title: Words,
  of: Document.properties.of,
  widgets: Type.Integer(),
  revision: Type.Integer({ description: 'Counts the saves; the newest version has its number' }),
  changedBy: Person,
  changedAt: Time,
} satisfies TProperties
export const ScreenListed = Type.Object(listed, { title: 'ScreenListed' })
export type ScreenListed = Static<typeof ScreenListed>
export const ScreenPage = pageOf(ScreenListed, 'ScreenPage')
export const ScreenQuery = Type.Object({
  search: searchText,
  class: Type.Optional(Type.String({ maxLength: 60, description: 'Screens of this equipment class' })),
  ...pageQuery,
})
export type ScreenQuery = Static<typeof ScreenQuery>

export const Screen = Type.Object({ ...listed, document: Document, madeBy: Person, madeAt: Time }, { title: 'Screen' })
export type Screen = Static<typeof Screen>

const comment = Type.Optional(Type.String({ minLength: 1, maxLength: 500 }))
export const ScreenRequest = Type.Object(
  { document: Document, comment },
  { title: 'ScreenRequest', additionalProperties: false },
)
export type ScreenRequest = Static<typeof ScreenRequest>
export const ScreenChange = Type.Object(
  {
    document: Document,
    revision: Type.Integer({ minimum: 1, description: 'Of the one that was read' }),
    comment,
  },
  { title: 'ScreenChange', additionalProperties: false },
)
export type ScreenChange = Static<typeof ScreenChange>

const version = { number: Type.Integer(), comment: Type.Optional(Type.String()), by: Person, at: Time }
export const ScreenVersionList = Type.Object(
  { items: Type.Array(Type.Object(version, { title: 'ScreenVersionListed' })) },
  { title: 'ScreenVersionList', description: 'The newest first' },
)
export const ScreenVersion = Type.Object({ ...version, document: Document }, { title: 'ScreenVersion' })
export type ScreenVersion = Static<typeof ScreenVersion>
export const ByVersion = Type.Object({ id: Id, version: Type.Integer({ minimum: 1 }) })

export const ScreenAssetList = Type.Object(
  {
    items: Type.Array(
      Type.Object({ id: Id, name: Type.String(), path: Type.Array(Type.String()) }, { title: 'ScreenAsset' }),
    ),
  },
  {
    title: 'ScreenAssetList',
    description: 'Assets that it can be looked at for; without a class the one that it names',
  },
)
export type ScreenAssetList = Static<typeof ScreenAssetList>
