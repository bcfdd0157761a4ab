import { type Static, Type } from 'typebox'
import { Id, Time } from '../../http/schema.ts'
import { AlarmDifference } from '../alarms/index.ts'

const words = { en: Type.String(), zh: Type.String() }
const Words = Type.Object(words)
const named = { name: Type.String(), ...words }
const unit = Type.String({ description: 'UCUM' })
const Cited = Type.Object({ id: Type.String(), clause: Type.Optional(Type.String()) })
const PointValue = Type.Union([Type.Number(), Type.Boolean(), Type.String()])
const PointKind = Type.Enum(['number', 'boolean', 'text'])
const Need = Type.Enum(['needed', 'optional'])

export const Person = Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })
export type Person = Static<typeof Person>

const listed = {
  class: Type.String({ description: 'As its file in library/equipment is named' }),
  kind: Type.String({ description: 'Of the guideline’s article 10' }),
  version: Type.String(),
  title: Words,
  app: Type.Optional(
    Type.String({ description: 'publisher/name of the app that brought it; of the platform without' }),
  ),
}
export const ClassListed = Type.Object(
  {
    ...listed,
    points: Type.Integer(),
    kpis: Type.Integer(),
    alarms: Type.Integer(),
    figures: Type.Integer({ description: 'Published figures that its formulas give again' }),
  },
  { title: 'EquipmentClassListed' },
)
export type ClassListed = Static<typeof ClassListed>
export const ClassList = Type.Object({ items: Type.Array(ClassListed) }, { title: 'EquipmentClassList' })

const Parameter = Type.Object({
  ...named,
  unit,
  default: Type.Number(),
  low: Type.Number(),
  high: Type.Number(),
})

export const ClassView = Type.Object(
  {
    ...listed,
    note: Type.Optional(Words),
    sources: Type.Array(
      Type.Object({
        id: Type.String(),
        kind: Type.Enum(['standard', 'software', 'page', 'paper']),
        title: Type.String(),
        publisher: Type.String(),
        address: Type.Optional(Type.String()),
        seen: Type.Boolean({ description: 'The text itself was read; what was not is known from memory' }),
      }),
    ),
    variants: Type.Array(Type.Object({ ...named, units: Type.Record(Type.String(), Type.String()) })),
    parameters: Type.Array(Parameter),
    points: Type.Array(
      Type.Object({
        ...named,
        type: PointKind,
        unit: Type.Optional(unit),
        low: Type.Optional(Type.Number()),
        high: Type.Optional(Type.Number()),
        counter: Type.Optional(Type.Boolean()),
        states: Type.Optional(Type.Array(Type.String())),
        need: Need,
        else: Type.Optional(PointValue),
      }),
    ),
    derived: Type.Array(
      Type.Object({
        ...named,
        unit,
        formula: Type.Optional(Type.String()),
        curve: Type.Optional(Type.String()),
        at: Type.Optional(Type.String()),
        source: Type.Optional(Cited),
      }),
    ),
    kpis: Type.Array(
      Type.Object({
        ...named,
        unit,
        better: Type.Enum(['higher', 'lower']),
        formula: Type.String(),
        source: Type.Optional(Cited),
      }),
    ),
    alarms: Type.Array(
      Type.Object({
        ...named,
        when: Type.String(),
        on_delay: Type.Number({ description: 's' }),
        deadband: Type.Optional(
          Type.Object({
            value: Type.Number({ description: 'In the unit of the point; of a limit alone' }),
            by: Type.Enum(['flow', 'level', 'pressure', 'temperature', 'composition', 'own'], {
              description: 'The kind of signal, whose share of the range EEMUA 191 recommends; own: it has none for it',
            }),
          }),
        ),
        consequence: Type.Enum(['minor', 'major', 'severe']),
        respond_within: Type.Number({ description: 'min' }),
        effect: Words,
        action: Words,
      }),
    ),
    comparisons: Type.Array(
      Type.Object({
        kpi: Type.String(),
        alike: Type.Array(Type.Object({ of: Type.String(), within: Type.Number({ description: '%' }) })),
        completeness: Type.Number({ description: '% of the window that must have good data' }),
      }),
    ),
    references: Type.Array(
      Type.Object({
        ...named,
        source: Cited,
        variant: Type.Optional(Type.String()),
        figures: Type.Array(
          Type.Object({
            kpi: Type.String(),
            unit,
            published: Type.Number(),
            tolerance: Type.Number(),
            seen: Type.Optional(Type.Number({ description: 'What the formula gives; missing where it gives nothing' })),
            holds: Type.Boolean(),
            because: Type.Optional(Words),
          }),
        ),
      }),
    ),
  },
  { title: 'EquipmentClass' },
)
export type ClassView = Static<typeof ClassView>
export const ByClass = Type.Object({ class: Type.String({ maxLength: 60 }) })

