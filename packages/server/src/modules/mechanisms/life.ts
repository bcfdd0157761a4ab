import { Fault } from '@millrace/core'
import type { CaseResult } from '@millrace/runtime'
import type { Actor } from '../audit/index.ts'
import './faults.ts'
import type { KeptStep, MechanismVersion, Person, PlainValue, Stage } from './schema.ts'
import type { KnownVersion } from './store.ts'

type Step = Exclude<MechanismVersion['may'][number], 'bind' | 'change'>

/** From where a version may take a step: the one place that says so. */
const from: Readonly<Record<Step, readonly Stage[]>> = {
  test: ['draft', 'tested'],
  review: ['tested'],
  publish: ['reviewed'],
  deprecate: ['published'],
  remove: ['draft', 'tested', 'reviewed'],
}

export const personOf = ({ kind, id, name }: Actor): Person => ({ kind, id, name })

export const wasPublished = ({ stage }: Pick<KnownVersion, 'stage'>): boolean =>
  stage === 'published' || stage === 'deprecated'

/** Throws `mechanisms.out_of_turn`, and `mechanisms.published` where it is to be removed. */
export function mustBeInTurn({ name, version, stage }: KnownVersion, step: Step): void {
  if (from[step].includes(stage)) return
  if (step === 'remove') throw new Fault('mechanisms.published', { model: name, version })
  throw new Fault('mechanisms.out_of_turn', { expected: from[step].join(' or '), model: name, version, stage })
}

/** Whether they may agree to what others wrote. */
const isSecond = ({ hands }: Pick<KnownVersion, 'hands'>, { kind, id }: Actor): boolean =>
  kind === 'person' && !hands.includes(id)

/** Throws `mechanisms.second_person`, `mechanisms.alone`. @param people of the organisation */
export function mustBeSecond(row: KnownVersion, actor: Actor, people: number): void {
  if (isSecond(row, actor)) return
  if (people < 2) throw new Fault('mechanisms.alone', { seen: actor.name })
  throw new Fault('mechanisms.second_person', { seen: actor.kind === 'person' ? actor.name : 'a program' })
}

/** What can be done with it now, by the version and by who asks; whether they have the right is for the route to say. */
export function mayOf(row: KnownVersion, actor: Actor, isBound: boolean): MechanismVersion['may'] {
  const may: MechanismVersion['may'] = wasPublished(row) ? [] : ['change']
  for (const step of Object.keys(from) as Step[]) {
    if (!from[step].includes(row.stage)) continue
    if (step === 'review' && !isSecond(row, actor)) continue
    if (step === 'remove' && isBound) continue
    may.push(step)
  }
  return row.stage === 'published' ? [...may, 'bind'] : may
}

/** The right that each takes. */
const needs = {
  change: 'mechanism:write',
  test: 'mechanism:write',
  remove: 'mechanism:write',
  review: 'mechanism:publish',
  publish: 'mechanism:publish',
  deprecate: 'mechanism:publish',
  bind: 'mechanism:bind',
} as const satisfies Readonly<Record<MechanismVersion['may'][number], string>>

/** The same for a caller: what they have no right to is left out. */
export async function toCaller(
  version: MechanismVersion,
  reachFor: (action: (typeof needs)[keyof typeof needs]) => Promise<unknown>,
): Promise<MechanismVersion> {
  const held = new Map<string, boolean>()
  for (const action of new Set(version.may.map((step) => needs[step])))
    try {
      await reachFor(action)
      held.set(action, true)
    } catch (thrown) {
      if (!(thrown instanceof Fault) || thrown.code !== 'http.forbidden') throw thrown
    }
  return { ...version, may: version.may.filter((step) => held.has(needs[step])) }
}

/** Steps that are kept of a version. */
const MOST_STEPS = 200

/** A draft that one person saves again and again is one step. */
export function withStep(steps: readonly KeptStep[], step: KeptStep): KeptStep[] {
  const last = steps.at(-1)
  const isAgain = step.stage === 'draft' && last?.stage === 'draft' && last.by.id === step.by.id
  return [...(isAgain ? steps.slice(0, -1) : steps), step].slice(-MOST_STEPS)
}

/** Failures that a fault tells. */
const MOST_TOLD = 50

const said = (value: PlainValue | undefined, unit: string | undefined): string =>
  value === undefined ? 'nothing' : `${JSON.stringify(value)}${unit === undefined || unit === '1' ? '' : ` ${unit}`}`

/** Throws `mechanisms.caseless`, `mechanisms.cases_fail` with every case, row and output that does not hold. */
export function mustHold(model: string, results: readonly CaseResult[]): void {
  if (results.length === 0) throw new Fault('mechanisms.caseless', { model })
  const failures = results.flatMap(({ name, figures }) =>
    figures
      .filter(({ holds }) => !holds)
      .map(
        ({ row, output, unit, expected, seen, tolerance, reason }) =>
          `  case "${name}", row ${row + 1}, output ${output}: expected ${said(expected, unit)}${
            tolerance === undefined ? '' : ` ± ${tolerance}`
          }, saw ${said(seen, unit)}${reason === undefined ? '' : ` (${reason})`}`,
      ),
  )
  if (failures.length === 0) return
  const more = failures.length > MOST_TOLD ? [`  and ${failures.length - MOST_TOLD} more`] : []
  throw new Fault('mechanisms.cases_fail', {
    model,
    count: failures.length,
    failures: [...failures.slice(0, MOST_TOLD), ...more].join('\n'),
  })
}
