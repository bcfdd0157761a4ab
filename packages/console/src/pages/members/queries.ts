import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'

const pageSize = 100

export const membersQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: ['members', 'list', search],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      platform.members.list(
        { limit: pageSize, ...(search && { search }), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    getNextPageParam: (page) => page.next,
  })

export const memberQuery = (id: string) =>
  queryOptions({ queryKey: ['members', 'one', id], queryFn: ({ signal }) => platform.members.read(id, signal) })

export const invitationsQuery = queryOptions({
  queryKey: ['members', 'invitations'],
  queryFn: ({ signal }) => platform.members.invitations(signal),
  // The invited join while somebody looks.
  refetchInterval: 5_000,
})
