import { unitStates } from '@millrace/compute'
import { type Static, Type } from 'typebox'
import { Id, Moment, pageQuery, Time } from '../../http/schema.ts'

export type Subject = 'calendar' | 'product' | 'reason' | 'work_unit' | 'order' | 'downtime'

const name = Type.String({ minLength: 1, maxLength: 100 })
const clock = Type.String({ minLength: 5, maxLength: 5, description: 'HH:MM, local time' })
const date = Type.String({ minLength: 10, maxLength: 10, description: 'YYYY-MM-DD' })

export const Person = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
export type Person = Static<typeof Person>

const Break = Type.Object({ begin: clock, end: clock })
const shift = {
  name,
  begin: clock,
  end: Type.String({ ...clock, description: 'HH:MM; not later than the begin it is of the next day' }),
  breaks: Type.Optional(Type.Array(Break, { maxItems: 20 })),
}
export const CalendarContent = Type.Object(
  {
    zone: Type.String({ minLength: 1, maxLength: 60, description: 'IANA time zone' }),
    dayBegins: Type.String({ ...clock, description: 'When a production day begins, HH:MM local' }),
    weekBegins: Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday' }),
    shifts: Type.Array(
      Type.Object({
        ...shift,
        days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7 }),
      }),
      { maxItems: 30 },
    ),
    holidays: Type.Array(Type.Object({ date, name }), { maxItems: 1_000 }),
    exceptions: Type.Array(Type.Object({ date, name, shifts: Type.Array(Type.Object(shift), { maxItems: 10 }) }), {
      maxItems: 1_000,
    }),
  },
  { title: 'WorkCalendarContent' },
)
export type CalendarContent = Static<typeof CalendarContent>

export const CalendarRequest = Type.Object({ name, content: CalendarContent }, { title: 'WorkCalendarRequest' })
export type CalendarRequest = Static<typeof CalendarRequest>
export const Calendar = Type.Object({ id: Type.String(), ...CalendarRequest.properties }, { title: 'WorkCalendar' })
export type Calendar = Static<typeof Calendar>
export const CalendarList = Type.Object({ items: Type.Array(Calendar) }, { title: 'WorkCalendarList' })

export const ProductRequest = Type.Object(
  {
    code: name,
    name,
    secondsPerItem: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1e9,
        description: 'Planned run time per item, s (ISO 22400-2, PRI)',
      }),
    ),
  },
  { title: 'ProductRequest' },
)
export type ProductRequest = Static<typeof ProductRequest>
export const Product = Type.Object({ id: Type.String(), ...ProductRequest.properties }, { title: 'Product' })
export type Product = Static<typeof Product>
export const ProductList = Type.Object({ items: Type.Array(Product) }, { title: 'ProductList' })

export const ReasonRequest = Type.Object(
  {
    parent: Type.Optional(Id),
    name: Type.Object({ en: name, zh: name }),
    state: Type.Enum(['setup', 'delay', 'failure', 'idle', 'planned'], {
      description: 'What the time counts as; planned: it is no planned busy time',
    }),
    maintenance: Type.Optional(Type.Enum(['corrective', 'preventive'])),
    retired: Type.Optional(Type.Boolean({ description: 'No longer offered; what was entered keeps it' })),
  },
  { title: 'DowntimeReasonRequest' },
)
export type ReasonRequest = Static<typeof ReasonRequest>
export const Reason = Type.Object({ id: Type.String(), ...ReasonRequest.properties }, { title: 'DowntimeReason' })
export type Reason = Static<typeof Reason>
export const ReasonList = Type.Object({ items: Type.Array(Reason) }, { title: 'DowntimeReasonList' })

const state = Type.Enum([...unitStates])
export const StatesOf = Type.Object({
  point: Type.String({ ...Id, description: 'Tells what the work unit does' }),
  mapping: Type.Object({
    rules: Type.Array(
      Type.Object({
        when: Type.Union([
          Type.Number(),
          Type.Boolean(),
          Type.String({ maxLength: 200 }),
          Type.Object({ from: Type.Optional(Type.Number()), below: Type.Optional(Type.Number()) }),
        ]),
        state,
      }),
      { maxItems: 200, description: 'The first that fits counts' },
    ),
    otherwise: Type.Optional(state),
  }),
  gapSeconds: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'How long a state stands without news' })),
})
export type StatesOf = Static<typeof StatesOf>

const Counter = Type.Object({
  point: Id,
  rollover: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'At this reading it begins again at 0' })),
})
export const Counters = Type.Object({
  PQ: Type.Optional(Counter),
  GQ: Type.Optional(Counter),
  SQ: Type.Optional(Counter),
  RQ: Type.Optional(Counter),
  GP: Type.Optional(Counter),
  IP: Type.Optional(Counter),
})
export type Counters = Static<typeof Counters>

export const WorkUnitRequest = Type.Object(
  { calendar: Id, states: Type.Optional(StatesOf), counters: Counters },
  { title: 'WorkUnitRequest' },
)
export type WorkUnitRequest = Static<typeof WorkUnitRequest>
export const WorkUnit = Type.Object({ asset: Type.String(), ...WorkUnitRequest.properties }, { title: 'WorkUnit' })
export type WorkUnit = Static<typeof WorkUnit>
export const WorkUnitList = Type.Object({ items: Type.Array(WorkUnit) }, { title: 'WorkUnitList' })

