import { queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'

const freshMs = 10_000
const DAY_MS = 86_400_000
/** Entries in the lists of one work unit. */
const listed = 50

export const nowQuery = queryOptions({
  queryKey: ['production', 'now'],
  queryFn: ({ signal }) => platform.production.now(signal),
  refetchInterval: freshMs,
})

/** What a work unit did in the last day, up to now. */
export const dayQuery = (asset: string) =>
  queryOptions({
    queryKey: ['production', 'day', asset],
    queryFn: async ({ signal }) => {
      const to = Date.now()
      const from = to - DAY_MS
      const range = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
      return { from, to, stretches: await platform.production.stretches(asset, range, signal) }
    },
    refetchInterval: 3 * freshMs,
  })

export const downtimesQuery = (asset: string) =>
  queryOptions({
    queryKey: ['production', 'downtimes', asset],
    queryFn: ({ signal }) => platform.production.downtimes(asset, listed, signal),
    refetchInterval: 3 * freshMs,
  })

export const ordersQuery = (asset: string) =>
  queryOptions({
    queryKey: ['production', 'orders', asset],
    queryFn: ({ signal }) => platform.production.orders(asset, listed, signal),
    refetchInterval: 3 * freshMs,
  })

export const reasonsQuery = queryOptions({
  queryKey: ['production', 'reasons'],
  queryFn: ({ signal }) => platform.production.reasons(signal),
})

export const productsQuery = queryOptions({
  queryKey: ['production', 'products'],
  queryFn: ({ signal }) => platform.production.products(signal),
})

export const calendarsQuery = queryOptions({
  queryKey: ['production', 'calendars'],
  queryFn: ({ signal }) => platform.production.calendars(signal),
})

export const unitsQuery = queryOptions({
  queryKey: ['production', 'units'],
  queryFn: ({ signal }) => platform.production.units(signal),
})
