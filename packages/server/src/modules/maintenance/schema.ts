import { type Static, Type } from 'typebox'
import { Id, Moment, pageOf, pageQuery, Time } from '../../http/schema.ts'
import { moveNames, orderStates } from './steps.ts'

const priorities = ['critical', 'high', 'medium', 'low'] as const
export type Priority = (typeof priorities)[number]
const priority = Type.Enum([...priorities])
const title = Type.String({ minLength: 1, maxLength: 200 })
const instructions = Type.String({ maxLength: 4_000 })

const Task = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 300 }),
    measure: Type.Optional(
      Type.String({ minLength: 1, maxLength: 30, description: 'UCUM unit of a value that is to be read' }),
    ),
    required: Type.Boolean(),
  },
  { title: 'MaintenanceTask' },
)
export type Task = Static<typeof Task>
const DoneTask = Type.Object(
  {
    ...Task.properties,
    done: Type.Boolean(),
    value: Type.Optional(Type.Number({ description: 'In the unit of `measure`' })),
    by: Type.Optional(Type.String()),
    at: Type.Optional(Time),
  },
  { title: 'WorkOrderTask' },
)
export type DoneTask = Static<typeof DoneTask>

const Trigger = Type.Union(
  [
    Type.Object({
      is: Type.Literal('counter'),
      point: Type.String({ ...Id, description: 'A number that only counts up: running hours, starts, kilometres' }),
      every: Type.Number({ exclusiveMinimum: 0, maximum: 1e9, description: 'In the unit of the point' }),
    }),
    Type.Object({
      is: Type.Literal('months'),
      every: Type.Integer({ minimum: 1, maximum: 120 }),
      from: Type.String({ ...Moment, description: 'The first order; the others follow on its day and hour' }),
    }),
    Type.Object({
      is: Type.Literal('event'),
      kinds: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { minItems: 1, maxItems: 50 }),
    }),
  ],
  { title: 'MaintenanceTrigger' },
)
export type Trigger = Static<typeof Trigger>

export const PlanRequest = Type.Object(
  {
    name: title,
    asset: Id,
    instructions,
    checklist: Type.Array(Task, { maxItems: 100 }),
    priority,
    trigger: Trigger,
    enabled: Type.Optional(Type.Boolean()),
  },
  { title: 'MaintenancePlanRequest' },
)
export type PlanRequest = Static<typeof PlanRequest>
export const Plan = Type.Object(
  {
    ...PlanRequest.properties,
    id: Id,
    enabled: Type.Boolean(),
    counted: Type.Optional(Type.Number({ description: 'Of a counter, since the last order' })),
    nextAt: Type.Optional(Time),
    changedAt: Time,
  },
  { title: 'MaintenancePlan' },
)
export type Plan = Static<typeof Plan>
export const PlanPage = pageOf(Plan, 'MaintenancePlanPage')

const Part = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    number: Type.Optional(Type.String({ maxLength: 100, description: 'Of the store or the maker' })),
    quantity: Type.Number({ exclusiveMinimum: 0, maximum: 1e6 }),
    unit: Type.String({ minLength: 1, maxLength: 30 }),
  },
  { title: 'WorkOrderPart' },
)
export type Part = Static<typeof Part>
const Spent = Type.Object(
  {
    person: Type.String({ minLength: 1, maxLength: 100 }),
    minutes: Type.Integer({ minimum: 1, maximum: 10_080 }),
    day: Type.String({ format: 'date' }),
  },
  { title: 'WorkOrderTime' },
)
export type Spent = Static<typeof Spent>

const Window = Type.Object({ from: Time, to: Time })
const Measured = Type.Object({ ...Window.properties, value: Type.Number(), unit: Type.String({ description: 'UCUM' }) })
const Effect = Type.Object({ kpi: Type.String(), before: Measured, after: Measured }, { title: 'WorkOrderEffect' })
export type Effect = Static<typeof Effect>
export const EffectRequest = Type.Object(
  { kpi: Type.String({ minLength: 1, maxLength: 100 }), before: Window, after: Window },
  { title: 'WorkOrderEffectRequest' },
)
export type EffectRequest = Static<typeof EffectRequest>

