import { baselineShapes } from '@millrace/compute'
import { type Static, Type } from 'typebox'
import { Id, Moment, Time } from '../../http/schema.ts'
import { gains, mediumNames } from './media.ts'

/** Of an organisation. */
export const MOST_METERS = 2_000
export const MOST_DRIVERS = 5
/** Of one question: eleven years of days. */
export const MOST_PERIODS = 4_000

const HOUR = 3_600_000_000
const Maybe = Type.Union([Type.Number(), Type.Null()])
const Numbers = Type.Array(Maybe)
const Name = Type.String({ minLength: 1, maxLength: 100 })
const Note = Type.Optional(Type.String({ maxLength: 2_000, default: '' }))
const Starts = Type.Array(Type.Integer(), { description: 'Start of each period, µs since 1970 UTC' })
const Medium = Type.Enum([...mediumNames])
const Gives = Type.Enum([...gains], { description: 'coal: kgce per unit; carbon: kgCO₂ per unit' })

export const Person = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
export type Person = Static<typeof Person>

const Words = Type.Object({ en: Type.String(), zh: Type.String() })
export const MediumList = Type.Object(
  { items: Type.Array(Type.Object({ medium: Medium, unit: Type.String({ description: 'UCUM' }), title: Words })) },
  { title: 'EnergyMediumList' },
)
export type MediumList = Static<typeof MediumList>

const Reading = Type.Enum(['counter', 'rate'], {
  description: 'counter: the point counts up (kW.h); rate: it measures what flows per time (kW)',
})
export const MeterRequest = Type.Object(
  {
    point: Id,
    name: Name,
    medium: Medium,
    reading: Reading,
    unit: Type.Optional(
      Type.String({ minLength: 1, maxLength: 50, description: 'UCUM, of the point where it tells none itself' }),
    ),
  },
  { title: 'EnergyMeterRequest' },
)
export type MeterRequest = Static<typeof MeterRequest>
export const Meter = Type.Object(
  {
    id: Id,
    name: Name,
    medium: Medium,
    reading: Reading,
    unit: Type.String({ description: 'UCUM, of the medium' }),
    point: Id,
    pointName: Type.String(),
    path: Type.Array(Type.String()),
    asset: Id,
  },
  { title: 'EnergyMeter' },
)
export type Meter = Static<typeof Meter>
export const MeterList = Type.Object({ items: Type.Array(Meter) }, { title: 'EnergyMeterList' })

const Width = Type.Integer({
  minimum: HOUR,
  maximum: 31 * 24 * HOUR,
  description: 'Of a period, µs: an hour to 31 days',
})
export const UseQuery = Type.Object({
  from: Type.String({ ...Moment }),
  to: Type.Optional(Type.String({ ...Moment })),
  width: Width,
})
export type UseQuery = Static<typeof UseQuery>
const Conversion = Type.Object({
  value: Type.Number(),
  version: Type.Integer({ description: '0: ships with the platform' }),
  source: Type.String(),
  year: Type.Integer(),
})
const Converted = Type.Object({ total: Type.Number(), by: Conversion })
export const EnergyUse = Type.Object(
  {
    unit: Type.String(),
    width: Type.Integer(),
    start: Starts,
    energy: Type.Array(Maybe, { description: 'null: a gap of the meter' }),
    gaps: Type.Integer({ description: 'Periods of which the meter does not tell enough; they are in no sum' }),
    total: Type.Number(),
    coal: Type.Optional(Converted),
    carbon: Type.Optional(Converted),
  },
  { title: 'EnergyUse' },
)
export type EnergyUse = Static<typeof EnergyUse>

export const FactorRequest = Type.Object(
  {
    medium: Medium,
    gives: Gives,
    value: Type.Number({ minimum: 0, maximum: 1e6 }),
    source: Type.String({
      minLength: 3,
      maxLength: 500,
      description: 'Document and clause, announcement or measurement',
    }),
    year: Type.Integer({ minimum: 1950, maximum: 2200, description: 'That it holds for' }),
    note: Note,
  },
  { title: 'EnergyFactorRequest' },
)
export type FactorRequest = Static<typeof FactorRequest>
export const Factor = Type.Object(
  {
    medium: Medium,
    gives: Gives,
    unit: Type.String({ description: 'As kgce/kW.h' }),
    value: Type.Number(),
    source: Type.String(),
    year: Type.Integer(),
    note: Type.String(),
    version: Type.Integer({ description: '0: ships with the platform' }),
    current: Type.Boolean({ description: 'The newest version counts' }),
    setBy: Type.Optional(Person),
    setAt: Type.Optional(Time),
  },
  { title: 'EnergyFactor' },
)
export type Factor = Static<typeof Factor>
export const FactorList = Type.Object({ items: Type.Array(Factor) }, { title: 'EnergyFactorList' })

