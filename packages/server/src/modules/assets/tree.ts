import { type AssetId, Fault } from '@millrace/core'
import './faults.ts'

/** Levels of the role-based equipment hierarchy, from the top down (IEC 62264-1 §5.3); deeper places are equipment. */
export const levels = ['enterprise', 'site', 'area', 'work_center', 'work_unit', 'equipment'] as const
export type Level = (typeof levels)[number]

/** What a work center may be (IEC 62264-1 §5.3). */
export const kinds = ['process_cell', 'production_unit', 'production_line', 'storage_zone'] as const
export type Kind = (typeof kinds)[number]

/** A place as it is drawn: what it is called, and what it hangs on. */
export interface Drawn {
  readonly id: AssetId
  readonly parent: AssetId | null
  readonly name: string
  /** As somebody said; undefined: the one after the level above. */
  readonly given: Level | undefined
}

/** Where a place stands by that. */
export interface Standing {
  /** Ids from the top down to this place. */
  readonly lineage: readonly AssetId[]
  /** Names from the top down to this place. */
  readonly path: readonly string[]
  readonly level: Level
}

const rankOf = (level: Level): number => levels.indexOf(level)

/** The level of what hangs on a place, unless somebody says another. */
export const levelBelow = (above: Level | undefined): Level =>
  above === undefined ? 'enterprise' : (levels[rankOf(above) + 1] ?? 'equipment')

/** Levels may be left out, and equipment may hold equipment; otherwise each stands below the one above it. */
const mayHang = (level: Level, above: Level | undefined): boolean =>
  above === undefined || rankOf(level) > rankOf(above) || (level === 'equipment' && above === 'equipment')

/**
 * Where every place stands, and what is wrong with whom: `assets.level_order`, `assets.name_taken`, `assets.inside_itself`.
 * `above`: the places that some hang on and that are not among them.
 */
export function standings(
  drawn: readonly Drawn[],
  above: ReadonlyMap<AssetId, Standing> = new Map(),
): { readonly stood: Map<AssetId, Standing>; readonly wrong: Map<AssetId, Fault> } {
  const ids = new Set(drawn.map(({ id }) => id))
  const byParent = Map.groupBy(drawn, ({ parent }) => parent)
  const stood = new Map<AssetId, Standing>()
  const wrong = new Map<AssetId, Fault>()
  const turn = [...byParent].flatMap(([parent, hanging]) => (parent !== null && ids.has(parent) ? [] : hanging))
  for (const place of turn) {
    const over = place.parent === null ? undefined : (stood.get(place.parent) ?? above.get(place.parent))
    const level = place.given ?? levelBelow(over?.level)
    if (!mayHang(level, over?.level))
      wrong.set(place.id, new Fault('assets.level_order', { name: place.name, level, above: over?.level ?? '' }))
    stood.set(place.id, {
      lineage: [...(over?.lineage ?? []), place.id],
      path: [...(over?.path ?? []), place.name],
      level,
    })
    turn.push(...(byParent.get(place.id) ?? []))
  }
  for (const hanging of byParent.values()) {
    const names = new Set<string>()
    for (const { id, name } of hanging) {
      if (names.has(name)) wrong.set(id, new Fault('assets.name_taken', { name }))
      names.add(name)
    }
  }
  for (const { id, name } of drawn)
    if (!stood.has(id) && !wrong.has(id)) wrong.set(id, new Fault('assets.inside_itself', { name }))
  return { stood, wrong }
}

/** As {@link standings}. Throws the first that is wrong. */
export function stand(drawn: readonly Drawn[], above?: ReadonlyMap<AssetId, Standing>): Map<AssetId, Standing> {
  const { stood, wrong } = standings(drawn, above)
  for (const fault of wrong.values()) throw fault
  return stood
}
