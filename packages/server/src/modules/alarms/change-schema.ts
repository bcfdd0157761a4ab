import { type Static, Type } from 'typebox'
import { Id, pageOf, pageQuery, searchText, Time } from '../../http/schema.ts'
import { Condition, Definition, Words } from './definition.ts'
import { ids, note, Person, Priority, reason } from './schema.ts'

/** The master alarm database as it is asked for and changed. */

const ChangeState = Type.Enum(['proposed', 'approved', 'rejected', 'withdrawn'])

export const Difference = Type.Object({
  field: Type.String({ description: 'With dots: condition.limit' }),
  before: Type.Optional(Type.Unknown()),
  after: Type.Optional(Type.Unknown()),
})
export type Difference = Static<typeof Difference>

export const Change = Type.Object(
  {
    id: Type.String(),
    alarm: Type.String(),
    asset: Type.String(),
    path: Type.Optional(
      Type.Array(Type.String(), {
        description: 'Names from the top of the tree down to the asset, where it is asked for',
      }),
    ),
    points: Type.Optional(
      Type.Array(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          path: Type.Array(Type.String()),
          unit: Type.Optional(Type.String()),
        }),
        { description: 'That its conditions name, as far as whoever asks may see them; beside `path`' },
      ),
    ),
    name: Words,
    kind: Type.Enum(['add', 'change', 'retire']),
    state: ChangeState,
    before: Type.Optional(Definition),
    after: Type.Optional(Definition),
    difference: Type.Array(Difference, { description: 'What changes, field by field' }),
    reason: Type.String(),
    by: Person,
    at: Time,
    decidedBy: Type.Optional(Person),
    decidedAt: Type.Optional(Time),
    note: Type.Optional(Type.String()),
    version: Type.Optional(Type.Integer({ description: 'That the alarm came to by it' })),
  },
  { title: 'AlarmChange' },
)
export type Change = Static<typeof Change>
export const ChangePage = pageOf(Change, 'AlarmChangePage')

export const ChangeQuery = Type.Object({
  state: Type.Optional(ChangeState),
  alarm: Type.Optional(Id),
  ...pageQuery,
})
export type ChangeQuery = Static<typeof ChangeQuery>

export const ChangeRequest = Type.Object(
  {
    alarm: Type.Optional(Type.String({ ...Id, description: 'That is to change; a new one without it' })),
    definition: Type.Optional(Definition),
    retire: Type.Optional(Type.Boolean({ description: 'Take the alarm out of the database' })),
    reason,
  },
  { title: 'AlarmChangeRequest' },
)
export type ChangeRequest = Static<typeof ChangeRequest>
export const DecisionRequest = Type.Object({ note }, { title: 'AlarmDecisionRequest' })
export const DecisionsRequest = Type.Object(
  {
    ids,
    decision: Type.Enum(['approve', 'reject']),
    note: Type.Optional(Type.String({ maxLength: 500, description: 'Why not, where they are rejected' })),
  },
  { title: 'AlarmDecisionsRequest' },
)
export type DecisionsRequest = Static<typeof DecisionsRequest>
export const DecisionsReply = Type.Object(
  {
    changed: Type.Integer({ minimum: 0 }),
    items: Type.Array(
      Type.Object({
        id: Type.String(),
        state: Type.Optional(ChangeState),
        refused: Type.Optional(
          Type.String({
            description: 'Why nothing happened, as a row of the error table: alarms.second_person, alarms.outdated …',
          }),
        ),
      }),
    ),
  },
  { title: 'AlarmDecisionsReply' },
)
export type DecisionsReply = Static<typeof DecisionsReply>
export const ChangeCounts = Type.Object(
  {
    waiting: Type.Integer({ minimum: 0, description: 'That wait for a second person' }),
    decidable: Type.Integer({ minimum: 0, description: 'Of these, in whose proposal whoever asks had no hand' }),
  },
  { title: 'AlarmChangeCounts' },
)
export type ChangeCounts = Static<typeof ChangeCounts>
export const RejectionRequest = Type.Object({ note: reason }, { title: 'AlarmRejectionRequest' })
export const ApproveRequest = Type.Object({ ids, note }, { title: 'AlarmApproveRequest' })

export const ConditionCheck = Type.Object({ condition: Condition }, { title: 'AlarmConditionCheck' })

export const DefinitionView = Type.Object(
  {
    id: Type.String(),
    path: Type.Array(Type.String()),
    priority: Priority,
    version: Type.Integer(),
    changedAt: Time,
    waiting: Type.Optional(Type.String({ description: 'Id of a change that waits' })),
    definition: Definition,
  },
  { title: 'AlarmDefinitionInForce' },
)
export type DefinitionView = Static<typeof DefinitionView>
export const DefinitionPage = pageOf(DefinitionView, 'AlarmDefinitionPage')

export const DefinitionQuery = Type.Object({
  asset: Type.Optional(Type.String({ ...Id, description: 'At this asset and below' })),
  search: searchText,
  rationalised: Type.Optional(Type.Boolean()),
  ...pageQuery,
})
export type DefinitionQuery = Static<typeof DefinitionQuery>

/** A row of a spreadsheet: fields with dots; lists as JSON. */
export const Row = Type.Record(
  Type.String({ maxLength: 100 }),
  Type.Union([Type.String({ maxLength: 4_000 }), Type.Number(), Type.Boolean(), Type.Null()]),
  { title: 'AlarmRow' },
)
export type Row = Static<typeof Row>
export const RowList = Type.Object({ items: Type.Array(Row) }, { title: 'AlarmRowList' })
export const ImportRequest = Type.Object(
  { rows: Type.Array(Row, { minItems: 1, maxItems: 1_000 }), reason },
  { title: 'AlarmImportRequest' },
)
export const ImportReply = Type.Object(
  {
    proposed: Type.Integer({ description: 'Changes that wait for an approval now' }),
    unchanged: Type.Integer(),
    refused: Type.Array(
      Type.Object({ row: Type.Integer({ description: 'From 1' }), code: Type.String(), says: Type.String() }),
    ),
  },
  { title: 'AlarmImportReply' },
)
export type ImportReply = Static<typeof ImportReply>
