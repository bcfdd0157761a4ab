import type { Tally } from './attack-case.ts'
import type { Said } from './attack-wire.ts'

/** Longest that anything hostile may take, ms: what takes longer costs the platform more than the attacker. */
const COSTLY_MS = 2_000

export const saying = ({ status, code }: Said): string => `${status} ${code ?? 'without a code'}`

/** A refusal of the caller, not a failure of ours, in good time. */
export function refused(tally: Tally, what: string, said: Said, allowed: readonly number[] = []): void {
  const ok = (said.status >= 400 && said.status < 500 && said.code !== undefined) || allowed.includes(said.status)
  tally.expect(ok, () => `${what} is answered ${saying(said)}`)
  if (said.ms > COSTLY_MS) tally.found(`${what} took ${said.ms.toFixed(0)} ms`)
}
