import type { KeyObject } from 'node:crypto'
import { fingerprintOf } from '@millrace/packaging'
import { type CaseResult, type ModelPackage, packModel, signModel } from '@millrace/runtime'
import type { TenantTx } from '../../database/index.ts'
import type { Actor } from '../audit/index.ts'
import { storable } from '../storable.ts'
import { personOf, withStep } from './life.ts'
import { MOST_BYTES, mustFit } from './packages.ts'
import type { KeptCases, Person, Stage } from './schema.ts'
import * as store from './store.ts'
import { isoDate } from './view.ts'

/** What is written of a version on its way. */
interface Steps {
  step(
    tx: TenantTx,
    row: store.KnownVersion,
    to: { readonly stage: Stage; readonly by: Person; readonly comment?: string | undefined },
  ): Promise<store.KnownVersion>
  keptCases(digest: string, results: readonly CaseResult[], actor: Actor): KeptCases
  /** What is published: as it came, or signed here. */
  signed(row: store.KnownVersion, model: ModelPackage): Partial<store.VersionRow>
}

export const createSteps = ({ signingKey, now }: { readonly signingKey: KeyObject; now(): Date }): Steps => ({
  async step(tx, row, { stage, by, comment }) {
    const at = now()
    const steps = withStep(row.steps, { stage, by, at: isoDate(at), ...(comment ? { comment } : {}) })
    await store.change(tx, row, { stage, steps, changedAt: at })
    return { ...row, stage, steps }
  },

  keptCases: (digest, results, actor) => ({
    digest,
    at: isoDate(now()),
    by: personOf(actor),
    holds: results.length > 0 && results.every(({ holds }) => holds),
    results: storable(results.map((one) => ({ ...one, figures: [...one.figures] }))),
  }),

  signed(row, model) {
    if (row.origin === 'import') return {}
    const signature = signModel(model.digest, signingKey)
    const archive = packModel(model, signature)
    mustFit('a package', archive.length, MOST_BYTES)
    return { archive: Buffer.from(archive), bytes: archive.length, fingerprint: fingerprintOf(signature.key) }
  },
})
