import { readFileSync } from 'node:fs'
import { checkUnit, Fault, sayFault } from '@millrace/core'
import { type Finding, findingsOf, type PlacedYaml, readPlacedYaml } from '@millrace/core/profiles'
import { Compile } from 'typebox/schema'
import type { ClassReference, EquipmentClass } from './class.ts'
import { deadbandProblem } from './deadband.ts'
import { checkAlarm, checkDerived, checkKpi, namesOfClass } from './formulas.ts'

let compiled: ReturnType<typeof Compile> | undefined
function schema(): ReturnType<typeof Compile> {
  compiled ??= Compile(
    JSON.parse(
      readFileSync(new URL('../../../../library/equipment/schema/equipment-class.json', import.meta.url), 'utf8'),
    ) as Record<string, unknown>,
  )
  return compiled
}

export interface CheckedClass {
  /** Absent when it has not the shape of a class; it may have findings none the less. */
  readonly equipment?: EquipmentClass
  /** In the order of the lines. */
  readonly findings: readonly Finding[]
}

type Step = string | number
type Say = (at: readonly Step[], reason: string) => void

/** Checks the text of an equipment class: its shape, names, units, every formula in every variant, and what it cites. Tells every mistake. */
export function checkClass(text: string): CheckedClass {
  const yaml = readPlacedYaml(text)
  if (yaml.findings.length > 0) return { findings: yaml.findings }
  const [, errors] = schema().Errors(yaml.value)
  if (errors.length > 0) return { findings: sorted(findingsOf(errors, yaml)) }
  const equipment = yaml.value as EquipmentClass
  const findings: Finding[] = []
  const say: Say = (at, reason) => findings.push(foundAt(yaml, at, reason))
  checkNames(equipment, say)
  checkUnits(equipment, say)
  checkCited(equipment, say)
  checkValues(equipment, say)
  // Formulas speak of names and units: they are read when those hold.
  if (findings.length === 0) checkFormulas(equipment, say)
  if (findings.length === 0)
    equipment.alarms.forEach((alarm, i) => {
      const problem = deadbandProblem(equipment, alarm)
      if (problem !== undefined) say(['alarms', i, ...(alarm.deadband ? ['deadband'] : [])], `deadband ${problem}`)
    })
  if (findings.length === 0)
    for (const [i, reference] of equipment.references.entries()) checkReference(equipment, reference, i, say)
  return { equipment, findings: sorted(findings) }
}

const foundAt = (yaml: PlacedYaml, at: readonly Step[], reason: string): Finding => ({
  ...yaml.placeOf(at),
  path: `/${at.join('/')}`,
  reason,
})

const sorted = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => a.line - b.line || a.column - b.column)

/** Lists whose entries have a name; those of one group share the names of formulas. */
const formulaNames = ['parameters', 'points', 'derived'] as const
const ownNames = ['variants', 'curves', 'kpis', 'alarms', 'references'] as const

function checkNames(equipment: EquipmentClass, say: Say): void {
  const taken = new Map<string, string>()
  for (const list of formulaNames)
    (equipment[list] ?? []).forEach(({ name }, i) => {
      const twin = taken.get(name)
      if (twin !== undefined) say([list, i, 'name'], `is the name of one of the ${twin} already`)
      taken.set(name, list)
    })
  for (const list of ownNames)
    (equipment[list] ?? []).forEach(({ name }, i, all) => {
      if (all.findIndex((other) => other.name === name) < i) say([list, i, 'name'], 'is a name above')
    })
}

/** Says what a fault says, where it belongs. */
function trying(say: Say, at: readonly Step[], how: () => unknown): void {
  try {
    how()
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    say(at, sayFault(thrown))
  }
}

function checkUnits(equipment: EquipmentClass, say: Say): void {
  const check = (unit: string | undefined, at: readonly Step[]): void => {
    if (unit !== undefined) trying(say, at, () => checkUnit(unit))
  }
  for (const list of ['parameters', 'points', 'derived', 'kpis'] as const)
    (equipment[list] ?? []).forEach(({ unit }, i) => {
      check(unit, [list, i, 'unit'])
    })
  equipment.points.forEach(({ type, unit, low, high, states, counter }, i) => {
    const at = ['points', i]
    if ((type === 'number') !== (unit !== undefined))
      say(at, type === 'number' ? 'has no unit; 1 is one' : 'has a unit and is no number')
    if (type === 'number' && !counter && (low === undefined || high === undefined))
      say(at, 'has no low and high; a value that only rises is a counter')
    if (states && type !== 'text') say([...at, 'states'], 'has a meaning for texts alone')
  })
  for (const list of ['parameters', 'points'] as const)
    equipment[list].forEach(({ low, high }, i) => {
      if (low !== undefined && high !== undefined && low >= high) say([list, i, 'high'], `must be above low (${low})`)
    })
  ;(equipment.variants ?? []).forEach(({ units }, i) => {
    for (const [name, unit] of Object.entries(units)) {
      check(unit, ['variants', i, 'units', name])
      if (![...equipment.parameters, ...equipment.points].some((one) => one.name === name))
        say(['variants', i, 'units', name], 'is no point and no parameter')
    }
  })
}

