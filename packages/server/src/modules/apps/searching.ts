import type { AppManifest } from '@millrace/apps'
import { patternsOf } from '../../database/index.ts'
import type { AppFacets, AppFilter, AppParts } from './schema.ts'

/** What is looked through: of the shelf, or of what comes with the platform. */
export interface Searched {
  /** publisher/name */
  readonly app: string
  readonly manifest: AppManifest
  /** Whether what it works on is there; undefined where that is not known. */
  readonly fits: boolean | undefined
}
type Fits = (one: Searched) => boolean

/** Those that are like what is asked for, and how many there would be by each other choice. */
export function search<One extends Searched>(
  all: readonly One[],
  filter: AppFilter,
): { readonly found: One[]; readonly facets: AppFacets } {
  const fits = fitsOf(filter)
  return {
    found: all.filter((one) => Object.values(fits).every((fit) => fit(one))),
    facets: facetsOf(all, fits),
  }
}

function fitsOf({ search: text, scenario, stage, reach, industry, class: kind, has, fits }: AppFilter) {
  const words = patternsOf(text).map((pattern) => pattern.slice(1, -1).replaceAll(/\\(.)/g, '$1'))
  const chosen =
    (facet: Facet, value: string | undefined): Fits =>
    (one) =>
      value === undefined || valuesOf[facet](one).includes(value)
  return {
    search: (one: Searched) => words.every((word) => textToFind(one).includes(word)),
    scenario: chosen('scenario', scenario),
    stage: chosen('stage', stage),
    reach: chosen('reach', reach),
    industry: (one: Searched) => industry === undefined || isFor(one, industry),
    class: chosen('class', kind),
    has: chosen('has', has),
    fits: chosen('fits', fits),
  }
}

/** An app that names no industry is for all of them. */
const isFor = ({ manifest: { taxonomy } }: Searched, industry: string): boolean =>
  taxonomy.industries === undefined ||
  taxonomy.industries.some((one) => one.startsWith(industry) || industry.startsWith(one))

/** What an app has, by the word under which it is looked for. */
const parts: Readonly<Record<AppParts, (manifest: AppManifest) => readonly unknown[] | undefined>> = {
  pages: ({ pages }) => pages,
  services: ({ services }) => services,
  flows: ({ flows }) => flows,
  models: ({ models }) => models,
  classes: ({ classes }) => classes,
  screens: ({ screens }) => screens,
  tables: ({ tables }) => tables,
  solution: ({ includes }) => includes,
}

export const partsOf = (manifest: AppManifest): AppParts[] =>
  (Object.keys(parts) as AppParts[]).filter((part) => parts[part](manifest)?.length)

const valuesOf = {
  scenario: ({ manifest }: Searched): readonly string[] => manifest.taxonomy.scenarios,
  stage: ({ manifest }: Searched): readonly string[] => manifest.taxonomy.stages,
  reach: ({ manifest }: Searched): readonly string[] => [manifest.taxonomy.reach],
  class: ({ manifest }: Searched): readonly string[] => [
    ...new Set((manifest.needs ?? []).flatMap(({ equipmentClass: name }) => (name === undefined ? [] : [name]))),
  ],
  has: ({ manifest }: Searched): readonly string[] => partsOf(manifest),
  fits: ({ fits }: Searched): readonly string[] => (fits ? ['yes'] : []),
} as const
type Facet = keyof typeof valuesOf

/** How many apps there would be by each value, where all else that is asked for holds. */
function facetsOf(all: readonly Searched[], fits: ReturnType<typeof fitsOf>): AppFacets {
  const others = (facet: string): readonly Searched[] => {
    const rest = Object.entries(fits).flatMap(([name, fit]) => (name === facet ? [] : [fit]))
    return all.filter((one) => rest.every((fit) => fit(one)))
  }
  const counted = (facet: Facet): Record<string, number> => {
    const counts: Record<string, number> = {}
    for (const one of others(facet)) for (const value of valuesOf[facet](one)) counts[value] = (counts[value] ?? 0) + 1
    return counts
  }
  const sought = others('industry')
  return {
    scenario: counted('scenario'),
    stage: counted('stage'),
    reach: counted('reach'),
    industry: Object.fromEntries(
      industriesOf(sought).map((code) => [code, sought.filter((one) => isFor(one, code)).length]),
    ),
    class: counted('class'),
    has: counted('has'),
    fits: counted('fits'),
  }
}

/** Those that apps name, and the sections that they are in. */
const industriesOf = (all: readonly Searched[]): string[] =>
  [
    ...new Set(
      all.flatMap(({ manifest }) => (manifest.taxonomy.industries ?? []).flatMap((code) => [code.slice(0, 1), code])),
    ),
  ].toSorted()

const textToFind = ({
  app,
  manifest: { title, summary, description, owner, taxonomy, needs = [] },
}: Searched): string =>
  [
    ...[app, owner],
    ...[title, summary, description, ...needs.map((need) => need.title)].flatMap(({ en, zh }) => [en, zh]),
    ...(taxonomy.tags ?? []),
  ]
    .join(' ')
    .toLowerCase()
