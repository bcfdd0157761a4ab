import { Fault } from '@millrace/core'
import {
  checkProfile,
  type DeviceProfile,
  type Finding,
  hiddenStandings,
  type Place,
  profileKey,
  type ReadProfile,
  readPlacedYaml,
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
  /** Of findings, of which the first are listed. */
  readonly total: number
}

/** What is asked of a text of a profile; each is parsed anew for it, and so not on the thread that serves. */
export type Question =
  | { readonly kind: 'read'; readonly yaml: string }
  | { readonly kind: 'text'; readonly yaml: string; readonly content: DeviceProfile; readonly status: Standing }
  | { readonly kind: 'reasons'; readonly yaml: string; readonly content: DeviceProfile; readonly status: Borne }
  | { readonly kind: 'own'; readonly yaml: string; readonly content: DeviceProfile }

export type Borne = 'tried' | 'published'

export interface Answers {
  readonly read: ReadText
  /** The text as it was written, with what was decided since. */
  readonly text: string
  /** Why its tables do not rest on enough to be called so. */
  readonly reasons: Reasons
  /** What it holds without what trials said of it. */
  readonly own: DeviceProfile
}

export interface Reasons {
  readonly findings: readonly Finding[]
  readonly total: number
}

export function answer(question: Question): Answers[Question['kind']] {
  const { kind, yaml } = question
  switch (kind) {
    case 'read':
      return readText(yaml)
    case 'text':
      return textOf(yaml, question.content, question.status)
    case 'reasons':
      return reasonsAgainst(yaml, question.content, question.status)
    case 'own':
      return ownContent(yaml, question.content)
  }
}

const listed = (findings: readonly Finding[]): Reasons => ({
  findings: findings.slice(0, LISTED),
  total: findings.length,
})

/** Reads what somebody sent, as a draft whatever it calls itself: what it becomes is decided here. */
export function readText(yaml: string): ReadText {
  const bytes = Buffer.byteLength(yaml)
  if (bytes > MOST_BYTES) return listed([ofTheWhole(`has ${bytes} bytes; a profile may have ${MOST_BYTES}`)])
  const { profile, findings: found, yaml: placed } = checkProfile(yaml, { isPointName, status: 'draft' })
  if (!profile) return listed(found)
  const hidden = hiddenStandings(yaml, profile).map((path) => ({
    ...placed.placeOf(path),
    path: `/${path.join('/')}`,
    reason: 'must be one plain word on its line, without alias, anchor, merge or tag: a review writes over it',
  }))
  const findings = sortedFindings([...found, ...hidden])
  const key = profileKey(profile)
  if (/^[^/]{1,100}\/[^/]{1,100}$/.test(key))
    return { profile, ...listed(findings), key, versionAt: placed.placeOf(['version']) }
  const reason = 'has no letter or digit by which it could be found'
  return listed([
    ...findings,
    { ...placed.placeOf(['maker']), path: key.startsWith('/') ? '/maker' : '/model', reason },
  ])
}

const ofTheWhole = (reason: string): Finding => ({ line: 1, column: 1, path: '', reason })

const told = ({ findings, total }: Reasons) => ({ count: total, findings: findings.map(sayFinding).join('\n') })

/** Throws `profiles.invalid`. */
export function mustBeValid(read: ReadText): { profile: DeviceProfile; key: string } {
  const { profile, key, total } = read
  if (!profile || key === undefined || total > 0) throw new Fault('profiles.invalid', told(read))
  return { profile, key }
}

/** Throws `profiles.not_ready`. */
export function mustBear(status: Borne, reasons: Reasons): void {
  if (reasons.total > 0) throw new Fault('profiles.not_ready', { status, ...told(reasons) })
}

/** What a file says of where a version stands. */
const statusIn = (status: Standing): DeviceProfile['status'] =>
  status === 'tried' || status === 'published' ? status : 'draft'

const textOf = (yaml: string, content: DeviceProfile, status: Standing): string =>
  withStanding(yaml, { status: statusIn(status), tables: content.tables })

export const reasonsAgainst = (yaml: string, content: DeviceProfile, status: Borne): Reasons =>
  listed(checkProfile(textOf(yaml, content, status), { isPointName, status }).findings)

/** Read without its rules, which may have become stricter since. */
function ownContent(yaml: string, content: DeviceProfile): DeviceProfile {
  const { tables } = readPlacedYaml(yaml).value as DeviceProfile
  return { ...content, tables: content.tables.map((table, i) => ({ ...table, verified: tables[i]!.verified })) }
}
