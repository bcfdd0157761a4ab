import type { MechanismFinding } from '../../../platform.ts'

/** Findings at a place of model.yaml, or below it. */
export const findingsAt = (findings: readonly MechanismFinding[], pointer: string): MechanismFinding[] =>
  findings.filter(({ path }) => path !== undefined && (path === pointer || path.startsWith(`${pointer}/`)))

/** A JSON pointer (RFC 6901 §3). */
export const pointerOf = (...steps: readonly (string | number)[]): string =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** What comes out of a formula, where that is not the unit that its output has; undefined where something else is wrong. */
export function unitSeen({ says }: MechanismFinding, unit: string | undefined): string | undefined {
  const wanted = unit === undefined || unit === '1' ? 'a number without a unit' : `a unit that converts to ${unit}`
  const [, from = ''] = says.split(`Expected ${wanted}, saw `)
  return /^(?:.*, )?(?:a number )?in (\S+) in line/.exec(from)?.[1] ?? /^(\S+) in line/.exec(from)?.[1]
}
