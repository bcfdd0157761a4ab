import { Fault, newId } from '@millrace/core'
import type { ModelPackage } from '@millrace/runtime'
import type { TenantTx } from '../../database/index.ts'
import type { Actor, AuditTrail, Json } from '../audit/index.ts'
import { handsOf } from '../hands.ts'
import './faults.ts'
import { personOf, wasPublished, withStep } from './life.ts'
import type { Origin } from './schema.ts'
import * as store from './store.ts'
import { aboutOf, isoDate, manifestView } from './view.ts'

/** Of an organisation: versions, and bytes of their packages together. */
const MOST_VERSIONS = 2_000
const MOST_ALL_BYTES = 4 * 1024 ** 3

interface Made {
  readonly model: ModelPackage
  readonly archive: Uint8Array
  readonly origin: Origin
  readonly fingerprint?: string
  readonly actor: Actor
}

interface Told {
  readonly actor: Actor
  readonly action: string
  readonly detail?: Record<string, Json>
}

/** Puts versions into the registry, and what becomes of them into the audit. */
export interface Keeping {
  /** As a draft; what is there already and the same stays as it is. Throws `mechanisms.version_kept`, `version_there`, `too_many`. */
  keep(tx: TenantTx, made: Made): Promise<store.KnownVersion>
  record(tx: TenantTx, of: Pick<store.KnownVersion, 'mechanism' | 'name' | 'version'>, told: Told): Promise<void>
}

export function createKeeping({ audit, now }: { readonly audit: AuditTrail; readonly now: () => Date }): Keeping {
  const record = (
    tx: TenantTx,
    { mechanism, name, version }: Pick<store.KnownVersion, 'mechanism' | 'name' | 'version'>,
    { actor, action, detail = {} }: Told,
  ): Promise<void> => {
    const target = { kind: 'mechanism', id: mechanism, name }
    return audit.record(tx, { actor, action: `mechanism.${action}`, target, detail: { version, ...detail } })
  }

  const mustHaveRoom = async (tx: TenantTx, bytes: number): Promise<void> => {
    const taken = await store.taken(tx)
    if (taken.versions >= MOST_VERSIONS)
      throw new Fault('mechanisms.too_many', { most: `${MOST_VERSIONS} versions of mechanism models` })
    if (taken.bytes + bytes > MOST_ALL_BYTES)
      throw new Fault('mechanisms.too_many', { most: `${MOST_ALL_BYTES} bytes of mechanism models` })
  }

  /** Puts a version in as a draft; what is there already and the same stays as it is. */
  const keep = async (
    tx: TenantTx,
    { model, archive, origin, fingerprint, actor }: Made,
  ): Promise<store.KnownVersion> => {
    const { manifest, digest, files } = model
    const { id: name, version } = manifest
    const at = now()
    const mechanism = await store.modelNamed(tx, { id: newId(at.getTime()), name, createdAt: at })
    const before = await store.lock(tx, mechanism, version)
    if (before?.digest === digest) return before
    if (before && wasPublished(before)) throw new Fault('mechanisms.version_kept', { model: name, version })
    // What came from outside does not silently take the place of what somebody writes here.
    if (before && origin !== 'studio' && origin !== 'learned')
      throw new Fault('mechanisms.version_there', { model: name, version, stage: before.stage })
    await mustHaveRoom(tx, archive.length)
    const step = { stage: 'draft' as const, by: personOf(actor), at: isoDate(at) }
    const row: store.VersionRow = {
      tenant: tx.tenant,
      mechanism,
      version,
      stage: 'draft',
      origin,
      digest,
      archive: Buffer.from(archive),
      bytes: archive.length,
      manifest: manifestView(manifest),
      about: aboutOf(manifest),
      files: [...files].map(([path, content]) => ({ path, bytes: content.length })),
      fingerprint: fingerprint ?? null,
      cases: null,
      steps: withStep(before?.steps ?? [], step),
      hands: [...new Set([...(before?.hands ?? []), ...(await handsOf(tx, actor))])],
      deprecated: null,
      broughtBy: {},
      madeBy: personOf(actor),
      madeAt: at,
      changedAt: at,
    }
    await store.put(tx, row)
    const action =
      origin === 'import' || origin === 'library' || origin === 'app' ? 'taken' : before ? 'changed' : 'drafted'
    await record(
      tx,
      { ...row, name },
      { actor, action, detail: { digest, origin, ...(fingerprint ? { key: fingerprint } : {}) } },
    )
    const { archive: _, ...kept } = row
    return { ...kept, name }
  }

  return { keep, record }
}
