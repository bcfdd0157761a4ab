import { Fault, MICROS_PER_MS } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import type { Action } from '../access/index.ts'
import type { ActingApp, AppService, Ask, AskReply, Row, RowQuery } from '../apps/index.ts'
import type { AppProcess } from '../identity/index.ts'
import './faults.ts'
import { storable } from './host.ts'
import type { Runtime } from './runtime.ts'
import type { LinesRequest } from './schema.ts'
import * as store from './store.ts'

/** Processes outside, each with a key of an installation, which they are: nothing beyond what was agreed to on what is bound. */
export interface Outside {
  /** How far it may do something by the API that is everybody's. Throws `apps.not_agreed`, `write_by_ask`, `suspended`. */
  reach(who: AppProcess, action: Action): Promise<Reach>
  /** A call of the API that was refused. */
  counted(who: AppProcess): void
  /** What it is, is bound to and set to. Throws `apps.suspended`, as all that follow. */
  app(who: AppProcess): Promise<ActingApp>
  /** Throws `apps.not_agreed`, `assets.point_unknown`, and what each call refuses. */
  ask(who: AppProcess, asked: Ask, signal: AbortSignal): Promise<AskReply>
  rows(who: AppProcess, table: string, query: RowQuery): Promise<{ items: Row[]; next?: string }>
  putRows(who: AppProcess, table: string, rows: readonly Row[]): Promise<number>
  removeRows(who: AppProcess, table: string, where: string): Promise<number>
  log(who: AppProcess, lines: LinesRequest['lines']): Promise<void>
}

export type OutsideApps = Pick<AppService, 'principals' | 'asks' | 'rows' | 'putRows' | 'removeRows'>

export function createOutside(apps: OutsideApps, runtime: Runtime): Outside {
  const of = ({ tenant, installation, process }: AppProcess) =>
    ({ tenant, installation, source: 'process', name: process }) as const

  /** Counts it, as the app that it is now. */
  const called = async (who: AppProcess): Promise<ActingApp> => {
    const app = await apps.principals.actAs(who.tenant, who.installation)
    const taker = runtime.takerOf(app)
    runtime.quotas.mustHave(taker, 'outside')
    runtime.quotas.take(taker, 'outside', 1)
    runtime.figures.add(of(who), { calls: 1 })
    return app
  }

  const refused = (who: AppProcess, asked: string, thrown: unknown): void => {
    if (!(thrown instanceof Fault && thrown.row.blame === 'caller')) return
    runtime.figures.add(of(who), { refused: 1 })
    const { tenant, installation, name, process } = who
    runtime.refusals.tell(tenant, `${installation} ${process} ${asked} ${thrown.code}`, {
      actor: { kind: 'app', id: installation, name },
      action: 'app.call_refused',
      outcome: 'refused',
      target: { kind: 'app_installation', id: installation, name },
      detail: { process, call: asked, code: thrown.code },
    })
  }
  /** As the app, whose rights are asked for anew; what it may not is told. */
  const as = async <T>(who: AppProcess, asked: string, run: (app: ActingApp) => Promise<T>): Promise<T> => {
    try {
      return await run(await called(who))
    } catch (thrown) {
      refused(who, asked, thrown)
      throw thrown
    }
  }

  return {
    async reach(who, action) {
      const app = await called(who)
      // What it writes is a property that it said it writes: the request knows that, a reach does not.
      if (action === 'point:write') throw new Fault('apps.write_by_ask', { app: who.name })
      return app.reach(action)
    },

    counted: (who) => runtime.figures.add(of(who), { refused: 1 }),

    app: (who) => as(who, 'start', async (app) => app),
    ask: (who, asked, signal) => as(who, asked.call, (app) => apps.asks.ask(app, asked, undefined, signal)),
    rows: (who, table, query) =>
      as(who, 'tables.rows', ({ tenant, installation: id }) => apps.rows({ tenant }, { id, table }, query)),

    putRows: (who, table, rows) =>
      as(who, 'tables.put', async ({ tenant, installation: id }) => {
        const kept = await apps.putRows({ tenant }, { id, table }, rows)
        runtime.figures.add(of(who), { rows: kept })
        return kept
      }),

    removeRows: (who, table, where) =>
      as(who, 'tables.remove', ({ tenant, installation: id }) => apps.removeRows({ tenant }, { id, table }, where)),

    log: (who, lines) =>
      as(who, 'log', async (app) => {
        const taker = runtime.takerOf(app)
        runtime.quotas.mustHave(taker, 'lines')
        runtime.quotas.take(taker, 'lines', lines.length)
        const at = new Date(runtime.clock.now() / MICROS_PER_MS)
        const { installation, process: service } = who
        await runtime.tenants.within(who.tenant, (tx) =>
          store.addLines(
            tx,
            { installation, service, source: 'process' },
            lines.map(({ level = 'info', text, fields }) => ({
              at,
              level,
              text: storable(text),
              fields: fields === undefined ? null : storable(fields),
            })),
          ),
        )
        runtime.figures.add(of(who), { lines: lines.length })
      }),
  }
}
