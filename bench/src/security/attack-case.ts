import type { RunOptions } from '../run.ts'

import type { Company, Member, Stage } from './stage.ts'

/** What the attacks of one run act on. */
export interface Arena {
  readonly stage: Stage
  /** Whose things are attacked. */
  readonly north: Company
  /** An organisation whose administrator is the attacker. */
  readonly south: Company
  /** A viewer of the attacked organisation. */
  readonly viewer: Member
  /** Id of a point with values, of the attacked organisation. */
  readonly point: string
  readonly quick: boolean
  readonly progress: RunOptions['progress']
}

/** What one attack came to. */
export class Tally {
  attempts = 0
  /** Attempts that were refused, and told so. */
  refused = 0
  readonly findings: string[] = []
  /** Why the attack could not be made at all. */
  skipped: string | undefined
  /** Longest that anything hostile may take, ms: what takes longer costs the platform more than the attacker. */
  readonly costlyMs: number

  constructor(costlyMs: number) {
    this.costlyMs = costlyMs
  }

  /** One attempt; what is not as it must be is a finding. */
  expect(ok: boolean, finding: () => string): void {
    this.attempts++
    if (ok) this.refused++
    else this.found(finding())
  }

  /** The same finding again and again tells nothing new. */
  found(finding: string): void {
    if (this.findings.length < MOST && !this.findings.includes(finding)) this.findings.push(finding)
  }
}

/** Findings of one attack that are told. */
const MOST = 12

export interface Attack {
  readonly name: string
  run(arena: Arena, tally: Tally): Promise<void>
}

/** Splits work into rounds of so many at once. */
export async function inRounds<T>(
  items: readonly T[],
  width: number,
  each: (item: T) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < items.length; at += width) await Promise.all(items.slice(at, at + width).map(each))
}

export const range = (length: number): number[] => Array.from({ length }, (_, index) => index)
