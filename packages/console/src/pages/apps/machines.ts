import type { AppMake, AppOffer, AppPreview } from '../../platform.ts'
import type { Need } from './queries.ts'

/** Assets that are to be made, by which machine each was. */
export interface Making {
  readonly make: readonly MakeOf[]
  readonly onMake: (make: readonly MakeOf[]) => void
}
export type MakeOf = AppMake & { readonly machine: string }

/** What may become an asset of the kind: raw points that belong together, or an asset whose points nobody told yet. */
export interface Machine {
  readonly key: string
  /** Where it is an asset already. */
  readonly asset?: string
  readonly parent?: string
  readonly name: string
  readonly path: readonly string[]
  readonly properties: Readonly<Record<string, { readonly point?: string; readonly offers: readonly AppOffer[] }>>
}

export const machinesOf = ({ suggested, proposals }: AppPreview['needs'][number]): Machine[] => [
  ...suggested.flatMap(({ asset, name, path, properties, fits }): Machine[] => {
    const offered = Object.values(properties).some(({ offers = [] }) => offers.length > 0)
    if (fits || !offered) return []
    const found = Object.entries(properties).map(([property, { point, offers = [] }]) => [
      property,
      { ...(point === undefined ? {} : { point }), offers },
    ])
    return [{ key: asset, asset, name, path: path.slice(0, -1), properties: Object.fromEntries(found) }]
  }),
  ...proposals,
]

/** As it is proposed; a person looks at it and may change every point. */
export const proposedMake = (need: Need, { key, asset, parent, name, properties }: Machine): MakeOf => ({
  machine: key,
  need: need.name,
  ...(asset === undefined ? { name } : { asset }),
  ...(parent === undefined ? {} : { parent }),
  points: Object.fromEntries(
    Object.entries(properties).flatMap(([property, { point }]) => (point === undefined ? [] : [[property, point]])),
  ),
})

/** Properties that must be there, and for which no point is chosen. */
export const lackingOf = ({ properties }: Need, { points }: AppMake): Need['properties'] =>
  properties.filter(({ name, optional }) => !optional && points[name] === undefined)
