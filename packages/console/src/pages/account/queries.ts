import { queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'

export const factorsQuery = queryOptions({
  queryKey: ['account', 'factors'],
  queryFn: ({ signal }) => platform.account.factors(signal),
})

export const sessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: ({ signal }) => platform.account.sessions(signal),
})

export const providersQuery = queryOptions({
  queryKey: ['account', 'providers'],
  queryFn: ({ signal }) => platform.account.providers(signal),
})

export const rolesQuery = queryOptions({
  queryKey: ['account', 'roles'],
  queryFn: ({ signal }) => platform.account.roles(signal),
})
