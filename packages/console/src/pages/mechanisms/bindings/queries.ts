import { queryOptions } from '@tanstack/react-query'
import { PlatformFault, platform } from '../../../platform.ts'

/** All, those of a model, or those that run at an asset. */
export const bindingsQuery = (of: { mechanism?: string; asset?: string } = {}) =>
  queryOptions({
    queryKey: ['bindings', 'list', of],
    queryFn: ({ signal }) => platform.bindings.list(of, signal),
    refetchInterval: 30_000,
  })

export const bindingQuery = (id: string) =>
  queryOptions({
    queryKey: ['bindings', 'one', id],
    queryFn: ({ signal }) => platform.bindings.read(id, signal),
    refetchInterval: 10_000,
  })

export const boundAssetsQuery = (id: string) =>
  queryOptions({
    queryKey: ['bindings', 'assets', id],
    queryFn: ({ signal }) => platform.bindings.assets(id, signal),
    refetchInterval: 5_000,
  })

export const comparisonQuery = (id: string) =>
  queryOptions({
    queryKey: ['bindings', 'comparison', id],
    queryFn: ({ signal }) => platform.bindings.comparison(id, signal),
    refetchInterval: 5_000,
  })

export const calibrationsQuery = (id: string, asset: string) =>
  queryOptions({
    queryKey: ['bindings', 'calibrations', id, asset],
    queryFn: ({ signal }) => platform.bindings.calibrations(id, asset, signal),
  })

/** Where the newest value came from; null where no model gives the point. */
export const lineageQuery = (point: string) =>
  queryOptions({
    queryKey: ['bindings', 'lineage', point],
    retry: false,
    queryFn: async ({ signal }) => {
      try {
        return await platform.bindings.lineage({ point }, signal)
      } catch (thrown) {
        if (thrown instanceof PlatformFault && thrown.status === 404) return null
        throw thrown
      }
    },
  })
