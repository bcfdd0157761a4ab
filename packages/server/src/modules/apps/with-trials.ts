import { type Clock, type Closable, Fault, type Log, MICROS_PER_MS, sayFault, type TenantId } from '@millrace/core'
import type { Reach, TenantDb } from '../../database/index.ts'
import type { Actor } from '../audit/index.ts'
import './faults.ts'
import type { Asking } from './installations.ts'
import type { Installation, TrialRequest } from './schema.ts'
import * as store from './store.ts'
import type { Trials, Why } from './trials.ts'
import { Turns } from './turns.ts'
import type { WithCarried } from './with-carried.ts'
import type { Works } from './works.ts'

const LOOK_MS = 10_000
const platform: Actor = { kind: 'system', id: 'apps', name: 'apps' }

interface Needs {
  readonly tenants: TenantDb
  readonly installations: WithCarried
  readonly trials: Trials
  readonly works: Works
  readonly clock: Clock
  readonly log: Log
}

/** Installations of which another version may be tried at some assets. */
export interface WithTrials extends Omit<WithCarried, 'settle' | 'giveWay' | 'leave' | 'takeUp'>, Closable {
  /** Both versions run side by side from now on. Throws as `Trials.begin`, and what cannot be set up. */
  tryVersion(asking: Asking, id: string, request: TrialRequest): Promise<Installation>
  /** Throws as `Trials.promote`. */
  promote(asking: Asking, id: string): Promise<Installation>
  /** Throws `apps.trial_none`. */
  goBack(reach: Reach, id: string, actor: Actor): Promise<Installation>
}

/** The transaction first, then what is brought: what a kill cuts off between them is finished at the next start. */
export function withTrials({ tenants, installations, trials, works, clock, log }: Needs): WithTrials {
  const turns = new Turns(works)
  const begun = new Set<TenantId>()
  const trialOf = ({ tenant }: Reach, id: string) => tenants.within(tenant, (tx) => store.trialOf(tx, id))

  /** Throws `apps.trial_runs`, `trial_own`: what is tried and what it is tried with are changed by its end alone. */
  const mustBeWhole = async (reach: Reach, id: string): Promise<void> => {
    const { row, trial } = await tenants.within(reach, async (tx) => ({
      row: await store.installation(tx, id),
      trial: await store.trialOf(tx, id),
    }))
    if (row && row.trialOf !== null) throw new Fault('apps.trial_own', { app: row.app })
    if (trial) throw new Fault('apps.trial_runs', { app: trial.app, version: trial.version })
  }
  const whole = <T>(reach: Reach, id: string, run: () => Promise<T>): Promise<T> =>
    turns.take(reach.tenant, id, async () => {
      await mustBeWhole(reach, id)
      return run()
    })

  const back = async (reach: Reach, id: string, told: { actor: Actor; why: Why }): Promise<void> => {
    const trial = await trials.back(reach, id, told)
    await installations.giveWay(reach.tenant, trial, told.actor)
  }

  /** Those whose time is over go back. */
  const look = async (): Promise<void> => {
    const now = clock.now() / MICROS_PER_MS
    for (const tenant of begun)
      for (const { trialOf: id, trialUntil, leaving } of await tenants.within(tenant, store.installations))
        if (id !== null && !leaving && trialUntil && trialUntil.getTime() <= now)
          await turns
            .takeIfFree(tenant, id, () => back({ tenant }, id, { actor: platform, why: 'over' }))
            .catch((thrown: unknown) =>
              log.warn('a trial of an app goes on for now', { tenant, fault: sayFault(thrown) }),
            )
  }
  let looking: Promise<void> | undefined
  const timer = clock.every(LOOK_MS, () => {
    looking ??= look()
      .catch((thrown: unknown) => log.warn('a trial of an app goes on for now', { fault: sayFault(thrown) }))
      .finally(() => {
        looking = undefined
      })
  })

  return {
    ...installations,
    change: (asking, id, request) => whole(asking.reach, id, () => installations.change(asking, id, request)),
    upgrade: (asking, id, request) => whole(asking.reach, id, () => installations.upgrade(asking, id, request)),
    rollback: (asking, id) => whole(asking.reach, id, () => installations.rollback(asking, id)),

    setState: (reach, id, state, actor) =>
      turns.take(reach.tenant, id, async () => {
        const trial = await trialOf(reach, id)
        if (trial && !trial.leaving) await installations.setState(reach, trial.id, state, actor)
        return installations.setState(reach, id, state, actor)
      }),

    uninstall: (reach, id, actor) =>
      turns.take(reach.tenant, id, async () => {
        if (await trialOf(reach, id)) await back(reach, id, { actor, why: 'asked' })
        await mustBeWhole(reach, id)
        return installations.uninstall(reach, id, actor)
      }),

    tryVersion: (asking, id, request) =>
      whole(asking.reach, id, async () => {
        const { reach, actor } = asking
        const trial = await trials.begin(asking, id, request)
        try {
          // What the other gives up goes first.
          await installations.settle(reach.tenant, id)
          await installations.settle(reach.tenant, trial)
        } catch (thrown) {
          await back(reach, id, { actor, why: 'failed' })
          throw thrown
        }
        return installations.get(reach, id)
      }),

    promote: (asking, id) =>
      turns.take(asking.reach.tenant, id, async () => {
        const trial = await trials.promote(asking, id)
        await installations.giveWay(asking.reach.tenant, trial, asking.actor)
        return installations.get(asking.reach, id)
      }),

    goBack: (reach, id, actor) =>
      turns.take(reach.tenant, id, async () => {
        await back(reach, id, { actor, why: 'asked' })
        return installations.get(reach, id)
      }),

    async begin(tenant) {
      await installations.begin(tenant)
      begun.add(tenant)
    },

    async close() {
      timer.cancel()
      await looking
    },
  }
}
