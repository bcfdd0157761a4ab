import { Fault } from '@millrace/core'
import type { TelemetryService } from '../telemetry/index.ts'
import type { ActingApp } from './acting.ts'
import type { AssetBinding } from './binding.ts'
import './faults.ts'
import type { AppModels } from './models.ts'
import type { AppPrincipals, Beside } from './principals.ts'
import type { Ask, AskReply, History, PointValue, Start } from './schema.ts'

const MS_PER_MICRO = 1 / 1_000

/** What a page may ask of the plant: every call needs the right of the installation and that of whoever looks at the page. */
export interface Asks {
  start(app: ActingApp, beside: Beside & { readonly name: string }): Promise<Start>
  /**
   * @param beside who looks at the page; without one it is the app alone
   * Throws `apps.not_agreed`, `http.forbidden`, `assets.point_unknown`, and what each call refuses.
   */
  ask(app: ActingApp, asked: Ask, beside: Beside | undefined, signal: AbortSignal): Promise<AskReply>
}

interface Needs {
  readonly binding: AssetBinding
  readonly principals: Pick<AppPrincipals, 'write'>
  readonly telemetry: Pick<TelemetryService, 'latest' | 'buckets'>
  readonly models: AppModels
}

export function createAsks({ binding, principals, telemetry, models }: Needs): Asks {
  /** Throws unless both may read all of them. */
  const readable = async (app: ActingApp, points: readonly string[], beside: Beside | undefined) => {
    const reach = app.reach('point:read')
    await binding.mustSee(reach, points)
    if (beside) await binding.mustSee(await beside.reachFor('point:read'), points)
    return reach
  }

  const latest = async (
    app: ActingApp,
    points: readonly string[],
    beside: Beside | undefined,
  ): Promise<PointValue[]> => {
    const { items } = await telemetry.latest(await readable(app, points, beside), points.join())
    const byPoint = new Map(items.map((item) => [item.point, item]))
    return points.map((point) => {
      const { value = null, quality = 'bad', time = null } = byPoint.get(point) ?? {}
      return { point, value: quality === 'bad' ? null : app.units.into(point, value), quality, time }
    })
  }

  const history = async (
    app: ActingApp,
    { points, from, to, buckets = 200 }: Extract<Ask, { call: 'history' }>,
    beside: Beside | undefined,
    signal: AbortSignal,
  ): Promise<History> => {
    const reach = await readable(app, points, beside)
    const all: History = []
    for (const point of points) {
      const of = await telemetry.buckets(reach, { point, from, to, pixels: buckets, signal })
      const time = of.start.map((micros) => micros * MS_PER_MICRO)
      const { count, good } = of
      all.push({ point, columns: { time, ...app.units.columns(point, of), count, good } })
    }
    return all
  }

  const model = async (
    app: ActingApp,
    { model: name, input }: Extract<Ask, { call: 'model' }>,
    beside: Beside | undefined,
    signal: AbortSignal,
  ): Promise<AskReply> => {
    const { results, version } = await models.call(
      app,
      { name, input },
      { ...(beside ? { reachFor: beside.reachFor } : {}), signal },
    )
    if (results.fault) throw new Fault('apps.model_failed', { model: name, seen: results.fault.says.slice(0, 400) })
    return {
      version,
      outputs: Object.fromEntries(
        Object.entries(results.outputs).map(([key, { values, unit, reason }]) => [
          key,
          {
            value: values[0] ?? null,
            ...(unit === undefined ? {} : { unit }),
            ...((reason[0] ?? -1) < 0 ? {} : { reason: results.reasons[reason[0]!] }),
          },
        ]),
      ),
    }
  }

  return {
    async start(app, { reachFor, name }) {
      const hasNone = Object.keys(app.assets).length === 0
      return {
        assets: hasNone ? {} : await binding.seen(await reachFor('asset:read'), app.assets),
        settings: { ...app.settings },
        person: name,
      }
    },
    ask(app, asked, beside, signal) {
      switch (asked.call) {
        case 'latest':
          return latest(app, asked.points, beside)
        case 'history':
          return history(app, asked, beside, signal)
        case 'write': {
          const { call: _, ...write } = asked
          return principals.write(app, write, beside)
        }
        case 'model':
          return model(app, asked, beside, signal)
      }
    },
  }
}
