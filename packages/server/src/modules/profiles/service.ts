import { type Clock, Fault, ID_PATTERN, type Log, MICROS_PER_MS, newId } from '@millrace/core'
import { compareVersions, type DeviceProfile, deviceText, expandDevice, sortedFindings } from '@millrace/core/profiles'
import {
  cursorOf,
  keysOf,
  type Page,
  patternsOf,
  type Reach,
  type TenantDb,
  type TenantTx,
} from '../../database/index.ts'
import type { AccessService, Action } from '../access/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import { handsOf } from '../hands.ts'
import type { Principal } from '../identity/index.ts'
import { choiceOf } from './entry.ts'
import './faults.ts'
import { createLibrary, type Shipped } from './library.ts'
import { TextReading } from './reading.ts'
import { againstRemoval, triedOn } from './review.ts'
import {
  type EntryQuery,
  LISTED,
  type Profile,
  type ProfileCheck,
  type ProfileListed,
  type ProfileQuery,
  type StepName,
  type Trial,
} from './schema.ts'
import { type MoveName, moves } from './steps.ts'
import * as store from './store.ts'
import { mustBear, mustBeValid } from './text.ts'
import { currentOf, profileView, rowView, shippedProfile, shippedView, summaryOf } from './view.ts'

/** Of an organisation, whatever became of them. */
const MOST_VERSIONS = 1_000

/** A step that somebody takes, with what they say of it. */
export interface Taken {
  readonly move: Exclude<MoveName, 'remove'>
  readonly note?: string | undefined
  /** Of `try` alone. */
  readonly trial?: Trial
}

export interface ProfileService {
  list(reach: Reach, query: ProfileQuery): Promise<Page<ProfileListed>>
  /** Throws `profiles.unknown`, as all that follow with an id. */
  get(who: Principal, reach: Reach, id: string): Promise<Profile>
  /** As a file of the library, with its status as it is now. Throws what {@link TextReading.ask} does, as `check`, `add` and `take`. */
  text(reach: Reach, id: string): Promise<{ yaml: string; key: string }>
  /** Throws `profile.parameter_missing`, `profile.parameter_unknown`, `profile.driver_unknown`, `profiles.entry_malformed`. */
  entry(reach: Reach, id: string, query: EntryQuery): Promise<string>
  check(reach: Reach, yaml: string): Promise<ProfileCheck>
  /** Throws `profiles.invalid`, `profiles.version_known`, `profiles.too_many`. */
  add(who: Principal, reach: Reach, yaml: string, actor: Actor): Promise<Profile>
  /** Throws `profiles.out_of_turn`, `second_person`, `not_yours`, `table_unknown`, `not_ready`. */
  take(who: Principal, reach: Reach, id: string, taken: Taken, actor: Actor): Promise<Profile>
  /** Throws `profiles.out_of_turn`, `profiles.kept`. */
  remove(reach: Reach, id: string, actor: Actor): Promise<void>
  close(): Promise<void>
}

interface Needs {
  readonly tenants: TenantDb
  readonly access: Pick<AccessService, 'reach'>
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly log: Log
}

const isContribution = new RegExp(`^${ID_PATTERN}$`)
const personOf = ({ kind, id, name }: Actor) => ({ kind, id, name })
const idOf = (who: Principal): string | undefined =>
  who.kind === 'person' ? who.user : who.kind === 'program' ? who.program : undefined

