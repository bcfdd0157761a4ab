import { readFile } from 'node:fs/promises'
import type { AppPackage } from '@millrace/apps'
import type { Quantity } from '@millrace/apps/testing'
import { readPlacedYaml } from '@millrace/core/profiles'

/** Where library/equipment lies in this installation. */
const library = new URL('../../../../library/equipment/', import.meta.url)

type Known = ReadonlyMap<string, Partial<Quantity>>

/** What the classes that an app needs say of their points, by class and name: its own, else those of the library. */
export async function classesOf({ manifest, files }: AppPackage): Promise<ReadonlyMap<string, Known>> {
  const classes = new Map<string, Known>()
  const texts = (manifest.classes ?? []).map((path) => new TextDecoder().decode(files.get(path)))
  for (const { equipmentClass } of manifest.needs ?? [])
    if (equipmentClass !== undefined)
      texts.unshift(await readFile(new URL(`${equipmentClass}.yaml`, library), 'utf8').catch(() => ''))
  for (const text of texts) {
    const { value } = readPlacedYaml(text)
    const { class: name, points } = (value ?? {}) as { class?: unknown; points?: unknown }
    if (typeof name !== 'string' || !Array.isArray(points)) continue
    classes.set(name, new Map(points.map((point: Quantity) => [point.name, quantityOf(point)])))
  }
  return classes
}

const quantityOf = ({ low, high, counter, states }: Quantity): Partial<Quantity> => ({
  ...(typeof low === 'number' ? { low } : {}),
  ...(typeof high === 'number' ? { high } : {}),
  ...(typeof counter === 'boolean' ? { counter } : {}),
  ...(Array.isArray(states) ? { states } : {}),
})