const name = Type.String({ minLength: 1, maxLength: 60 })
const names = (description: string) =>
  Type.Optional(Type.Array(name, { maxItems: 200, uniqueItems: true, description }))

export const ApplicationRequest = Type.Object(
  {
    class: name,
    variant: Type.Optional(name),
    parameters: Type.Optional(
      Type.Record(Type.String({ maxLength: 60 }), Type.Number(), {
        description: 'Of the plate, in the unit of the class; what is left out stays as it was, or as the class has it',
      }),
    ),
    points: Type.Optional(
      Type.Record(Type.String({ maxLength: 60 }), Type.Union([Id, Type.Null()]), {
        description:
          'By point of the class: a point of the asset, or null for none; the others are found by themselves',
      }),
    ),
    alarms: names('Those wanted of what would be proposed; without it all that nobody declined'),
    kpis: names('Likewise of KPIs'),
    calendar: Type.Optional(
      Type.String({
        ...Id,
        description: 'With which the asset becomes a work unit; one that it is already stays as it is',
      }),
    ),
    kpisFrom: Type.Optional(
      Type.String({ ...Time, description: 'Windows that begin from then on are told; without it: now' }),
    ),
    seen: Type.Optional(
      Type.String({
        minLength: 64,
        maxLength: 64,
        description: '`seen` of what was looked at: nothing else is applied',
      }),
    ),
  },
  { title: 'EquipmentApplicationRequest' },
)
export type ApplicationRequest = Static<typeof ApplicationRequest>

const LeftOut = Type.Object(
  {
    why: Type.Enum(['missing', 'curve', 'constant'], {
      description:
        'missing: points that the asset has not; curve: it is read off a maker’s curve; constant: nothing of it is measured',
    }),
    names: Type.Array(Type.String()),
  },
  { title: 'EquipmentLeftOut' },
)

const PlannedAlarm = Type.Object(
  {
    ...named,
    is: Type.Enum(
      [
        'new',
        'same',
        'changed',
        'leaving',
        'replaced',
        'withdrawn',
        'retired',
        'waits',
        'declined',
        'twice',
        'refused',
        'left_out',
      ],
      {
        description:
          'new, changed, retired: a change would be proposed; leaving: it waits to be retired, and that would be withdrawn; replaced, withdrawn: what the class proposed before waits still, and would be withdrawn for what it says now, or because it has the alarm no more; waits: a change of somebody else, or the same, waits already; declined: it was rejected or retired; twice: another alarm has the condition',
      },
    ),
    chosen: Type.Boolean({ description: 'It would be proposed' }),
    when: Type.Optional(Type.String({ description: 'The condition as the class has it' })),
    consequence: Type.Optional(Type.Enum(['minor', 'major', 'severe'])),
    respondWithin: Type.Optional(Type.Number({ description: 'min' })),
    onDelay: Type.Optional(Type.Number({ description: 's' })),
    deadband: Type.Optional(Type.Number({ description: 'Of a limit, in the unit of the class' })),
    alarm: Type.Optional(Type.String({ description: 'Id of the alarm it is' })),
    change: Type.Optional(Type.String({ description: 'Id of the change that waits, or was proposed by this' })),
    difference: Type.Optional(Type.Array(AlarmDifference)),
    leftOut: Type.Optional(LeftOut),
    says: Type.Optional(Type.String({ description: 'Why it is refused' })),
    fault: Type.Optional(
      Type.Object(
        { code: Type.String(), facts: Type.Record(Type.String(), Type.String()) },
        { description: 'The same as a row of the error table, with what its words name' },
      ),
    ),
  },
  { title: 'EquipmentPlannedAlarm' },
)
export type PlannedAlarm = Static<typeof PlannedAlarm>

const PlannedKpi = Type.Object(
  {
    ...named,
    is: Type.Enum(['new', 'joins', 'changed', 'same', 'removed', 'left_out'], {
      description: 'new: nobody is told it yet; joins: other assets are; removed: the class has it no more',
    }),
    chosen: Type.Boolean({ description: 'It would be defined or bound' }),
    key: Type.Optional(Type.String({ description: 'Under which it is told' })),
    unit: Type.Optional(unit),
    formula: Type.Optional(Type.String({ description: 'As the class has it' })),
    source: Type.Optional(Type.String()),
    leftOut: Type.Optional(LeftOut),
  },
  { title: 'EquipmentPlannedKpi' },
)
export type PlannedKpi = Static<typeof PlannedKpi>

const PlannedPoint = Type.Object(
  {
    ...named,
    type: PointKind,
    unit: Type.Optional(unit),
    need: Need,
    point: Type.Optional(Id),
    pointUnit: Type.Optional(unit),
    how: Type.Optional(
      Type.Enum(['hand', 'name', 'words'], {
        description: 'hand: somebody said it; name: it is called so; words: most words and the unit are the same',
      }),
    ),
    problem: Type.Optional(
      Type.Enum(['missing', 'several', 'type', 'unit'], {
        description: 'several: more than one is called so; type, unit: the one that is called so does not fit',
      }),
    ),
    standsIn: Type.Optional(
      Type.Union([Type.Number(), Type.Boolean(), Type.String()], {
        description: 'What counts without a point',
      }),
    ),
    fits: Type.Array(Id, { description: 'Points of the asset that could be it, by type and unit' }),
  },
  { title: 'EquipmentPlannedPoint' },
)
export type PlannedPoint = Static<typeof PlannedPoint>

