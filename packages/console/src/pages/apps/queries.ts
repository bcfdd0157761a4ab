import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type AppInstallation, type AppLogLine, type AppManifest, type AppPage, platform } from '../../platform.ts'
import type { AppSearch } from './search.ts'

const pageSize = 60

/** What is asked of the shelf and of what comes with the platform alike. */
const filterOf = ({ tab: _, q, ...filter }: AppSearch) => ({ ...filter, ...(q && { search: q }) })

export const shelfQuery = (search: AppSearch) =>
  infiniteQueryOptions({
    queryKey: ['apps', 'shelf', filterOf(search)],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      platform.apps.list({ limit: pageSize, ...filterOf(search), ...(pageParam && { cursor: pageParam }) }, signal),
    getNextPageParam: (page) => page.next,
  })

/** Apps that come with the platform. */
export const libraryQuery = (search: AppSearch) =>
  queryOptions({
    queryKey: ['apps', 'library', filterOf(search)],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => platform.apps.library(filterOf(search), signal),
  })

export const appQuery = (app: string) =>
  queryOptions({ queryKey: ['apps', 'app', app], queryFn: ({ signal }) => platform.apps.read(app, signal) })

export const appVersionQuery = (app: string, version: string) =>
  queryOptions({
    queryKey: ['apps', 'version', app, version],
    queryFn: ({ signal }) => platform.apps.version(app, version, signal),
  })

/** How often what runs is looked at. */
const RUNS_MS = 1_000

export const testsQuery = (app: string, version: string) =>
  queryOptions({
    queryKey: ['apps', 'tests', app, version],
    queryFn: ({ signal }) => platform.apps.tests(app, version, signal),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'waiting' || data?.state === 'running' ? RUNS_MS : false,
  })

export const mirrorsQuery = queryOptions({
  queryKey: ['apps', 'mirrors'],
  queryFn: ({ signal }) => platform.apps.mirrors(signal),
  refetchInterval: ({ state: { data } }) => (data?.some(({ state }) => state !== 'idle') ? RUNS_MS : false),
})

export const mirrorAppsQuery = (id: string) =>
  queryOptions({
    queryKey: ['apps', 'mirror-apps', id],
    staleTime: 0,
    queryFn: ({ signal }) => platform.apps.mirrorApps(id, signal),
  })

export const installationsQuery = queryOptions({
  queryKey: ['apps', 'installations'],
  queryFn: ({ signal }) => platform.apps.installations(signal),
  staleTime: 10_000,
})

/** What lies on the shelf that is newer than what is installed: versions by installation. */
export const newerQuery = queryOptions({
  queryKey: ['apps', 'newer'],
  queryFn: async ({ signal }) => {
    const { items } = await platform.apps.list({ limit: 200 }, signal)
    return new Map(
      items.flatMap(({ installed, version }) =>
        installed && installed.version !== version ? [[installed.id, version] as const] : [],
      ),
    )
  },
  staleTime: 10_000,
})

export const installationQuery = (id: string) =>
  queryOptions({
    queryKey: ['apps', 'installation', id],
    queryFn: ({ signal }) => platform.apps.installation(id, signal),
  })

/** Looked at again while the page is open. */
const LOOK_MS = 5_000

export const metricsQuery = (id: string) =>
  queryOptions({
    queryKey: ['apps', 'metrics', id],
    queryFn: async ({ signal }) => (await platform.apps.metrics(id, signal)).items,
    refetchInterval: LOOK_MS,
  })

export const logQuery = (id: string, level: AppLogLine['level'] | undefined) =>
  queryOptions({
    queryKey: ['apps', 'log', id, level],
    queryFn: async ({ signal }) => (await platform.apps.log(id, { limit: 50, ...(level && { level }) }, signal)).items,
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_MS,
  })

type Bound = AppInstallation['bound']

/** What is there for a version, and what is missing; asked anew for each choice of assets. */
export const previewQuery = (app: string, version: string, bound: Bound) =>
  queryOptions({
    queryKey: ['apps', 'preview', app, version, bound],
    placeholderData: keepPreviousData,
    queryFn: () => platform.apps.preview({ app, version, bound }),
  })

/** What an uninstall would take away now, and what keeps it from being done. */
export const leavingQuery = (id: string) =>
  queryOptions({
    queryKey: ['apps', 'leaving', id],
    staleTime: 0,
    queryFn: ({ signal }) => platform.apps.leaving(id, signal),
  })

/** An app is named in addresses by two parts. */
export function partsOf(app: string): { publisher: string; name: string } {
  const [publisher = '', name = ''] = app.split('/')
  return { publisher, name }
}

/** A page of an app, and where it stands. */
export interface PlacedPage {
  readonly one: AppInstallation
  readonly page: AppPage
}

/** Pages of what runs: those with a place of their own, and those that stand on the page of an asset. */
export function placedPages(all: readonly AppInstallation[], asset?: string): readonly PlacedPage[] {
  return all
    .filter(({ state }) => state === 'active')
    .flatMap((one) => (one.pages ?? []).map((page) => ({ one, page })))
    .filter(({ one: { bound }, page: { at = 'menu', needs = Object.keys(bound) } }) =>
      asset === undefined
        ? at === 'menu'
        : at === 'asset' && needs.some((need) => bound[need]?.includes(asset) === true),
    )
}

export type Need = NonNullable<AppManifest['needs']>[number]
export type Setting = NonNullable<AppManifest['settings']>[number]
