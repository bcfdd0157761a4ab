import { readFileSync } from 'node:fs'
import type { AppManifest } from '@millrace/apps'
import {
  type Clock,
  type Closable,
  Fault,
  isoOf,
  type Log,
  MICROS_PER_MS,
  sayFault,
  type TenantId,
} from '@millrace/core'
import type { Reach, TenantDb, TenantTx } from '../../database/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import { runClosedTests } from './closed-tests.ts'
import './faults.ts'
import type { AppTestSum, AppTests, TestedOne, Why } from './schema.ts'
import * as store from './store.ts'
import * as kept from './test-store.ts'

/** Whoever brings a package in goes on first: it is looked at and installed, then tested. */
const PAUSE_MS = 3_000

const platform = (
  JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }
).version

interface Needs {
  readonly tenants: TenantDb
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly log: Log
}
interface Waiting {
  readonly tenant: TenantId
  readonly of: store.VersionName
}
interface Current extends Waiting {
  during: string
  readonly results: TestedOne[]
}

const isSame = (one: Waiting, { tenant, of }: Waiting): boolean =>
  one.tenant === tenant && one.of.app === of.app && one.of.version === of.version

export const whyOf = (fault: Fault): Why => ({
  code: fault.code,
  facts: Object.fromEntries(Object.entries(fault.facts).map(([name, fact]) => [name, String(fact)])),
  detail: fault.message,
  remedy: fault.remedy,
})

/** What of a package tests itself: a flow may keep tests in its document, a model has its cases. */
const hasTests = ({ tests = [], flows = [], models = [] }: AppManifest): boolean =>
  tests.length + flows.length + models.length > 0

/** Runs the tests that packages bring, one package after the other; organisations take turns. What came of them is kept with the version. */
export class TestRuns implements Closable {
  readonly #needs: Needs
  readonly #closing = new AbortController()
  /** Somebody waits for what comes of it. */
  #hurry = new AbortController()
  #waiting: Waiting[] = []
  #current: Current | undefined
  #loop: Promise<void> | undefined
  #last: TenantId | undefined

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** In the transaction in which a version comes. True where it brings tests: {@link enqueue} it afterwards. */
  async keep(tx: TenantTx, of: store.VersionName, manifest: AppManifest, actor: Actor): Promise<boolean> {
    const tests = hasTests(manifest)
    await kept.keepTests(tx, {
      ...of,
      ...{ state: tests ? 'waiting' : 'none', passed: 0, failed: 0, results: [] },
      ...{ why: null, platform: null, endedAt: null },
      askedBy: { kind: actor.kind, id: actor.id, name: actor.name },
    })
    return tests
  }

