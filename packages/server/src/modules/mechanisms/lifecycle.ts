import type { KeyObject } from 'node:crypto'
import { type Clock, Fault, MICROS_PER_MS, type TenantId } from '@millrace/core'
import { type CaseResult, type ModelHost, type ModelPackage, packModel } from '@millrace/runtime'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import './faults.ts'
import { createKeeping } from './keeping.ts'
import type { ModelLibrary } from './library.ts'
import { mustBeInTurn, mustBeSecond, mustHold, personOf, wasPublished } from './life.ts'
import { filesOf, MOST_BYTES, mustFit, type ReadFiles } from './packages.ts'
import type { PackageReading } from './reading.ts'
import type { DeprecateRequest, DraftRequest, KeptCases, Origin, Person } from './schema.ts'
import type { Shelf } from './shelf.ts'
import { createSteps } from './steps.ts'
import * as store from './store.ts'
import type { VersionName } from './stored.ts'

export interface LifecycleNeeds {
  readonly tenants: TenantDb
  readonly audit: AuditTrail
  readonly quotas: Pick<QuotaService, 'query'>
  readonly host: ModelHost
  readonly reading: Pick<PackageReading, 'files' | 'unpack'>
  readonly shelf: Shelf
  readonly library: ModelLibrary
  /** Ed25519; signs what is published here. What is signed names its purpose, so that no signature of the audit is one of a model. */
  readonly signingKey: KeyObject
  /** How many bindings run a version. */
  readonly usesOf: (tenant: TenantId, of: VersionName) => Promise<number>
  readonly clock: Clock
}

/** The way of a version from a draft to published, and out of use. Each gives the id and version that it was about. */
export interface Lifecycle {
  draft(
    reach: Reach,
    request: DraftRequest,
    made: { readonly actor: Actor; readonly origin: Origin },
  ): Promise<VersionName>
  take(reach: Reach, archive: Uint8Array, actor: Actor): Promise<VersionName>
  takeFromLibrary(reach: Reach, folder: string, actor: Actor): Promise<VersionName>
  test(reach: Reach, of: VersionName, actor: Actor): Promise<void>
  review(reach: Reach, of: VersionName, comment: string | undefined, actor: Actor): Promise<void>
  publish(reach: Reach, of: VersionName, comment: string | undefined, actor: Actor): Promise<void>
  deprecate(reach: Reach, of: VersionName, request: DeprecateRequest, actor: Actor): Promise<void>
  remove(reach: Reach, of: VersionName, actor: Actor): Promise<void>
}

const makers: Person = { kind: 'system', id: 'library', name: 'Millrace' }

