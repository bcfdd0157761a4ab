import { queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'

export const organisationsQuery = queryOptions({
  queryKey: ['organisations'],
  queryFn: ({ signal }) => platform.organisations.list(signal),
})

export const organisationQuotasQuery = (id: string) =>
  queryOptions({
    queryKey: ['organisations', 'quotas', id],
    queryFn: ({ signal }) => platform.organisations.quotas(id, signal),
  })
