import { type Static, Type } from 'typebox'
import { Id, Moment, pageOf, pageQuery, Time } from '../../http/schema.ts'
import { actions, vocabulary } from './vocabulary.ts'

const ActionName = Type.Enum([...actions], { description: 'An action of the vocabulary' })
/** What stands above organisations is nothing that one of them can give. */
const OwnAction = Type.Enum(
  actions.filter((action) => vocabulary[action].about !== 'platform'),
  { description: 'An action of the vocabulary that is not about the platform' },
)

export const RoleView = Type.Object(
  {
    name: Type.String(),
    title: Type.String(),
    actions: Type.Array(ActionName),
    standard: Type.Boolean({ description: 'Every organisation has it; it cannot be changed' }),
    holders: Type.Integer({ minimum: 0, description: 'Members and programs that hold it, wherever' }),
  },
  { title: 'Role' },
)
export type RoleView = Static<typeof RoleView>
export const RoleList = Type.Object({ items: Type.Array(RoleView) }, { title: 'RoleList' })

export const RoleRequest = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-z0-9_]{1,39}$' }),
    title: Type.String({ minLength: 1, maxLength: 100 }),
    actions: Type.Array(OwnAction, { minItems: 1, maxItems: 100, uniqueItems: true }),
  },
  { title: 'RoleRequest' },
)
export type RoleRequest = Static<typeof RoleRequest>
export const ByRole = Type.Object({ name: Type.String({ maxLength: 40 }) })

export const ActionList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        action: ActionName,
        about: Type.Union([Type.Literal('plant'), Type.Literal('organisation'), Type.Literal('platform')]),
        shared: Type.Boolean({ description: 'A grant may give it to another organisation' }),
        says: Type.String(),
      }),
    ),
  },
  { title: 'ActionList' },
)

export const Assignment = Type.Object(
  {
    id: Type.String(),
    holder: Type.String({ description: 'Id of a person or program' }),
    holderKind: Type.Union([Type.Literal('person'), Type.Literal('program')]),
    holderName: Type.String(),
    role: Type.String(),
    below: Type.Union([Type.String(), Type.Null()], {
      description: 'Asset under which alone it holds; null: everywhere',
    }),
    belowName: Type.Optional(Type.String()),
    provider: Type.Union([Type.String(), Type.Null()], {
      description: 'Sign-in provider whose groups gave it; null: an administrator did',
    }),
  },
  { title: 'Assignment' },
)
export type Assignment = Static<typeof Assignment>
export const AssignmentList = Type.Object({ items: Type.Array(Assignment) }, { title: 'AssignmentList' })
export const AssignmentQuery = Type.Object({
  holder: Type.Optional(Id),
  role: Type.Optional(Type.String({ maxLength: 40 })),
})
export type AssignmentQuery = Static<typeof AssignmentQuery>

export const AssignmentRequest = Type.Object(
  { holder: Id, role: Type.String({ maxLength: 40 }), below: Type.Optional(Type.Union([Id, Type.Null()])) },
  { title: 'AssignmentRequest' },
)
export type AssignmentRequest = Static<typeof AssignmentRequest>

export const Rights = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        action: ActionName,
        everywhere: Type.Boolean({ description: 'false: only below certain assets' }),
      }),
    ),
  },
  { title: 'Rights' },
)

export const HeldRoles = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          role: Type.String(),
          title: Type.String(),
          below: Type.Optional(
            Type.Object(
              { id: Type.String(), name: Type.String() },
              { description: 'Asset under which alone it holds; without it everywhere' },
            ),
          ),
          provider: Type.Boolean({ description: 'Groups of a sign-in provider gave it' }),
        },
        { title: 'HeldRole' },
      ),
    ),
  },
  { title: 'HeldRoles' },
)
export type HeldRoles = Static<typeof HeldRoles>

export const Question = Type.Object(
  {
    holder: Type.String({ ...Id, description: 'Id of a member or program' }),
    action: ActionName,
    asset: Type.Optional(Type.String({ ...Id, description: 'The asset it is about; without it the organisation' })),
  },
  { title: 'AccessQuestion' },
)
export type Question = Static<typeof Question>

export const Explanation = Type.Object(
  {
    allowed: Type.Boolean(),
    because: Type.Array(Type.String(), { description: 'Names of the policies that decided; empty: none permits it' }),
    assignments: Type.Array(Assignment, { description: 'What the holder holds' }),
    decided: Type.Array(Assignment, {
      description: 'Of these, what gives the right at this place; empty: it is denied',
    }),
    suspended: Type.Boolean({ description: 'The holder is suspended and gets in nowhere, whatever they hold' }),
    secondFactor: Type.Boolean({ description: 'It counts in a session with a second factor alone' }),
    policies: Type.String({ description: 'The policies asked, in Cedar' }),
  },
  { title: 'Explanation' },
)
export type Explanation = Static<typeof Explanation>

export const GrantState = Type.Union([
  Type.Literal('planned'),
  Type.Literal('open'),
  Type.Literal('ended'),
  Type.Literal('revoked'),
])

export const Grant = Type.Object(
  {
    id: Type.String(),
    state: GrantState,
    giver: Type.String({ description: 'Name of the organisation that gives' }),
    receiver: Type.Optional(Type.String({ description: 'Handle of the organisation that receives' })),
    link: Type.Boolean({ description: 'For whoever holds the link' }),
    asset: Type.Union([Type.String(), Type.Null()]),
    point: Type.Union([Type.String(), Type.Null()]),
    subject: Type.String({ description: 'Name of what is shared, at the time it was' }),
    actions: Type.Array(ActionName),
    purpose: Type.String(),
    startsAt: Time,
    endsAt: Time,
    revokedAt: Type.Optional(Time),
    token: Type.Optional(Type.String({ description: 'Of a link; shown this once' })),
  },
  { title: 'Grant' },
)
export type Grant = Static<typeof Grant>
export const GrantPage = pageOf(Grant, 'GrantPage')
export const GrantQuery = Type.Object({ state: Type.Optional(GrantState), ...pageQuery })
export type GrantQuery = Static<typeof GrantQuery>

export const GrantRequest = Type.Object(
  {
    asset: Type.Optional(Type.String({ ...Id, description: 'Share this asset and what is below it' })),
    point: Type.Optional(Type.String({ ...Id, description: 'or this one point' })),
    receiver: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'Handle of the organisation; without it a link is made',
      }),
    ),
    actions: Type.Array(ActionName, { minItems: 1, maxItems: 10, uniqueItems: true }),
    purpose: Type.String({ minLength: 3, maxLength: 500, description: 'Why; both sides see it' }),
    startsAt: Type.Optional(Moment),
    endsAt: Moment,
  },
  { title: 'GrantRequest' },
)
export type GrantRequest = Static<typeof GrantRequest>
