import type { MechanismFinding } from '../../../platform.ts'

/** Findings at a place of model.yaml, or below it. */
export const findingsAt = (findings: readonly MechanismFinding[], pointer: string): MechanismFinding[] =>
  findings.filter(({ path }) => path !== undefined && (path === pointer || path.startsWith(`${pointer}/`)))

/** A JSON pointer (RFC 6901 §3). */
export const pointerOf = (...steps: readonly (string | number)[]): string =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** What comes out of a formula, where that is not the unit of its output. */
export function unitSeen({ says }: MechanismFinding): string | undefined {
  const seen =
    /converts? to [^,]+, saw (\S+?)[.,]?(?: in line|$|\s)/.exec(says) ??
    /without a unit, saw (\S+?)[.,]?(?: in line|$|\s)/.exec(says)
  const unit = seen?.[1]
  return unit === undefined || unit === 'a' ? undefined : unit
}