export function createLifecycle(needs: LifecycleNeeds): Lifecycle {
  const { tenants, audit, quotas, host, reading, shelf, library, signingKey, usesOf, clock } = needs
  const now = (): Date => new Date(clock.now() / MICROS_PER_MS)
  const { keep, record } = createKeeping({ audit, now })
  const { step, keptCases, signed } = createSteps({ signingKey, now })

  const known = (row: store.KnownVersion | undefined, { id, version }: VersionName): store.KnownVersion => {
    if (!row) throw new Fault('mechanisms.unknown', { id, version })
    return row
  }
  const rowOf = async (reach: Reach, of: VersionName): Promise<store.KnownVersion> =>
    known(await tenants.within(reach, (tx) => store.byVersion(tx, of.id, of.version)), of)
  const locked = async (tx: TenantTx, of: VersionName): Promise<store.KnownVersion> =>
    known(await store.lock(tx, of.id, of.version), of)

  const modelOf = (reach: Reach, row: store.KnownVersion): Promise<ModelPackage> =>
    shelf.model(row.digest, async () => {
      const archive = await tenants.within(reach, (tx) => store.archiveOf(tx, row.mechanism, row.version))
      if (!archive) throw new Fault('mechanisms.unknown', { id: row.mechanism, version: row.version })
      return archive
    })

  const run = ({ tenant }: Reach, model: ModelPackage): Promise<readonly CaseResult[]> =>
    quotas.query(tenant, () => host.cases(model, tenant))

  const mustBeSame = (row: store.KnownVersion, before: store.KnownVersion): void => {
    if (row.digest !== before.digest)
      throw new Fault('mechanisms.changed_meanwhile', { model: row.name, version: row.version })
  }

  return {
    async draft(reach, request, { actor, origin }) {
      const files = filesOf(request)
      const { model, findings } = await reading.files(reach.tenant, files)
      if (!model) throw malformed(findings)
      const archive = packModel(model)
      mustFit('a package', archive.length, MOST_BYTES)
      const { mechanism: id, version } = await tenants.within(reach, (tx) =>
        keep(tx, { model, archive, origin, actor }),
      )
      return { id, version }
    },

    async take(reach, archive, actor) {
      mustFit('a package', archive.length, MOST_BYTES)
      const { model, signature } = await reading.unpack(reach.tenant, archive)
      const made = {
        model,
        archive,
        origin: 'import' as const,
        actor,
        ...(signature ? { fingerprint: signature.fingerprint } : {}),
      }
      const { mechanism: id, version } = await tenants.within(reach, (tx) => keep(tx, made))
      return { id, version }
    },

    async takeFromLibrary(reach, folder, actor) {
      const model = await library.one(folder)
      const results = await run(reach, model)
      mustHold(model.manifest.id, results)
      const made = { model, archive: packModel(model), origin: 'library' as const, actor }
      const { mechanism: id, version } = await tenants.within(reach, async (tx) => {
        const row = await keep(tx, made)
        if (wasPublished(row)) return row
        const cases = keptCases(model.digest, results, actor)
        await store.change(tx, row, { cases, ...signed(row, model) })
        const tested = await step(tx, row, { stage: 'tested', by: personOf(actor) })
        const comment = `library/models/${folder}`
        const reviewed = await step(tx, tested, { stage: 'reviewed', by: makers, comment })
        const published = await step(tx, reviewed, { stage: 'published', by: personOf(actor), comment })
        await record(tx, row, { actor, action: 'published', detail: { digest: row.digest, folder } })
        return published
      })
      return { id, version }
    },

    async test(reach, of, actor) {
      const before = await rowOf(reach, of)
      mustBeInTurn(before, 'test')
      const cases = keptCases(before.digest, await run(reach, await modelOf(reach, before)), actor)
      await tenants.within(reach, async (tx) => {
        const row = await locked(tx, of)
        mustBeInTurn(row, 'test')
        mustBeSame(row, before)
        await store.change(tx, row, { cases })
        const stage = cases.holds ? 'tested' : 'draft'
        if (stage !== row.stage) await step(tx, row, { stage, by: personOf(actor) })
        await record(tx, row, { actor, action: 'tested', detail: { holds: cases.holds, cases: cases.results.length } })
      })
    },

    async review(reach, of, comment, actor) {
      await tenants.within(reach, async (tx) => {
        const row = await locked(tx, of)
        mustBeInTurn(row, 'review')
        mustBeSecond(row, actor, await store.people(tx))
        await step(tx, row, { stage: 'reviewed', by: personOf(actor), comment })
        await record(tx, row, { actor, action: 'reviewed', detail: comment ? { comment } : {} })
      })
    },

    async publish(reach, of, comment, actor) {
      const before = await rowOf(reach, of)
      if (wasPublished(before)) mustBeInTurn(before, 'publish')
      // What does not fit is told before what is missing on the way: the first is what somebody has to mend.
      const model = await modelOf(reach, before)
      const { findings } = await reading.files(reach.tenant, model.files)
      if (findings.length > 0) throw malformed(findings)
      const isRun = before.cases?.digest === before.digest
      const cases = isRun ? (before.cases as KeptCases) : keptCases(before.digest, await run(reach, model), actor)
      mustHold(before.name, cases.results)
      mustBeInTurn(before, 'publish')
      await tenants.within(reach, async (tx) => {
        const row = await locked(tx, of)
        mustBeInTurn(row, 'publish')
        mustBeSame(row, before)
        await store.change(tx, row, { cases, ...signed(row, model) })
        await step(tx, row, { stage: 'published', by: personOf(actor), comment })
        await record(tx, row, {
          actor,
          action: 'published',
          detail: { digest: row.digest, ...(comment ? { comment } : {}) },
        })
      })
    },

    async deprecate(reach, of, { why, successor }, actor) {
      await tenants.within(reach, async (tx) => {
        const row = await locked(tx, of)
        mustBeInTurn(row, 'deprecate')
        if (successor !== undefined) {
          const next = await store.byVersion(tx, of.id, successor)
          if (next?.stage !== 'published' || successor === of.version)
            throw new Fault('mechanisms.successor_unknown', { model: row.name, seen: successor })
        }
        await store.change(tx, row, { deprecated: { why, ...(successor === undefined ? {} : { successor }) } })
        await step(tx, row, { stage: 'deprecated', by: personOf(actor), comment: why })
        await record(tx, row, { actor, action: 'deprecated', detail: { why, ...(successor ? { successor } : {}) } })
      })
    },

    async remove(reach, of, actor) {
      const count = await usesOf(reach.tenant, of)
      await tenants.within(reach, async (tx) => {
        const row = await locked(tx, of)
        mustBeInTurn(row, 'remove')
        if (count > 0) throw new Fault('mechanisms.used', { model: row.name, version: row.version, count })
        await store.remove(tx, of.id, of.version)
        await record(tx, row, { actor, action: 'removed', detail: { digest: row.digest } })
      })
    },
  }
}

/** With every finding and its line. */
export const malformed = (findings: ReadFiles['findings']): Fault =>
  new Fault('model.malformed', {
    file: 'model.yaml',
    findings: findings
      .map(
        ({ line, column, path, says }) =>
          `  ${line === undefined ? '' : `line ${line}, column ${column}: `}${path ? `${path} ` : ''}${says}`,
      )
      .join('\n'),
  })