export function createProfiles({ tenants, access, audit, clock, log }: Needs): ProfileService {
  const library = createLibrary(log)
  const reading = new TextReading(clock)
  const now = (): Date => new Date(clock.now() / MICROS_PER_MS)

  const known = (row: store.ProfileRow | undefined, id: string): store.ProfileRow => {
    if (!row) throw new Fault('profiles.unknown', { id })
    return row
  }

  const shippedOf = async (id: string): Promise<Shipped> => {
    const shipped = (await library.all()).get(id.replace('~', '/'))
    if (!shipped) throw new Fault('profiles.unknown', { id })
    return shipped
  }

  /** What a profile holds now, whoever it is of. */
  const profileOf = (reach: Reach, id: string): Promise<Shipped | store.ProfileRow> =>
    isContribution.test(id) ? rowOf(reach, id) : shippedOf(id)

  const rowOf = async (reach: Reach, id: string): Promise<store.ProfileRow> =>
    known(await tenants.within(reach, (tx) => store.byId(tx, id)), id)

  const holds = async (who: Principal, action: Action): Promise<boolean> => {
    try {
      await access.reach(who, action)
      return true
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.code === 'http.forbidden') return false
      throw thrown
    }
  }

  /** Why they may not take this step with this version; undefined if they may. Their right to the route is asked elsewhere. */
  const against = async (who: Principal, { move }: Pick<Taken, 'move'>, row: store.ProfileRow) => {
    const { from, who: asked } = moves[move]
    if (!(from as readonly string[]).includes(row.status))
      return new Fault('profiles.out_of_turn', { expected: from.join(' or '), status: row.status })
    const self = idOf(who)
    if (asked === 'second' && (who.kind !== 'person' || row.hands.includes(who.user)))
      return new Fault('profiles.second_person', { seen: who.kind === 'person' ? who.name : 'a program' })
    if (asked === 'owner' && self !== row.by.id && !(move === 'withdraw' && (await holds(who, 'library:review'))))
      return new Fault('profiles.not_yours', { contributor: row.by.name, seen: 'somebody else' })
    return undefined
  }

  /** Throws what {@link against} finds. */
  const mustBeInTurn = async (...asked: Parameters<typeof against>): Promise<void> => {
    const fault = await against(...asked)
    if (fault) throw fault
  }

  /** What a version holds after a step; its text is read for it, which no transaction waits for. */
  const contentAfter = async (
    who: Principal,
    row: store.ProfileRow,
    { move, trial }: Pick<Taken, 'move' | 'trial'>,
  ): Promise<DeviceProfile> => {
    await mustBeInTurn(who, { move }, row)
    const { tenant, yaml, status } = row
    // What was rejected may be submitted again: the trial that was rejected with it counts no more.
    if (move === 'reject' && status === 'tried') return reading.ask(tenant, { kind: 'own', yaml, content: row.content })
    const content = trial ? triedOn(row.content, trial) : row.content
    const { to } = moves[move]
    if (to === 'tried' || to === 'published')
      mustBear(to, await reading.ask(tenant, { kind: 'reasons', yaml, content, status: to }))
    return content
  }

  const mayOf = async (
    who: Principal,
    row: store.ProfileRow,
    steps: readonly store.StepRow[],
  ): Promise<Profile['may']> => {
    const may: Profile['may'] = []
    for (const move of ['submit', 'try', 'publish', 'reject', 'withdraw'] as const)
      if (!(await against(who, { move }, row)) && (await holds(who, moves[move].needs))) may.push(move)
    if (!againstRemoval(row, steps) && (await holds(who, moves.remove.needs))) may.push('remove')
    return may
  }

  const whole = async (who: Principal, reach: Reach, id: string): Promise<Profile> => {
    const { row, steps, others } = await tenants.within(reach, async (tx) => {
      const one = known(await store.byId(tx, id), id)
      return { row: one, steps: await store.stepsOf(tx, id), others: await store.list(tx, one.key) }
    })
    return profileView(row, steps, others, await mayOf(who, row, steps))
  }

  /** One step of a version, in its history and in the audit. */
  const note = async (
    tx: TenantTx,
    row: Pick<store.ProfileRow, 'id' | 'key' | 'summary'>,
    { step, actor, said = '', trial }: { step: StepName; actor: Actor; said?: string | undefined; trial?: Trial },
  ): Promise<void> => {
    const at = now()
    await store.addStep(tx, {
      id: newId(at.getTime()),
      tenant: tx.tenant,
      profile: row.id,
      step,
      by: personOf(actor),
      at,
      note: said,
      trial: trial ?? null,
    })
    const detail: Record<string, Json> = { version: row.summary.version, ...(said ? { note: said } : {}), ...trial }
    const target = { kind: 'device_profile', id: row.id, name: row.key }
    await audit.record(tx, { actor, action: `device_profile.${step}`, target, detail })
  }

  return {
    async list(reach, { search, kind, status, origin, limit = 100, cursor }) {
      const after = keysOf(cursor, 'text', 'text')
      const words = patternsOf(search).map((pattern) => pattern.slice(1, -1).replaceAll(/\\(.)/g, '$1'))
      const rows = origin === 'library' ? [] : await tenants.within(reach, (tx) => store.list(tx))
      const own = status === undefined ? currentOf(rows) : rows
      const shipped = origin === 'organisation' ? [] : [...(await library.all()).values()]
      const all = [...own.map(rowView), ...shipped.map(shippedView)].filter(
        (one) =>
          (kind === undefined || one.kind === kind) &&
          (status === undefined || one.status === status) &&
          words.every((word) => textToFind(one).includes(word)),
      )
      const begin = after ? all.findIndex((one) => one.origin === after[0] && one.id === after[1]) + 1 : 0
      const items = all.slice(begin, begin + limit)
      const last = items.at(-1)
      return {
        items,
        ...(last && begin + limit < all.length ? { next: cursorOf([last.origin, last.id]) } : {}),
        ...(after ? {} : { total: all.length }),
      }
    },

    get: async (who, reach, id) =>
      isContribution.test(id) ? whole(who, reach, id) : shippedProfile(await shippedOf(id)),

    async text(reach, id) {
      const one = await profileOf(reach, id)
      const { key, yaml, content } = one
      if (!('status' in one)) return { key, yaml }
      return { key, yaml: await reading.ask(reach.tenant, { kind: 'text', yaml, content, status: one.status }) }
    },

    entry: async (reach, id, query) => deviceText(expandDevice((await profileOf(reach, id)).content, choiceOf(query))),

    async check(reach, yaml) {
      const read = await reading.ask(reach.tenant, { kind: 'read', yaml })
      const { profile, key, findings: found, versionAt } = read
      const versions = key === undefined ? [] : await tenants.within(reach, (tx) => store.list(tx, key))
      const newest = versions[0]?.summary.version
      const isLate = profile && newest !== undefined && compareVersions(profile.version, newest) <= 0
      const late =
        isLate && versionAt ? [{ ...versionAt, path: '/version', reason: `must be later than ${newest}` }] : []
      const findings = sortedFindings([...found, ...late])
      return {
        ...(key === undefined ? {} : { key }),
        ...(profile ? { version: profile.version, points: summaryOf(profile).points } : {}),
        ...(newest === undefined ? {} : { newest }),
        findings: findings.slice(0, LISTED).map((finding) => ({ ...finding })),
        total: read.total + late.length,
      }
    },

    async add(who, reach, yaml, actor) {
      const { profile, key } = mustBeValid(await reading.ask(reach.tenant, { kind: 'read', yaml }))
      const { version } = profile
      const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
      const at = now()
      const id = newId(at.getTime())
      await tenants.within(reach, async (tx) => {
        const versions = await store.list(tx, key)
        const newest = versions[0]?.summary.version
        if (newest !== undefined && compareVersions(version, newest) <= 0)
          throw new Fault('profiles.version_known', { key, newest, seen: version })
        if ((await store.countAll(tx)) >= MOST_VERSIONS) throw new Fault('profiles.too_many', { most: MOST_VERSIONS })
        const row: store.ProfileRow = {
          id,
          tenant: reach.tenant,
          key,
          major,
          minor,
          patch,
          status: 'draft',
          yaml,
          content: profile,
          summary: summaryOf(profile),
          by: personOf(actor),
          hands: await handsOf(tx, actor),
          createdAt: at,
          changedAt: at,
        }
        if (!(await store.add(tx, row)))
          throw new Fault('profiles.version_known', { key, newest: version, seen: version })
        await note(tx, row, { step: 'contributed', actor })
        for (const before of await store.supersedeOpen(tx, row))
          await note(tx, before, { step: 'superseded', actor, said: version })
      })
      return whole(who, reach, id)
    },

    async take(who, reach, id, { move, note: said, trial }, actor) {
      if (!isContribution.test(id)) throw new Fault('profiles.unknown', { id })
      const { to } = moves[move]
      const before = await rowOf(reach, id)
      const content = await contentAfter(who, before, { move, ...(trial ? { trial } : {}) })
      await tenants.within(reach, async (tx) => {
        const row = known(await store.lock(tx, id), id)
        await mustBeInTurn(who, { move }, row)
        if (row.changedAt.getTime() !== before.changedAt.getTime())
          throw new Fault('profiles.out_of_turn', { expected: 'as it was when it was read', status: row.status })
        const hands = move === 'submit' ? [...new Set([...row.hands, ...(await handsOf(tx, actor))])] : row.hands
        await store.move(tx, id, { status: to, changedAt: now(), hands, content })
        await note(tx, row, { step: to, actor, said, ...(trial ? { trial } : {}) })
      })
      return whole(who, reach, id)
    },

    async remove(reach, id, actor) {
      if (!isContribution.test(id)) throw new Fault('profiles.unknown', { id })
      await tenants.within(reach, async (tx) => {
        const row = known(await store.lock(tx, id), id)
        const fault = againstRemoval(row, await store.stepsOf(tx, id))
        if (fault) throw fault
        const { key, summary } = row
        await store.remove(tx, id)
        const target = { kind: 'device_profile', id, name: key }
        await audit.record(tx, {
          actor,
          action: 'device_profile.removed',
          target,
          detail: { version: summary.version },
        })
      })
    },

    close: () => reading.close(),
  }
}

const textToFind = ({ key, maker, model, variants = [], kind, title }: ProfileListed): string =>
  [key, maker, model, ...variants, kind, title.en, title.zh].join(' ').toLowerCase()
