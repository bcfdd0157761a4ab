import { queryOptions } from '@tanstack/react-query'
import { type ActionInfo, platform } from '../platform.ts'

/** The vocabulary of rights is part of the platform's build: it stays as it is. */
export const actionsQuery = queryOptions({
  queryKey: ['actions'],
  queryFn: ({ signal }) => platform.access.actions(signal),
  staleTime: Number.POSITIVE_INFINITY,
})

const order = ['plant', 'organisation', 'platform'] as const

/** Rights in the groups of the vocabulary: about the plant, the organisation, the platform. */
export const byAbout = <Right extends Pick<ActionInfo, 'about'>>(rights: readonly Right[]) =>
  order
    .map((about) => ({ about, items: rights.filter((each) => each.about === about) }))
    .filter(({ items }) => items.length > 0)
