import type { AppManifest } from '@millrace/apps'
import { batchOf, MICROS_PER_MS, Status, type TenantId } from '@millrace/core'
import type { TestPlatform } from '../../packages/server/src/testing.ts'
import { now, type Plant, type Signal, type Value } from './plant.ts'

const types = { number: 'double', boolean: 'boolean', text: 'string' } as const
const unknown = { number: 0, boolean: false, text: '' } as const
/** Units that gateways give where apps have others, and what is to be multiplied with. */
const others: Readonly<Record<string, readonly [unit: string, factor: number]>> = {
  kW: ['W', 1_000],
  MPa: ['bar', 10],
}

interface Living {
  readonly name: string
  readonly manifest: AppManifest
  readonly plant: Plant
  /** Begin and end of what it said, and the time between two values, ms. */
  readonly from: number
  readonly until: number
  readonly step: number
}

/**
 * Puts the plant of an app's pictures on a platform, as its edges would: devices with points, some in other units than the app has
 * them in, and what they said until now.
 * @returns ids of assets, by need
 */
export async function bringToLife(
  { services, history, latest }: TestPlatform,
  tenant: TenantId,
  { name, manifest, plant, from, until, step }: Living,
): Promise<Record<string, string[]>> {
  const said: [series: number, time: number, value: Exclude<Value, null>, status: number][] = []
  for (const { name: need, properties } of manifest.needs ?? [])
    for (const { name: asset, points } of plant.assets[need] ?? []) {
      const there = properties.flatMap(({ name: of, type, unit = '' }) => {
        const signal = points[of]
        return signal ? [{ of, type, signal, in: others[unit] ?? ([unit, 1] as const) }] : []
      })
      const { series } = await services.devices.directory.register(tenant, {
        source: { group: 'works', node: name, device: asset },
        assetPath: ['Works', name, asset],
        points: there.map(({ of, type, in: [unit] }) => ({ name: of, type: types[type], ...(unit ? { unit } : {}) })),
      })
      for (const [
        i,
        {
          of,
          type,
          signal,
          in: [, factor],
        },
      ] of there.entries()) {
        // What is sampled fast is sampled in bursts.
        const isFast = plant.fast !== undefined && of === 'acceleration'
        const every = isFast ? plant.fast! : step
        for (let ms = isFast ? until - 60_000 : from; ms <= until; ms += every) {
          const value = at(signal, ms - until + now, factor)
          if (value === null && isFast) continue
          const micros = Math.round(ms * MICROS_PER_MS)
          said.push([series[i]!, micros, value ?? unknown[type], value === null ? Status.Bad : Status.Good])
        }
      }
    }
  const batch = batchOf(said)
  await history.append(tenant, batch, ++brought)
  latest.update(tenant, batch)
  const ids = new Map<string, string>()
  for await (const page of services.assets.everyAsset({ tenant }))
    for (const { path, id } of page) ids.set(path.join('/'), id)
  return Object.fromEntries(
    (manifest.needs ?? []).map(({ name: need }) => [
      need,
      (plant.assets[need] ?? []).map(({ name: asset }) => ids.get(`Works/${name}/${asset}`)!),
    ]),
  )
}

let brought = 0

function at(signal: Signal, ms: number, factor: number): Value {
  const value = signal(ms)
  return typeof value === 'number' ? value * factor : value
}