  /** To be tested when its turn comes; nothing where it waits already. */
  enqueue(tenant: TenantId, of: store.VersionName): void {
    const one = { tenant, of: { app: of.app, version: of.version } }
    if (this.#closing.signal.aborted || this.#waiting.some((each) => isSame(each, one))) return
    this.#waiting.push(one)
    this.#loop ??= this.#run()
  }

  /** Throws `apps.unknown`. */
  async again(reach: Reach, of: store.VersionName, actor: Actor): Promise<AppTests> {
    const isDue = await this.#needs.tenants.within(reach, async (tx) => {
      const version = await store.byVersion(tx, of)
      if (!version) throw new Fault('apps.unknown', { ...of })
      // What runs now tells it anyway.
      if ((await kept.tested(tx, of))?.state === 'running') return false
      return this.keep(tx, of, version.manifest, actor)
    })
    if (isDue) {
      this.enqueue(reach.tenant, of)
      this.#hurry.abort()
    }
    return this.of(reach, of)
  }

  /** Throws `apps.unknown`. */
  async of(reach: Reach, of: store.VersionName): Promise<AppTests> {
    const row = await this.#needs.tenants.within(reach, (tx) => kept.tested(tx, of))
    if (!row) throw new Fault('apps.unknown', { ...of })
    const now = this.#current && isSame(this.#current, { tenant: reach.tenant, of }) ? this.#current : undefined
    return {
      ...sumOf(now ? { ...row, ...countsOf(now.results) } : row),
      ...(now ? { during: now.during } : {}),
      by: row.askedBy,
      results: now ? [...now.results] : row.results,
    }
  }

  /** What a stop of the platform cut off, and what came before there were tests of it here. */
  async begin(tenant: TenantId): Promise<void> {
    const { tenants } = this.#needs
    const open = await tenants.within(tenant, async (tx) => {
      for (const of of await kept.untested(tx)) {
        const version = await store.byVersion(tx, of)
        if (version) await this.keep(tx, of, version.manifest, version.madeBy as Actor)
      }
      return kept.open(tx)
    })
    for (const of of open) this.enqueue(tenant, of)
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#loop
  }

  async #run(): Promise<void> {
    const { clock, log } = this.#needs
    const { signal } = this.#closing
    // Whoever asks for tests, and the end of the platform, end this early.
    await clock.sleep(PAUSE_MS, AbortSignal.any([signal, this.#hurry.signal])).catch(() => undefined)
    this.#hurry = new AbortController()
    while (!signal.aborted) {
      const next = this.#waiting.find(({ tenant }) => tenant !== this.#last) ?? this.#waiting[0]
      if (!next) break
      this.#waiting = this.#waiting.filter((one) => one !== next)
      this.#last = next.tenant
      try {
        await this.#one(next, signal)
      } catch (thrown) {
        if (!signal.aborted) log.error('tests of an app could not be run', { ...next.of, fault: sayFault(thrown) })
      } finally {
        this.#current = undefined
      }
    }
    this.#loop = undefined
  }

  async #one({ tenant, of }: Waiting, signal: AbortSignal): Promise<void> {
    const { tenants, clock } = this.#needs
    const archive = await tenants.within(tenant, async (tx) =>
      (await kept.changeTests(tx, of, { state: 'running' })) ? store.archiveOf(tx, of) : undefined,
    )
    if (!archive) return
    const current: Current = { tenant, of, during: '', results: [] }
    this.#current = current
    let why: Why | null = null
    try {
      await runClosedTests({
        clock,
        archive,
        signal,
        onBegin: (name) => {
          current.during = name
        },
        onResult: (result) => current.results.push(result),
      })
    } catch (thrown) {
      // With the platform: the next start runs them anew.
      if (signal.aborted || !(thrown instanceof Fault)) throw thrown
      why = whyOf(thrown)
    }
    await this.#settle(current, why)
  }

  async #settle({ tenant, of, results }: Current, why: Why | null): Promise<void> {
    const { tenants, audit, clock } = this.#needs
    const counts = countsOf(results)
    const state = why ? 'stopped' : counts.failed > 0 ? 'failed' : results.length > 0 ? 'passed' : 'none'
    await tenants.within(tenant, async (tx) => {
      const row = await kept.tested(tx, of)
      const endedAt = new Date(clock.now() / MICROS_PER_MS)
      if (!row || !(await kept.changeTests(tx, of, { state, ...counts, results, why, platform, endedAt }))) return
      await audit.record(tx, {
        actor: row.askedBy as Actor,
        action: 'app.tested',
        outcome: state === 'passed' || state === 'none' ? 'done' : 'failed',
        target: { kind: 'app', id: of.app, name: of.app },
        detail: { version: of.version, state, ...counts, ...(why ? { code: why.code } : {}) },
      })
    })
  }
}

const countsOf = (results: readonly TestedOne[]): { passed: number; failed: number } => {
  const passed = results.filter((one) => one.passed).length
  return { passed, failed: results.length - passed }
}

/** In short, as it stands with a version. */
export const sumOf = ({ state, passed, failed, why, platform: by, endedAt }: kept.TestSum): AppTestSum => ({
  ...{ state, passed, failed },
  ...(why ? { why } : {}),
  ...(by === null ? {} : { platform: by }),
  ...(endedAt ? { at: isoOf(endedAt.getTime() * MICROS_PER_MS) } : {}),
})

/**
 * What is known against installing a version, for the audit: its tests failed, and whoever installs it said so knowing that.
 * Throws `apps.tests_failed` where nobody said so.
 */
export async function mustHavePassed(
  tx: TenantTx,
  of: store.VersionName,
  despiteTests: boolean | undefined,
): Promise<{ readonly despiteTests?: string }> {
  const row = await kept.tested(tx, of)
  if (row?.state !== 'failed' && row?.state !== 'stopped') return {}
  const failed = row.results.filter(({ passed }) => !passed).map(({ name }) => name)
  const seen = row.why ? row.why.detail : `${row.failed} of ${row.passed + row.failed} fail: ${failed.join(', ')}`
  if (despiteTests !== true) throw new Fault('apps.tests_failed', { ...of, seen: seen.slice(0, 400) })
  return { despiteTests: seen.slice(0, 400) }
}
