import { createHash } from 'node:crypto'
import { Fault } from '@millrace/core'
import type { TenantTx } from '../../database/index.ts'
import type { AlarmService } from '../alarms/index.ts'
import type { Actor } from '../audit/index.ts'
import * as store from './deployment-store.ts'
import type { GivenAlarm, GivenEnd } from './documents.ts'
import type { RunOutput } from './tables.ts'

type Asked = Parameters<AlarmService['proposeIn']>[1]
type Definition = NonNullable<Asked['definition']>

interface Needs {
  readonly alarms: Pick<AlarmService, 'proposeIn' | 'withdrawIn' | 'standings'>
}

/** What the usual matrix of an organisation makes that priority of. */
const urgencies: Readonly<Record<GivenAlarm['priority'], Pick<Definition, 'consequence' | 'respondWithin'>>> = {
  critical: { consequence: 'severe', respondWithin: 3 },
  high: { consequence: 'severe', respondWithin: 10 },
  medium: { consequence: 'major', respondWithin: 10 },
  low: { consequence: 'minor', respondWithin: 30 },
}

function definitionOf(asset: string, point: string, { name, alarm }: GivenEnd & { alarm: GivenAlarm }): Definition {
  const said = alarm.message.trim().slice(0, 200)
  return {
    asset,
    name: said === '' ? name : { en: said, zh: said },
    condition: { is: 'state', point, values: [true], onDelay: 0, offDelay: 0 },
    ...urgencies[alarm.priority],
    cause: '',
    effect: '',
    action: '',
    class: 'flow',
    latching: false,
    acknowledgement: 'by_priority',
    reAlarm: 'always',
    rationalised: false,
  }
}

const printOf = (definition: Definition): string =>
  createHash('sha256').update(JSON.stringify(definition)).digest('base64url').slice(0, 22)

/**
 * Alarms that flows give: each is proposed as all alarms are, and comes into force when a second person agrees. Proposed once for what it
 * is: who rejected it is not asked again until the flow would have it otherwise. It goes with what gives it: what waits is withdrawn, what
 * is in force is proposed to be retired.
 */
export class Furniture {
  readonly #alarms: Needs['alarms']

  constructor({ alarms }: Needs) {
    this.#alarms = alarms
  }

  /** Those of a deployment as its version has them; `before`: its runs as they were. */
  async keep(
    tx: TenantTx,
    deployment: store.DeploymentRow,
    { ends, before }: { readonly ends: readonly GivenEnd[]; readonly before: readonly store.RunRow[] },
  ): Promise<void> {
    const actor = deployment.by as Actor
    const reason = `Flow ${deployment.name.en}`
    const kept = new Set<string>()
    for (const run of await store.everyRun(tx, deployment.id)) {
      const outputs = { ...run.outputs }
      for (const { alarm, ...end } of ends) {
        const output = outputs[end.node]
        if (!alarm || !output || run.asset === null) continue
        const definition = definitionOf(run.asset, output.point, { ...end, alarm })
        const print = printOf(definition)
        if (output.alarm?.print !== print)
          outputs[end.node] = {
            ...output,
            alarm: { print, ...(await this.#ask(tx, output, { definition, reason }, actor)) },
          }
        const id = outputs[end.node]?.alarm?.id
        if (id !== undefined) kept.add(id)
      }
      if (JSON.stringify(outputs) !== JSON.stringify(run.outputs)) await store.changeRun(tx, run.number, { outputs })
    }
    await this.#leave(
      tx,
      idsOf(before).filter((id) => !kept.has(id)),
      { reason, actor },
    )
  }

  /** All of these runs go. */
  leave(tx: TenantTx, runs: readonly store.RunRow[], reason: string, actor: Actor): Promise<void> {
    return this.#leave(tx, idsOf(runs), { reason, actor })
  }

  async #ask(
    tx: TenantTx,
    { alarm }: RunOutput,
    asked: { readonly definition: Definition; readonly reason: string },
    actor: Actor,
  ): Promise<{ id?: string; problem?: string }> {
    try {
      const standing = alarm?.id === undefined ? undefined : (await this.#standings(tx, [alarm.id]))[0]
      if (standing?.is === 'waits') await this.#alarms.withdrawIn(tx, standing.change, asked.reason, actor)
      const own = standing?.is === 'in_force' ? { alarm: alarm!.id! } : {}
      return { id: (await this.#alarms.proposeIn(tx, { ...own, ...asked }, actor)).alarm }
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown
      return { ...(alarm?.id === undefined ? {} : { id: alarm.id }), problem: thrown.message }
    }
  }

  async #leave(
    tx: TenantTx,
    ids: readonly string[],
    { reason, actor }: { reason: string; actor: Actor },
  ): Promise<void> {
    if (ids.length === 0) return
    const standings = await this.#standings(tx, ids)
    for (const [i, alarm] of ids.entries()) {
      const standing = standings[i]
      try {
        if (standing?.is === 'waits') await this.#alarms.withdrawIn(tx, standing.change, reason, actor)
        if (standing?.is === 'in_force') await this.#alarms.proposeIn(tx, { alarm, retire: true, reason }, actor)
      } catch (thrown) {
        // It went with its asset, or somebody changes it just now.
        if (!(thrown instanceof Fault)) throw thrown
      }
    }
  }

  #standings(tx: TenantTx, ids: readonly string[]): ReturnType<AlarmService['standings']> {
    return this.#alarms.standings({ tenant: tx.tenant }, ids)
  }
}

const idsOf = (runs: readonly store.RunRow[]): string[] =>
  runs.flatMap(({ outputs }) => Object.values(outputs).flatMap(({ alarm }) => alarm?.id ?? []))
