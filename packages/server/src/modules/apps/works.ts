import { type Clock, type Closable, Fault, type Log, newId, sayFault, type TenantId } from '@millrace/core'
import { sql } from 'drizzle-orm'
import type { TenantDb, TenantTx } from '../../database/index.ts'
import './faults.ts'

/** Work is left alone so long unless it is renewed; the database's clock counts, so that no machine's wrong one does. */
const HOLDS_S = 15
const RENEW_MS = 4_000
/** So long whoever asks waits for another platform that works on the same. */
const WAITS_MS = 30_000
const LOOK_MS = 250

interface Needs {
  readonly tenants: TenantDb
  /** The platform: one that starts again takes up its own work at once, as nobody else runs on its folder. */
  readonly holder: string
  /** Finishes or takes back what was under way. Asked once more where it fails. */
  readonly left: (tenant: TenantId, installation: string) => Promise<void>
  readonly clock: Clock
  readonly log: Log
}

interface Held {
  readonly tenant: TenantId
  readonly turn: string
  readonly ready: Promise<boolean>
  /** Who works on it in this platform: parts of one change. */
  hands: number
  /** It is not whole: it runs out, and then whoever looks next makes it so. */
  isLeft: boolean
}

/**
 * Who works on an installation, or on one that is to be: of several platforms on one database one. Nobody else touches what is under
 * way. What a kill leaves is taken up by any of them once it has run out, and what is written after that is refused by {@link Works.fence}.
 */
export class Works implements Closable {
  readonly #needs: Needs
  readonly #tenants = new Set<TenantId>()
  readonly #held = new Map<string, Held>()
  readonly #closing = new AbortController()
  #looking: Promise<void> = Promise.resolve()
  readonly #timer

  constructor(needs: Needs) {
    this.#needs = needs
    this.#timer = needs.clock.every(RENEW_MS, () => {
      void this.look()
    })
  }

  /** From now on what is left over is taken up; what this platform left itself at once. */
  async begin(tenant: TenantId): Promise<void> {
    this.#tenants.add(tenant)
    await this.look()
  }

  /** Once no other platform works on it. Throws `apps.worked_on`. */
  async take<T>(tenant: TenantId, id: string, run: () => Promise<T>): Promise<T> {
    const { clock } = this.#needs
    const end = clock.monotonic() + WAITS_MS
    let held = await this.#hold(tenant, id)
    while (!held) {
      if (clock.monotonic() > end) throw new Fault('apps.worked_on')
      await clock.sleep(LOOK_MS, this.#closing.signal)
      held = await this.#hold(tenant, id)
    }
    try {
      return await run()
    } finally {
      await this.#release(id, held)
    }
  }

  /** The same, but nothing is done where another platform works on it. */
  async takeIfFree(tenant: TenantId, id: string, run: () => Promise<unknown>): Promise<void> {
    const held = await this.#hold(tenant, id)
    if (!held) return
    try {
      await run()
    } finally {
      await this.#release(id, held)
    }
  }

  /** Held until the commit, so that nobody takes it over in between. Throws `apps.taken_over`. */
  async fence(tx: TenantTx, id: string): Promise<void> {
    const held = this.#held.get(id)
    if (!held || !(await isRenewed(tx, held))) throw new Fault('apps.taken_over')
  }

  /** What must be done to have it whole again: where it fails, whoever looks next does so. Nothing, where another platform took it over. */
  async mend(id: string, run: () => Promise<unknown>): Promise<void> {
    const held = this.#held.get(id)
    if (!held) return
    held.isLeft = true
    if (!(await this.#needs.tenants.within(held.tenant, (tx) => isRenewed(tx, held)))) return
    await run()
    held.isLeft = false
  }

  /** Renews what is worked on, and takes up what nobody works on any more. */
  look(): Promise<void> {
    this.#looking = this.#looking.then(async () => {
      for (const tenant of this.#tenants) await this.#lookAt(tenant)
    })
    return this.#looking
  }

  async close(): Promise<void> {
    this.#timer.cancel()
    this.#tenants.clear()
    this.#closing.abort(new Fault('apps.worked_on'))
    await this.#looking
  }

  async #lookAt(tenant: TenantId): Promise<void> {
    const { tenants, holder, left, log } = this.#needs
    try {
      // One by one, so that it never holds one and waits for another.
      for (const held of [...this.#held.values()])
        if (held.tenant === tenant) await tenants.within(tenant, (tx) => isRenewed(tx, held))
      const over = await tenants.within(tenant, async (tx) => {
        const { rows } = await tx.execute<{ id: string }>(sql`
          select installation_id as id from app_work
          where tenant_id = ${tenant} and (until <= now() or holder = ${holder}) order by installation_id`)
        return rows.map(({ id }) => id).filter((id) => !this.#held.has(id))
      })
      for (const id of over)
        await left(tenant, id).catch((thrown: unknown) =>
          log.error('what was under way with an app is not whole yet', { tenant, fault: sayFault(thrown) }),
        )
    } catch (thrown) {
      log.warn('work on apps could not be renewed', { tenant, fault: sayFault(thrown) })
    }
  }

  async #hold(tenant: TenantId, id: string): Promise<Held | undefined> {
    let held = this.#held.get(id)
    if (!held) {
      const turn = newId()
      held = { tenant, turn, ready: this.#write(tenant, id, turn), hands: 0, isLeft: false }
      this.#held.set(id, held)
    }
    held.hands++
    try {
      if (await held.ready) return held
    } catch (thrown) {
      this.#drop(id, held)
      throw thrown
    }
    this.#drop(id, held)
    return undefined
  }

  /** False where another platform works on it. */
  async #write(tenant: TenantId, id: string, turn: string): Promise<boolean> {
    const { tenants, holder } = this.#needs
    const { rows } = await tenants.within(tenant, (tx) =>
      tx.execute(sql`
        insert into app_work as held (tenant_id, installation_id, holder, turn, until)
        values (${tenant}, ${id}, ${holder}, ${turn}, now() + make_interval(secs => ${HOLDS_S}))
        on conflict (tenant_id, installation_id)
          do update set holder = excluded.holder, turn = excluded.turn, until = excluded.until
          where held.until <= now() or held.holder = excluded.holder
        returning turn`),
    )
    return rows.length > 0
  }

  #drop(id: string, held: Held): boolean {
    held.hands--
    return held.hands === 0 && this.#held.delete(id)
  }

  async #release(id: string, held: Held): Promise<void> {
    const { tenants, log } = this.#needs
    if (!this.#drop(id, held) || held.isLeft) return
    await tenants
      .within(held.tenant, (tx) =>
        tx.execute(sql`delete from app_work where tenant_id = ${held.tenant} and turn = ${held.turn}`),
      )
      .catch((thrown: unknown) => log.warn('work on an app runs out by itself', { fault: sayFault(thrown) }))
  }
}

/** False where another platform took it over. */
async function isRenewed(tx: TenantTx, { turn }: Pick<Held, 'turn'>): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    update app_work set until = now() + make_interval(secs => ${HOLDS_S})
    where tenant_id = ${tx.tenant} and turn = ${turn} returning turn`)
  return rows.length > 0
}