const span = {
  begin: Type.String({ ...Time, description: 'Inclusive; to the millisecond' }),
  end: Type.Optional(Type.String({ ...Time, description: 'Exclusive; missing while it lasts' })),
}
export const OrderRequest = Type.Object(
  { asset: Id, product: Id, number: name, quantity: Type.Optional(Type.Number({ exclusiveMinimum: 0 })), ...span },
  { title: 'ProductionOrderRequest' },
)
export type OrderRequest = Static<typeof OrderRequest>
export const Order = Type.Object({ id: Type.String(), ...OrderRequest.properties }, { title: 'ProductionOrder' })
export type Order = Static<typeof Order>
export const OrderList = Type.Object({ items: Type.Array(Order) }, { title: 'ProductionOrderList' })

export const DowntimeRequest = Type.Object(
  { asset: Id, reason: Id, note: Type.Optional(Type.String({ maxLength: 1_000 })), ...span },
  { title: 'DowntimeRequest' },
)
export type DowntimeRequest = Static<typeof DowntimeRequest>
export const Downtime = Type.Object({ id: Type.String(), ...DowntimeRequest.properties }, { title: 'Downtime' })
export type Downtime = Static<typeof Downtime>
export const DowntimeList = Type.Object({ items: Type.Array(Downtime) }, { title: 'DowntimeList' })

const StretchPlan = Type.Enum(['off', 'stop', 'busy'], {
  description: 'off: no shift; stop: a break; busy: planned to work',
})
export const UnitNow = Type.Object(
  {
    asset: Type.String(),
    name: Type.String(),
    path: Type.Array(Type.String(), { description: 'Names from the top down to the asset' }),
    state: Type.Enum([...unitStates], { description: 'By its signal, or by the reason that was entered' }),
    since: Type.Optional(Type.String({ ...Time, description: 'Missing: for more than a day' })),
    plan: StretchPlan,
    shift: Type.Optional(Type.Object({ name: Type.String(), begin: Time, end: Time })),
    order: Type.Optional(
      Type.Object({
        id: Type.String(),
        number: Type.String(),
        product: Type.Object({ code: Type.String(), name: Type.String() }),
        quantity: Type.Optional(Type.Number()),
        begin: Time,
      }),
    ),
    downtime: Type.Optional(
      Type.Object({ id: Type.String(), reason: Type.String(), begin: Time }, { description: 'The reason that counts' }),
    ),
    unexplained: Type.Array(
      Type.Object({
        begin: Time,
        end: Type.Optional(Type.String({ ...Time, description: 'Missing while it lasts' })),
        state,
      }),
      { description: 'Stood for a minute or more within planned time of the last day, without a reason; newest first' },
    ),
  },
  { title: 'WorkUnitNow' },
)
export type UnitNow = Static<typeof UnitNow>
export const UnitNowList = Type.Object({ items: Type.Array(UnitNow) }, { title: 'WorkUnitNowList' })

const range = { from: Moment, to: Moment }
export const StretchQuery = Type.Object(range)
export type StretchQuery = Static<typeof StretchQuery>
export const Stretch = Type.Object(
  {
    begin: Time,
    end: Time,
    state,
    plan: StretchPlan,
    downtime: Type.Optional(Type.String({ description: 'The reason that counts, as it was entered' })),
    reason: Type.Optional(Type.String()),
  },
  { title: 'WorkUnitStretch' },
)
export type Stretch = Static<typeof Stretch>
export const StretchList = Type.Object({ items: Type.Array(Stretch) }, { title: 'WorkUnitStretchList' })

export const LostQuery = Type.Object({
  below: Type.String({ ...Id, description: 'Of all work units here and below' }),
  ...range,
})
export type LostQuery = Static<typeof LostQuery>
export const Lost = Type.Object(
  {
    busySeconds: Type.Number({ description: 'Planned busy time (ISO 22400-2, PBT), s' }),
    items: Type.Array(
      Type.Object({
        reason: Type.Optional(Type.String({ description: 'Missing: nobody said why' })),
        state,
        times: Type.Integer({ minimum: 1 }),
        seconds: Type.Number(),
        share: Type.Number({ description: 'Of all that was lost, 0 to 1' }),
        cumulative: Type.Number({ description: 'Of this and all before it, 0 to 1' }),
        isVital: Type.Boolean({ description: 'Of the few that make up 80 %' }),
      }),
    ),
  },
  { title: 'LostTime' },
)
export type Lost = Static<typeof Lost>

export const OfAsset = Type.Object({ asset: Id, limit: pageQuery.limit })
export type OfAsset = Static<typeof OfAsset>
export const AtAsset = Type.Object({ asset: Id })

export const Change = Type.Object(
  {
    about: Type.String(),
    before: Type.Unknown({ description: 'null: it is new' }),
    after: Type.Unknown({ description: 'null: it was removed' }),
    by: Person,
    at: Time,
  },
  { title: 'ProductionChange' },
)
export type Change = Static<typeof Change>
export const ChangeList = Type.Object({ items: Type.Array(Change) }, { title: 'ProductionChangeList' })
