import type { AppManifest, AppNeed } from '@millrace/apps'
import { Fault } from '@millrace/core'
import type { AppBound, AppFit, AppPreview, Asset, MillraceClient } from '@millrace/sdk'
import '../faults.ts'
import { parseBindings } from './bindings.ts'

/** Stands for all that fit. */
const ALL = '*'

interface Wanted {
  readonly app: string
  readonly version: string
  readonly manifest: AppManifest
  readonly bind: readonly string[]
}

/**
 * Which assets an app works on: those that were named, `*` for all that the platform finds to fit, and where a need was not named and one
 * asset alone fits, that one. Throws `cli.asset_unknown`, `cli.need_unbound` with what would fit.
 */
export async function boundBy(client: MillraceClient, { app, version, manifest, bind }: Wanted): Promise<AppBound> {
  const named = parseBindings(bind, manifest)
  const assets = await assetsNamed(client, Object.values(named).flat())
  const bound: AppBound = {}
  for (const [need, names] of Object.entries(named))
    bound[need] = names.filter((name) => name !== ALL).map((name) => assets.get(name)!)
  const preview = await client.apps.preview({ app, version, bound })
  for (const need of manifest.needs ?? []) {
    const names = named[need.name]
    const found = preview.needs.find((each) => each.need === need.name)
    const fitting = (found?.suggested ?? []).filter(({ fits }) => fits)
    const { least = 1, most = Number.POSITIVE_INFINITY } = need
    if (names?.includes(ALL)) {
      const more = fitting.map(({ asset }) => asset).slice(0, Math.max(0, most - (bound[need.name]?.length ?? 0)))
      bound[need.name] = [...(bound[need.name] ?? []), ...more]
    } else if (names === undefined && least > 0) {
      if (fitting.length !== 1) throw unbound(need, found)
      bound[need.name] = [fitting[0]!.asset]
    }
  }
  return bound
}

function unbound({ name, title }: AppNeed, found: AppPreview['needs'][number] | undefined): Fault {
  const lines = (found?.suggested ?? []).slice(0, 20).map(sayFit)
  return new Fault('cli.need_unbound', {
    need: name,
    title: title.en,
    seen: lines.length === 0 ? '  no asset of its class or thing model' : lines.join('\n'),
  })
}

/** An asset with what it lacks. */
export function sayFit({ name, path, properties, fits }: AppFit): string {
  const where = path.at(-1) === name ? path.join('/') : [...path, name].join('/')
  if (fits) return `  ${where}`
  const lacking = Object.entries(properties).flatMap(([property, { problem }]) =>
    problem ? [`${property} (${problem})`] : [],
  )
  return `  ${where}, which lacks ${lacking.join(', ')}`
}

/** Ids by what was typed. */
async function assetsNamed(client: MillraceClient, names: readonly string[]): Promise<Map<string, string>> {
  const wanted = names.filter((name) => name !== ALL)
  const found = new Map<string, string>()
  if (wanted.length === 0) return found
  for await (const asset of client.assets.all())
    for (const name of wanted) if (isMeant(asset, name)) found.set(name, asset.id)
  const missing = wanted.find((name) => !found.has(name))
  if (missing !== undefined) throw new Fault('cli.asset_unknown', { seen: missing })
  return found
}

const isMeant = ({ id, name, path }: Asset, typed: string): boolean =>
  typed === id || typed === name || typed === path.join('/')
