import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Flow, platform } from '../../platform.ts'
import type { Catalogue, NodeKind } from './catalogue.ts'
import type { FlowDocument } from './document.ts'

const pageSize = 100

/** The platform keeps a document as it was drawn; its shape is told by its check. */
export const draftOf = (flow: Pick<Flow, 'draft'>): FlowDocument => flow.draft as unknown as FlowDocument
export const sent = (document: FlowDocument): Record<string, unknown> => ({ ...document })

export const flowsQuery = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['flows', 'list', { q }],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      platform.flows.list(
        { limit: pageSize, ...(q && { search: q }), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    getNextPageParam: (page) => page.next,
  })

export const flowQuery = (id: string) =>
  queryOptions({
    queryKey: ['flows', 'one', id],
    queryFn: ({ signal }) => platform.flows.read(id, signal),
  })

/** Part of the platform's build: it stays as it is. */
export const catalogueQuery = queryOptions({
  queryKey: ['flows', 'nodes'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }): Promise<Catalogue> => {
    const kinds = (await platform.flows.nodes(signal)) as unknown as NodeKind[]
    return new Map(kinds.map((kind) => [kind.type, kind]))
  },
})

export const secretsQuery = queryOptions({
  queryKey: ['flows', 'secrets'],
  queryFn: ({ signal }) => platform.flows.secrets(signal),
})

export const versionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['flows', 'version', id, version],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => platform.flows.version(id, version, signal),
  })

export const deploymentsQuery = (flow: string) =>
  queryOptions({
    queryKey: ['flows', 'deployments', flow],
    refetchInterval: 5_000,
    queryFn: ({ signal }) => platform.flows.deployments({ flow }, signal),
  })

export const runsQuery = (deployment: string) =>
  queryOptions({
    queryKey: ['flows', 'runs', deployment],
    refetchInterval: 2_000,
    queryFn: ({ signal }) => platform.flows.runs(deployment, signal),
  })

export const inboxQuery = (deployment: string) =>
  queryOptions({
    queryKey: ['flows', 'inbox', deployment],
    queryFn: ({ signal }) => platform.flows.inbox(deployment, signal),
  })

export const actionsQuery = (deployment: string) =>
  queryOptions({
    queryKey: ['flows', 'actions', deployment],
    refetchInterval: 5_000,
    queryFn: ({ signal }) => platform.flows.actions(deployment, { limit: 50 }, signal),
  })