export const Driver = Type.Object(
  {
    point: Id,
    name: Name,
    as: Type.Enum(['mean', 'sum', 'counter', 'heating_degree_days', 'cooling_degree_days'], {
      description:
        'mean by time (temperature, load); sum of samples (pieces of each batch); what a counter grew; degree days of a temperature in °C',
    }),
    base: Type.Optional(Type.Number({ description: 'Of degree days, °C; default 18 for heating, 26 for cooling' })),
  },
  { title: 'EnergyDriver' },
)
export type Driver = Static<typeof Driver>
const definition = {
  meter: Id,
  from: Type.String({ ...Moment }),
  to: Type.String({ ...Moment }),
  width: Width,
  shape: Type.Enum([...baselineShapes], {
    description:
      'mean: no variable; linear: one slope each; 3PC, 3PH, 4P, 5P: change points of the first variable, an outdoor temperature (ASHRAE RP-1050)',
  }),
  drivers: Type.Array(Driver, { maxItems: MOST_DRIVERS, description: 'Relevant variables (ISO 50006)' }),
}
export const BaselineDefinition = Type.Object(definition, { title: 'EnergyBaselineDefinition' })
export type BaselineDefinition = Static<typeof BaselineDefinition>

const Finding = Type.Object({
  code: Type.Enum([
    'few_periods',
    'gaps',
    'weak_fit',
    'scatter_high',
    'not_better_than_none',
    'driver_irrelevant',
    'drivers_alike',
    'rest_in_waves',
    'uneven_scatter',
    'one_period_decides',
  ]),
  driver: Type.Optional(Type.String()),
  value: Type.Optional(Type.Number()),
  limit: Type.Optional(Type.Number()),
})
export type Finding = Static<typeof Finding>
export const Figures = Type.Object(
  {
    n: Type.Integer({ description: 'Periods it was made of' }),
    gaps: Type.Integer({ description: 'Periods left out, as the meter or a variable is not known' }),
    coefficients: Type.Array(
      Type.Object({
        name: Type.Optional(Type.String({ description: 'Absent of the intercept: what is used without any driver' })),
        estimate: Type.Number(),
        standardError: Type.Number(),
        t: Maybe,
        p: Maybe,
        low: Type.Number({ description: 'Of the interval at 95 %' }),
        high: Type.Number(),
      }),
    ),
    changePoints: Type.Array(Type.Number()),
    rSquared: Maybe,
    adjustedRSquared: Maybe,
    fP: Maybe,
    cvRmse: Maybe,
    residualDeviation: Type.Number(),
    durbinWatson: Maybe,
    autocorrelation: Maybe,
    findings: Type.Array(Finding, { description: 'What an energy manager should know before freezing it' }),
  },
  { title: 'EnergyFitFigures' },
)
export type Figures = Static<typeof Figures>
export const Rows = Type.Object(
  {
    start: Starts,
    energy: Numbers,
    drivers: Type.Array(Numbers, { description: 'One list a driver' }),
    expected: Numbers,
  },
  { title: 'EnergyFitRows' },
)
export type Rows = Static<typeof Rows>
export const Trial = Type.Object(
  { unit: Type.String(), figures: Figures, rows: Rows },
  { title: 'EnergyBaselineTrial' },
)
export type Trial = Static<typeof Trial>

export const StaticFactors = Type.Array(
  Type.Object({ name: Name, value: Type.String({ minLength: 1, maxLength: 200 }) }),
  {
    maxItems: 50,
    description:
      'What did not change and would make the baseline void if it did: floor area, number of shifts (ISO 50006)',
  },
)
export type StaticFactors = Static<typeof StaticFactors>
export const FreezeRequest = Type.Object(
  { ...definition, name: Name, staticFactors: Type.Optional(StaticFactors), note: Note },
  { title: 'EnergyBaselineRequest' },
)
export type FreezeRequest = Static<typeof FreezeRequest>

export const Adjustment = Type.Object(
  {
    id: Id,
    from: Time,
    to: Time,
    amount: Type.Number({ description: 'Added to what is expected of each period' }),
    reason: Type.String(),
    by: Person,
    at: Time,
  },
  { title: 'EnergyAdjustment' },
)
export type Adjustment = Static<typeof Adjustment>
export const AdjustmentRequest = Type.Object(
  {
    from: Type.String({ ...Moment }),
    to: Type.String({ ...Moment }),
    amount: Type.Number(),
    reason: Type.String({ minLength: 3, maxLength: 1_000 }),
  },
  { title: 'EnergyAdjustmentRequest' },
)
export type AdjustmentRequest = Static<typeof AdjustmentRequest>
export const AdjustmentId = Type.Object({ id: Id, adjustment: Id })

