import { isDeepStrictEqual } from 'node:util'
import { type AppManifest, type Asked, askedBy } from '@millrace/apps'
import { Fault } from '@millrace/core'
import type { Reach, TenantTx } from '../../database/index.ts'
import { type Action, administration, isAction } from '../access/index.ts'
import './faults.ts'
import type { Bound } from './schema.ts'
import * as store from './store.ts'

/** How far whoever agrees may do something. Throws `http.forbidden`. */
export type ReachFor = (action: Action) => Promise<Reach>
/** Whether all of these assets are within a reach. */
export type Covers = (reach: Reach, assets: readonly string[]) => Promise<boolean>

interface Agreeing {
  readonly reachFor: ReachFor
  readonly covers: Covers
  readonly bound: Bound
}

/**
 * What was agreed to is what comes into force: the version stays on the shelf until the end of the transaction, and is what was read.
 * Throws `apps.unknown`.
 */
export async function mustStay(tx: TenantTx, read: AppManifest): Promise<void> {
  const of = { app: read.id, version: read.version }
  const held = await store.holdVersion(tx, of, 'share')
  if (!isDeepStrictEqual(held?.manifest, read)) throw new Fault('apps.unknown', of)
}

/** The same thing in the same words, in whatever order its parts come. */
const keyOf = (asked: Asked): string => JSON.stringify(Object.entries(asked).toSorted(([a], [b]) => (a < b ? -1 : 1)))
const said = (list: readonly Asked[]): string =>
  list
    .map((one) => Object.values(one).join(' '))
    .join(', ')
    .slice(0, 400) || 'nothing'

/** Throws `apps.consent_other` unless exactly what a version asks for is agreed to. */
export function mustAgreeToAll(manifest: AppManifest, agreed: readonly Asked[]): Asked[] {
  const asked = askedBy(manifest)
  const wanted = new Set(asked.map(keyOf))
  const given = new Set(agreed.map(keyOf))
  const missing = asked.filter((one) => !given.has(keyOf(one)))
  const beyond = agreed.filter((one) => !wanted.has(keyOf(one)))
  if (missing.length > 0 || beyond.length > 0)
    throw new Fault('apps.consent_other', {
      app: manifest.id,
      version: manifest.version,
      missing: said(missing),
      beyond: said(beyond),
    })
  return asked
}

/** What they set up works on by itself, tells addresses that nobody agreed to, and is there when the app is gone. */
const outliving: ReadonlySet<Action> = new Set(['webhook:write', 'notice:write', 'device:enrol', 'device:revoke'])

/** Rights over people and rights, over what apps there are, and above organisations, are never an app's; nor are those that outlive it. */
const isGivable = (action: string): action is Action =>
  isAction(action) &&
  !administration.has(action) &&
  !outliving.has(action) &&
  !/^(app|platform|grant|access|audit):/.test(action)

/** Throws `apps.never_given`. */
export function mustBeGivable(manifest: AppManifest): void {
  for (const { action } of manifest.permissions ?? [])
    if (!isGivable(action)) throw new Fault('apps.never_given', { seen: action })
}

/** What whoever agrees may not do himself, on all of it. */
export async function beyondOwn(asked: readonly Asked[], { reachFor, covers, bound }: Agreeing): Promise<Asked[]> {
  const beyond: Asked[] = []
  for (const one of asked) if (!(await may(one))) beyond.push(one)
  return beyond

  async function may(one: Asked): Promise<boolean> {
    // Hosts, calls from outside and processes there are no right of a person: whoever may install decides.
    if (one.kind === 'host' || one.kind === 'http' || one.kind === 'process') return true
    const action = one.kind === 'action' ? one.action : one.kind === 'write' ? 'point:write' : 'event:read'
    if (!isGivable(action)) return false
    const reach = await reachOf(action)
    if (!reach || reach.below === undefined) return reach !== undefined
    if (one.kind === 'event' || (one.kind === 'action' && one.on === 'organisation')) return false
    return covers(reach, one.kind === 'write' ? boundTo(one.need) : Object.values(bound).flat())
  }

  /** `constructor` is a name like others. */
  function boundTo(need: string): readonly string[] {
    return Object.hasOwn(bound, need) ? bound[need]! : []
  }

  async function reachOf(action: Action): Promise<Reach | undefined> {
    try {
      return await reachFor(action)
    } catch (thrown) {
      // A right that is not held is the answer here, no failure.
      if (thrown instanceof Fault && thrown.code === 'http.forbidden') return undefined
      throw thrown
    }
  }
}

/** Throws `apps.consent_beyond_own`. */
export async function mustBeOwn(asked: readonly Asked[], agreeing: Agreeing): Promise<void> {
  const beyond = await beyondOwn(asked, agreeing)
  if (beyond.length > 0) throw new Fault('apps.consent_beyond_own', { seen: said(beyond) })
}

/**
 * What an app brings is published, and its flows are run, by whoever may do so himself, in whatever way a version comes into force. Throws
 * `http.forbidden`, `apps.consent_beyond_own`.
 */
export async function mustMayBring(
  { models, classes, flows }: AppManifest,
  { reachFor, covers, bound }: Agreeing,
): Promise<void> {
  if (models?.length) await reachFor('mechanism:publish')
  if (classes?.length) await reachFor('model:write')
  if (!flows?.length) return
  await reachFor('flow:publish')
  const reach = await reachFor('flow:deploy')
  if (reach.below !== undefined && !(await covers(reach, Object.values(bound).flat())))
    throw new Fault('apps.consent_beyond_own', { seen: 'flow:deploy' })
}