const Cause = Type.Object(
  { is: Type.Enum(['plan', 'event', 'person']), says: Type.String() },
  { title: 'WorkOrderCause' },
)
export type Cause = Static<typeof Cause>
const State = Type.Enum([...orderStates])
const Person = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
const Step = Type.Object({ step: Type.String(), by: Person, at: Time, note: Type.String() }, { title: 'WorkOrderStep' })
export const Photo = Type.Object(
  { id: Id, type: Type.String(), width: Type.Integer(), height: Type.Integer(), by: Person, at: Time },
  { title: 'WorkOrderPhoto' },
)
export type Photo = Static<typeof Photo>

export const OrderListed = Type.Object(
  {
    id: Id,
    number: Type.Integer({ minimum: 1 }),
    asset: Id,
    path: Type.Array(Type.String(), { description: 'Names from the top down to the asset' }),
    title,
    priority,
    state: State,
    cause: Cause,
    assigned: Type.Array(Type.String()),
    tasks: Type.Object({ done: Type.Integer(), total: Type.Integer() }),
    dueAt: Type.Optional(Time),
    createdAt: Time,
    changedAt: Time,
  },
  { title: 'WorkOrderListed' },
)
export type OrderListed = Static<typeof OrderListed>
export const OrderPage = pageOf(OrderListed, 'WorkOrderPage')
export const Order = Type.Object(
  {
    ...OrderListed.properties,
    instructions,
    checklist: Type.Array(DoneTask),
    parts: Type.Array(Part),
    times: Type.Array(Spent),
    photos: Type.Array(Photo),
    steps: Type.Array(Step, { description: 'The first first' }),
    may: Type.Array(Type.Enum(moveNames), { description: 'Steps that fit its state' }),
    startedAt: Type.Optional(Time),
    doneAt: Type.Optional(Time),
    closedAt: Type.Optional(Time),
    effect: Type.Optional(Effect),
  },
  { title: 'WorkOrder' },
)
export type Order = Static<typeof Order>

export const OrderRequest = Type.Object(
  {
    asset: Id,
    title,
    instructions: Type.Optional(instructions),
    priority,
    checklist: Type.Optional(Type.Array(Task, { maxItems: 100 })),
    assigned: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 20 })),
    dueAt: Type.Optional(Time),
  },
  { title: 'WorkOrderRequest' },
)
export type OrderRequest = Static<typeof OrderRequest>

export const OrderChange = Type.Object(
  {
    tasks: Type.Optional(
      Type.Array(
        Type.Object({
          at: Type.Integer({ minimum: 0, description: 'Place in the check list, from 0' }),
          done: Type.Boolean(),
          value: Type.Optional(Type.Number()),
        }),
        { maxItems: 100 },
      ),
    ),
    parts: Type.Optional(Type.Array(Part, { maxItems: 200 })),
    times: Type.Optional(Type.Array(Spent, { maxItems: 200 })),
    assigned: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 20 })),
    dueAt: Type.Optional(Time),
  },
  { title: 'WorkOrderChange' },
)
export type OrderChange = Static<typeof OrderChange>

export const MoveRequest = Type.Object(
  {
    move: Type.Enum(moveNames),
    note: Type.Optional(Type.String({ maxLength: 2_000 })),
    effect: Type.Optional(EffectRequest),
  },
  { title: 'WorkOrderMove' },
)
export type MoveRequest = Static<typeof MoveRequest>

export const OrderQuery = Type.Object({
  ...pageQuery,
  state: Type.Optional(State),
  asset: Type.Optional(Type.String({ ...Id, description: 'And below' })),
})
export type OrderQuery = Static<typeof OrderQuery>
