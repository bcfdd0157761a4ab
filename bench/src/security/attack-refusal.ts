import type { Tally } from './attack-case.ts'
import type { Said } from './attack-wire.ts'

export const saying = ({ status, code }: Said): string => `${status} ${code ?? 'without a code'}`

/** A refusal of the caller, not a failure of ours, in good time. */
export function refused(tally: Tally, what: string, said: Said, allowed: readonly number[] = []): void {
  const ok = (said.status >= 400 && said.status < 500 && said.code !== undefined) || allowed.includes(said.status)
  tally.expect(ok, () => `${what} is answered ${saying(said)}`)
  if (said.ms > tally.costlyMs) tally.found(`${what} took ${said.ms.toFixed(0)} ms`)
}