function checkCited(equipment: EquipmentClass, say: Say): void {
  const known = equipment.sources.map(({ id }) => id)
  for (const list of ['curves', 'derived', 'kpis', 'references'] as const)
    (equipment[list] ?? []).forEach(({ source }, i) => {
      if (source && !known.includes(source.id))
        say([list, i, 'source', 'id'], `is none of the sources ${known.join(', ')}`)
    })
}

function checkValues(equipment: EquipmentClass, say: Say): void {
  equipment.parameters.forEach(({ default: usual, low, high }, i) => {
    if (usual < low || usual > high) say(['parameters', i, 'default'], `must lie within ${low} and ${high}`)
  })
  equipment.points.forEach(({ type, else: stand, states }, i) => {
    if (stand === undefined) return
    const wanted = type === 'text' ? 'string' : type
    if (typeof stand !== wanted || (states && !states.includes(String(stand))))
      say(['points', i, 'else'], `must be a ${states ? `text of ${states.join(', ')}` : type}`)
  })
  ;(equipment.curves ?? []).forEach(({ x, y }, i) => {
    if (x.length !== y.length) say(['curves', i, 'y'], `has ${y.length} values for ${x.length} of x`)
    if (x.some((value, k) => k > 0 && value <= x[k - 1]!)) say(['curves', i, 'x'], 'must rise')
  })
  equipment.comparisons.forEach(({ kpi, alike }, i) => {
    if (!equipment.kpis.some(({ name }) => name === kpi)) say(['comparisons', i, 'kpi'], 'is no KPI of the class')
    alike.forEach(({ of }, k) => {
      if (![...equipment.kpis, ...equipment.parameters].some(({ name }) => name === of))
        say(['comparisons', i, 'alike', k, 'of'], 'is no KPI and no parameter of the class')
    })
  })
}

function checkFormulas(equipment: EquipmentClass, say: Say): void {
  for (const variant of [undefined, ...(equipment.variants ?? []).map(({ name }) => name)]) {
    const names = namesOfClass(equipment, variant)
    ;(equipment.derived ?? []).forEach((derived, i) => {
      if ((derived.formula === undefined) === (derived.curve === undefined))
        say(['derived', i], 'must have either a formula or a curve')
      else if (derived.formula !== undefined)
        trying(say, ['derived', i, 'formula'], () => checkDerived(equipment, names, derived))
      else if (!equipment.curves?.some(({ name }) => name === derived.curve))
        say(['derived', i, 'curve'], 'is no curve of the class')
      else if (derived.at === undefined || !names.points.has(derived.at))
        say(['derived', i], 'has a curve and does not say at which name it is read')
    })
    equipment.kpis.forEach((kpi, i) => {
      trying(say, ['kpis', i, 'formula'], () => checkKpi(names, kpi))
    })
    equipment.alarms.forEach((alarm, i) => {
      trying(say, ['alarms', i, 'when'], () => checkAlarm(names, alarm))
    })
  }
}

function checkReference(equipment: EquipmentClass, reference: ClassReference, i: number, say: Say): void {
  const at = (...steps: Step[]): Step[] => ['references', i, ...steps]
  const { variant, parameters = {}, values, expect, window } = reference
  if (variant !== undefined && !equipment.variants?.some(({ name }) => name === variant))
    say(at('variant'), 'is no variant of the class')
  for (const name of Object.keys(parameters))
    if (!equipment.parameters.some((one) => one.name === name))
      say(at('parameters', name), 'is no parameter of the class')
  for (const [name, series] of Object.entries(values)) {
    const point = equipment.points.find((one) => one.name === name)
    const wanted = point?.type === 'text' ? 'string' : point?.type
    if (!point) say(at('values', name), 'is no point of the class')
    else if (typeof series !== 'object') {
      if (typeof series !== wanted) say(at('values', name), `must be a ${point.type}`)
    } else if (
      series.some(
        ([when, value], k) =>
          typeof value !== wanted || when > window || when <= (series[k - 1]?.[0] ?? -1) || series[0]![0] !== 0,
      )
    )
      say(
        at('values', name),
        `must be samples of a ${point.type} whose times rise from 0, within the window of ${window} s`,
      )
  }
  expect.forEach(({ kpi }, k) => {
    if (!equipment.kpis.some(({ name }) => name === kpi)) say(at('expect', k, 'kpi'), 'is no KPI of the class')
  })
}