export const Plan = Type.Object(
  {
    asset: Id,
    ...listed,
    variant: Type.Optional(Type.String()),
    parameters: Type.Array(Type.Object({ ...Parameter.properties, value: Type.Number() })),
    available: Type.Array(
      Type.Object({ id: Id, path: Type.Array(Type.String()), unit: Type.Optional(unit) }, { title: 'EquipmentPoint' }),
      { description: 'Points of the asset and of all below it that could be some point of the class' },
    ),
    points: Type.Array(PlannedPoint),
    model: Type.Object({
      key: Type.String(),
      is: Type.Enum(['new', 'there', 'same'], { description: 'same: the asset is of it already' }),
      replaces: Type.Optional(
        Type.Object(
          { key: Type.String(), version: Type.String(), title: Type.String() },
          { description: 'Of which model the asset is now' },
        ),
      ),
    }),
    alarms: Type.Array(PlannedAlarm),
    kpis: Type.Array(PlannedKpi),
    before: Type.Optional(
      Type.Object(
        { class: Type.String(), version: Type.String(), by: Person, at: Time },
        { description: 'What was applied to it before' },
      ),
    ),
    differences: Type.Array(
      Type.Object({
        list: Type.Enum(['parameters', 'points', 'derived', 'kpis', 'alarms']),
        name: Type.String(),
        is: Type.Enum(['added', 'removed', 'changed']),
        fields: Type.Array(Type.String()),
      }),
      { description: 'Of the class, against the version that was applied before' },
    ),
    workUnit: Type.Boolean({ description: 'KPIs are told of work units alone: without it they wait' }),
    unitWith: Type.Optional(
      Type.Object(
        {
          calendar: Id,
          name: Type.String(),
          chosen: Type.Boolean({ description: 'It was asked for; else it is the usual one of this part of the plant' }),
        },
        { description: 'With which calendar it would become a work unit' },
      ),
    ),
    changes: Type.Boolean({ description: 'Something changes, or changed' }),
    seen: Type.String(),
    applied: Type.Boolean(),
  },
  { title: 'EquipmentPlan' },
)
export type Plan = Static<typeof Plan>

const goes = { ...named, alarm: Type.String({ description: 'Id of the alarm it is' }) }
export const Removal = Type.Object(
  {
    asset: Id,
    ...listed,
    model: Type.Optional(
      Type.Object(
        { key: Type.String(), version: Type.String(), title: Type.String(), bound: Type.Integer() },
        { description: 'The thing model of the class, with how many of its properties are bound; one of people stays' },
      ),
    ),
    alarms: Type.Array(
      Type.Object({
        ...goes,
        is: Type.Enum(['retired', 'withdrawn', 'stays'], {
          description:
            'retired: it is in force, and a change to retire it is proposed; withdrawn: it was not approved yet; stays: another change of it waits for its decision',
        }),
        change: Type.Optional(
          Type.String({ description: 'Id of the change that waits, is withdrawn, or was proposed by this' }),
        ),
      }),
    ),
    kpis: Type.Array(Type.Object({ ...named, key: Type.String() }), {
      description: 'Told of this asset no more; what was told stays',
    }),
    workUnit: Type.Boolean({ description: 'It is a work unit, and stays one' }),
    by: Person,
    at: Time,
    seen: Type.String(),
    removed: Type.Boolean(),
  },
  { title: 'EquipmentRemoval' },
)
export type Removal = Static<typeof Removal>
export const RemovalQuery = Type.Object({
  seen: Type.Optional(
    Type.String({
      minLength: 64,
      maxLength: 64,
      description: '`seen` of what was looked at: nothing else is taken off',
    }),
  ),
})

export const Application = Type.Object(
  {
    asset: Id,
    ...listed,
    newest: Type.Optional(
      Type.String({ description: 'Version of the class in the library; missing where it has it no more' }),
    ),
    variant: Type.Optional(Type.String()),
    parameters: Type.Record(Type.String(), Type.Number()),
    alarms: Type.Array(Type.Object({ ...named, alarm: Type.String() })),
    kpis: Type.Array(Type.Object({ ...named, unit: Type.Optional(unit), key: Type.String() })),
    by: Person,
    at: Time,
  },
  { title: 'EquipmentApplication' },
)
export type Application = Static<typeof Application>
export const ApplicationList = Type.Object({ items: Type.Array(Application) }, { title: 'EquipmentApplicationList' })
