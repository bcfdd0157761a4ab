import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import {
  type BoundCondition,
  type BoundMachine,
  boundAlarm,
  boundKpi,
  type ClassAlarm,
  type EquipmentClass,
} from '@millrace/compute'
import { Fault } from '@millrace/core'
import type { AlarmCondition, AlarmDefinition, Outlook } from '../alarms/index.ts'
import type { KpiBindings, KpiVersion } from '../kpis/index.ts'
import './faults.ts'
import { type Match, unitsOf } from './match.ts'
import type { PlannedAlarm, PlannedKpi } from './schema.ts'
import type { ApplicationRow } from './store.ts'
import type { Proposed } from './tables.ts'

/** A machine of a class. */
export interface Machine {
  readonly asset: string
  readonly equipment: EquipmentClass
  readonly variant: string | undefined
  readonly parameters: Readonly<Record<string, number>>
  readonly matches: readonly Match[]
}

const boundOf = ({ variant, parameters, matches }: Machine): BoundMachine => ({
  ...(variant === undefined ? {} : { variant }),
  parameters,
  points: new Map(
    matches.flatMap(({ name, point }) =>
      point ? [[name, point.unit === undefined ? {} : { unit: point.unit }] as const] : [],
    ),
  ),
})

/** Of the plate: what is asked for, else what was applied, else what the class has. Throws `equipment.name_unknown`, `equipment.parameter_outside`. */
export function parametersOf(
  equipment: EquipmentClass,
  variant: string | undefined,
  asked: Readonly<Record<string, number>>,
  before: Readonly<Record<string, number>>,
): Record<string, number> {
  mustBeNames(equipment, 'a parameter', Object.keys(asked), equipment.parameters)
  const unitOf = unitsOf(equipment, variant)
  return Object.fromEntries(
    equipment.parameters.map(({ name, default: usual, low, high, unit }) => {
      const value = asked[name] ?? before[name] ?? usual
      // Its range is told in the unit of the class, which a variant may replace.
      if (unitOf(name) === unit && (value < low || value > high))
        throw new Fault('equipment.parameter_outside', { name, low, high, unit, seen: value })
      return [name, value]
    }),
  )
}

/** Throws `equipment.name_unknown`. */
export function mustBeNames(
  { class: of }: EquipmentClass,
  what: string,
  names: readonly string[],
  known: readonly { readonly name: string }[],
): void {
  const seen = names.find((name) => !known.some((one) => one.name === name))
  if (seen !== undefined) throw new Fault('equipment.name_unknown', { what, of, seen })
}

/** An alarm of the class as the asset would have it, or why not. */
export interface AlarmIdea {
  readonly alarm: ClassAlarm
  readonly definition?: AlarmDefinition
  readonly leftOut?: NonNullable<PlannedAlarm['leftOut']>
  /** What was proposed of it before. */
  readonly before?: Proposed
  /** The change that waits is what the class proposed before, and nothing else. */
  readonly waitsAsBefore?: boolean
}

export function alarmIdeas(machine: Machine, before: ApplicationRow | undefined): AlarmIdea[] {
  const bound = boundOf(machine)
  const pointOf = new Map(machine.matches.flatMap(({ name, point }) => (point ? [[name, point.id] as const] : [])))
  return machine.equipment.alarms.map((alarm): AlarmIdea => {
    const proposed = before?.alarms[alarm.name]
    const base = { alarm, ...(proposed ? { before: proposed } : {}) }
    const of = boundAlarm(machine.equipment, alarm, bound)
    if ('leftOut' in of) return { ...base, leftOut: leftOutView(of.leftOut) }
    const condition = conditionOf(of.condition, alarm, (name) => pointOf.get(name) as string)
    return { ...base, definition: definitionOf(machine, alarm, condition) }
  })
}

const leftOutView = (left: Extract<ReturnType<typeof boundAlarm>, { leftOut: unknown }>['leftOut']) => ({
  why: left.why,
  names: 'names' in left ? [...left.names] : [],
})

function conditionOf(bound: BoundCondition, alarm: ClassAlarm, pointOf: (name: string) => string): AlarmCondition {
  const delays = { onDelay: alarm.on_delay, offDelay: 0 }
  switch (bound.is) {
    case 'limit': {
      const { is, point, side, limit, deadband, unit } = bound
      return { is, point: pointOf(point), side, limit, deadband, ...(unit === undefined ? {} : { unit }), ...delays }
    }
    case 'state':
      return { is: 'state', point: pointOf(bound.point), values: [...bound.values], ...delays }
    case 'expression': {
      const { is, expression, inputs } = bound
      return { is, expression, inputs: inputs.map((name) => ({ name, point: pointOf(name) })), ...delays }
    }
  }
}

const both = ({ en, zh }: { readonly en: string; readonly zh: string }): string => `${zh}\n${en}`

const definitionOf = (
  { asset, equipment }: Machine,
  { en, zh, consequence, respond_within, effect, action }: ClassAlarm,
  condition: AlarmCondition,
): AlarmDefinition => ({
  asset,
  name: { en, zh },
  condition,
  consequence,
  respondWithin: respond_within,
  cause: '',
  effect: both(effect),
  action: both(action),
  class: equipment.class,
  latching: false,
  acknowledgement: 'by_priority',
  reAlarm: 'always',
  rationalised: false,
})

