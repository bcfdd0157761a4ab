import { queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'

const everyMs = 5000

export const organisationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: ({ signal }) => platform.organisation.read(signal),
})

export const quotasQuery = queryOptions({
  queryKey: ['organisation', 'quotas'],
  queryFn: ({ signal }) => platform.organisation.quotas(signal),
  refetchInterval: everyMs,
})

export const providersQuery = queryOptions({
  queryKey: ['organisation', 'providers'],
  queryFn: ({ signal }) => platform.providers.list(signal),
})