const listed = {
  id: Id,
  meter: Id,
  meterName: Type.String(),
  unit: Type.String(),
  name: Name,
  version: Type.Integer(),
  state: Type.Enum(['frozen', 'approved', 'retired']),
  shape: definition.shape,
  rSquared: Maybe,
  cvRmse: Maybe,
  frozenBy: Person,
  frozenAt: Time,
  approvedBy: Type.Optional(Person),
  approvedAt: Type.Optional(Time),
  retiredBy: Type.Optional(Person),
  retiredAt: Type.Optional(Time),
}
export const BaselineListed = Type.Object(listed, { title: 'EnergyBaselineListed' })
export type BaselineListed = Static<typeof BaselineListed>
export const BaselineList = Type.Object({ items: Type.Array(BaselineListed) }, { title: 'EnergyBaselineList' })
export const Baseline = Type.Object(
  {
    ...listed,
    definition: BaselineDefinition,
    figures: Figures,
    rows: Rows,
    staticFactors: StaticFactors,
    note: Type.String(),
    adjustments: Type.Array(Adjustment),
  },
  { title: 'EnergyBaseline' },
)
export type Baseline = Static<typeof Baseline>

export const SavingsQuery = Type.Object({
  from: Type.String({ ...Moment }),
  to: Type.Optional(Type.String({ ...Moment })),
  confidence: Type.Optional(Type.Number({ minimum: 0.5, maximum: 0.999, default: 0.95 })),
})
export type SavingsQuery = Static<typeof SavingsQuery>
const Saved = Type.Object({ total: Type.Number(), uncertainty: Type.Number(), by: Conversion })
export const SavingsReport = Type.Object(
  {
    unit: Type.String(),
    width: Type.Integer(),
    confidence: Type.Number(),
    start: Starts,
    energy: Numbers,
    expected: Numbers,
    saved: Type.Array(Maybe, { description: 'Expected less measured: above 0 is saved' }),
    cumulative: Type.Array(Maybe, { description: 'CUSUM; null at a gap' }),
    known: Type.Integer(),
    gaps: Type.Integer({ description: 'Periods of which the meter or a variable is not known; in no sum' }),
    outside: Type.Integer({ description: 'Known periods beyond what the baseline saw of a variable' }),
    totalExpected: Type.Number(),
    totalMeasured: Type.Number(),
    total: Type.Number(),
    share: Maybe,
    uncertainty: Type.Number({ description: 'Half the interval of the total' }),
    isSignificant: Type.Boolean({ description: 'Further from nought than it is uncertain' }),
    shifts: Type.Array(
      Type.Object({ at: Type.Integer(), began: Type.Integer(), side: Type.Enum(['above', 'below']) }),
      { description: 'Where the saving changed for good (tabular CUSUM, k = 0.5, h = 5): places of periods' },
    ),
    coal: Type.Optional(Saved),
    carbon: Type.Optional(Saved),
  },
  { title: 'EnergySavings' },
)
export type SavingsReport = Static<typeof SavingsReport>

const Per = Type.Object({ point: Id, as: Type.Enum(['sum', 'counter']) })
const ToldIn = Type.Enum(['medium', 'coal', 'carbon'])
export const IndicatorRequest = Type.Object(
  {
    meter: Id,
    name: Name,
    per: Type.Optional(Per),
    toldIn: Type.Optional(ToldIn),
    target: Type.Optional(Type.Number()),
  },
  { title: 'EnergyIndicatorRequest' },
)
export type IndicatorRequest = Static<typeof IndicatorRequest>
export const Indicator = Type.Object(
  {
    id: Id,
    meter: Id,
    meterName: Type.String(),
    name: Name,
    per: Type.Optional(Type.Object({ ...Per.properties, name: Type.String(), unit: Type.Optional(Type.String()) })),
    toldIn: ToldIn,
    unit: Type.String({ description: 'For people, as kgce/t' }),
    target: Type.Optional(Type.Number()),
  },
  { title: 'EnergyIndicator' },
)
export type Indicator = Static<typeof Indicator>
export const IndicatorList = Type.Object({ items: Type.Array(Indicator) }, { title: 'EnergyIndicatorList' })
export const IndicatorValues = Type.Object(
  {
    unit: Type.String(),
    width: Type.Integer(),
    start: Starts,
    value: Type.Array(Maybe, { description: 'null where it is not known, or nothing was made' }),
    gaps: Type.Integer(),
    whole: Type.Union([Type.Number(), Type.Null()], {
      description: 'Sum of energy by sum of what was made, not the mean',
    }),
    by: Type.Optional(Conversion),
  },
  { title: 'EnergyIndicatorValues' },
)
export type IndicatorValues = Static<typeof IndicatorValues>