/** Of which a change is proposed if it is chosen. */
const proposable: ReadonlySet<PlannedAlarm['is']> = new Set([
  'new',
  'changed',
  'leaving',
  'replaced',
  'withdrawn',
  'declined',
  'retired',
])

/** An alarm with what would come of it; `wanted`: those that were chosen by name. */
export function plannedAlarm(
  idea: AlarmIdea,
  outlook: Outlook | undefined,
  wanted: readonly string[] | undefined,
  without: readonly string[],
): PlannedAlarm {
  const { alarm, definition, before, leftOut } = idea
  const is = alarmStanding(idea, outlook)
  const usual =
    (is === 'new' || is === 'changed' || is === 'leaving' || is === 'replaced') && !without.includes(alarm.name)
  const chosen = proposable.has(is) && (wanted ? wanted.includes(alarm.name) : usual)
  const met = outlook?.is === 'twice' || outlook?.is === 'leaving' ? outlook.alarm : undefined
  // A proposal that is withdrawn before it was ever in force leaves no alarm.
  const isGone = is === 'declined' || (is === 'replaced' && outlook?.is === 'waits' && outlook.kind === 'add')
  const standing = before && !isGone ? before.alarm : met
  return {
    name: alarm.name,
    en: alarm.en,
    zh: alarm.zh,
    is,
    chosen: chosen && definition !== undefined,
    when: alarm.when,
    consequence: alarm.consequence,
    respondWithin: alarm.respond_within,
    onDelay: alarm.on_delay,
    ...(definition?.condition.is === 'limit' ? { deadband: definition.condition.deadband } : {}),
    ...(standing === undefined ? {} : { alarm: standing }),
    ...(outlook?.is === 'waits' || outlook?.is === 'leaving' ? { change: outlook.change } : {}),
    ...((outlook?.is === 'changed' && is === 'changed') ||
    (outlook?.is === 'leaving' && outlook.difference.length > 0) ||
    (outlook?.is === 'waits' && is === 'replaced' && outlook.kind === 'change' && outlook.difference.length > 0)
      ? { difference: [...outlook.difference] }
      : {}),
    ...(outlook?.is === 'refused'
      ? { says: outlook.says, fault: { code: outlook.code, facts: { ...outlook.facts } } }
      : {}),
    ...(leftOut ? { leftOut } : {}),
  }
}

function alarmStanding(
  { definition, before, waitsAsBefore }: AlarmIdea,
  outlook: Outlook | undefined,
): PlannedAlarm['is'] {
  if (!definition || !outlook) return 'left_out'
  // What people made of it since it was proposed is theirs, as long as the class says the same.
  if (outlook.is === 'changed' && isDeepStrictEqual(before?.definition, definition)) return 'same'
  if (outlook.is === 'waits' && !outlook.asAsked && waitsAsBefore) return 'replaced'
  return outlook.is
}

/** An alarm that was proposed and that the class has no more. */
export function retiredAlarm(
  name: string,
  { alarm, definition }: Proposed,
  outlook: Outlook | undefined,
  wanted: readonly string[] | undefined,
): PlannedAlarm[] {
  const base = { name, ...definition.name, chosen: wanted?.includes(name) ?? true, alarm }
  if (outlook?.is === 'same' || outlook?.is === 'changed') return [{ ...base, is: 'retired' }]
  if (outlook?.is !== 'waits' || !outlook.asAsked) return []
  return [{ ...base, is: outlook.kind === 'add' ? 'withdrawn' : 'retired', change: outlook.change }]
}

/** A KPI with what would be bound. */
export interface KpiIdea {
  readonly planned: PlannedKpi
  readonly content?: KpiVersion['content']
  readonly binding?: KpiBindings[string]
}

export function kpiIdeas(
  machine: Machine,
  /** Every version of every KPI. */
  versions: readonly KpiVersion[],
  wanted: readonly string[] | undefined,
  without: readonly string[],
): KpiIdea[] {
  const bound = boundOf(machine)
  const pointOf = new Map(machine.matches.flatMap(({ name, point }) => (point ? [[name, point.id] as const] : [])))
  return machine.equipment.kpis.map((kpi): KpiIdea => {
    const { name, en, zh, unit, formula } = kpi
    const of = boundKpi(machine.equipment, kpi, bound)
    const told = { name, en, zh, unit, formula }
    if ('leftOut' in of)
      return { planned: { ...told, is: 'left_out', chosen: false, leftOut: leftOutView(of.leftOut) } }
    const content = structuredClone(of.definition) as KpiVersion['content']
    const points = Object.fromEntries(of.bound.map((point) => [point, pointOf.get(point) as string]))
    const binding = { points, ...(Object.keys(of.constants).length > 0 ? { constants: { ...of.constants } } : {}) }
    const newest = versions.findLast(({ key }) => key === content.id)
    const own = newest?.bindings?.[machine.asset]
    const alike = newest !== undefined && isDeepStrictEqual(newest.content, content)
    const is = !newest ? 'new' : alike && isDeepStrictEqual(own, binding) ? 'same' : alike && !own ? 'joins' : 'changed'
    const chosen = is !== 'same' && (wanted ? wanted.includes(name) : !without.includes(name))
    const source = content.source === undefined ? {} : { source: content.source }
    return { planned: { ...told, ...source, is, chosen, key: content.id }, content, binding }
  })
}

/** What was looked at, as one short text. */
export const sealOf = (seen: unknown): string => createHash('sha256').update(JSON.stringify(seen)).digest('hex')
