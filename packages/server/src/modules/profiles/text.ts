import { Fault } from '@millrace/core'
import {
  checkProfile,
  type DeviceProfile,
  type Finding,
  hiddenStandings,
  type Place,
  profileKey,
  type ReadProfile,
  sayFinding,
  sortedFindings,
  withStanding,
} from '@millrace/core/profiles'
import { isPointName } from '@millrace/wire'
import './faults.ts'
import { LISTED, MOST_BYTES } from './schema.ts'
import type { Standing } from './steps.ts'

export interface ReadText extends Pick<ReadProfile, 'profile' | 'findings'> {
  readonly key?: string
  /** Where its version stands. */
  readonly versionAt?: Place
}

/** Reads what somebody sent, as a draft whatever it calls itself: what it becomes is decided here. */
export function readText(yaml: string): ReadText {
  const bytes = Buffer.byteLength(yaml)
  if (bytes > MOST_BYTES) return { findings: [ofTheWhole(`has ${bytes} bytes; a profile may have ${MOST_BYTES}`)] }
  const { profile, findings: found, yaml: placed } = checkProfile(yaml, { isPointName, status: 'draft' })
  if (!profile) return { findings: found }
  const hidden = hiddenStandings(yaml, profile).map((path) => ({
    ...placed.placeOf(path),
    path: `/${path.join('/')}`,
    reason: 'must be one plain word on its line, without alias, anchor, merge or tag: a review writes over it',
  }))
  const findings = sortedFindings([...found, ...hidden])
  const key = profileKey(profile)
  if (/^[^/]{1,100}\/[^/]{1,100}$/.test(key)) return { profile, findings, key, versionAt: placed.placeOf(['version']) }
  const reason = 'has no letter or digit by which it could be found'
  return {
    findings: [...findings, { ...placed.placeOf(['maker']), path: key.startsWith('/') ? '/maker' : '/model', reason }],
  }
}

const ofTheWhole = (reason: string): Finding => ({ line: 1, column: 1, path: '', reason })

const told = (findings: readonly Finding[]): string => findings.slice(0, LISTED).map(sayFinding).join('\n')

/** Throws `profiles.invalid`. */
export function mustBeValid({ profile, key, findings }: ReadText): { profile: DeviceProfile; key: string } {
  if (!profile || key === undefined || findings.length > 0)
    throw new Fault('profiles.invalid', { count: findings.length, findings: told(findings) })
  return { profile, key }
}

/** What a file says of where a version stands. */
const statusIn = (status: Standing): DeviceProfile['status'] =>
  status === 'tried' || status === 'published' ? status : 'draft'

/** The text as it was written, with what was decided since. */
export const textOf = (yaml: string, content: DeviceProfile, status: Standing): string =>
  withStanding(yaml, { status: statusIn(status), tables: content.tables })

/** Throws `profiles.not_ready` when its tables do not rest on enough to be called so. */
export function mustBear(yaml: string, content: DeviceProfile, status: 'tried' | 'published'): void {
  const { findings } = checkProfile(textOf(yaml, content, status), { isPointName, status })
  if (findings.length > 0)
    throw new Fault('profiles.not_ready', { status, count: findings.length, findings: told(findings) })
}
