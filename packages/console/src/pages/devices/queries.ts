import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'
import type { DeviceSearch } from './search.ts'

const pageSize = 100
const everyMs = 5000

export const devicesQuery = (search: DeviceSearch) =>
  infiniteQueryOptions({
    queryKey: ['devices', search],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
    queryFn: ({ pageParam, signal }) =>
      platform.devices(
        {
          limit: pageSize,
          ...(search.kind && { kind: search.kind }),
          ...(search.state && { state: search.state }),
          ...(search.q && { search: search.q }),
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      ),
    getNextPageParam: (page) => page.next,
  })

export const deviceQuery = (id: string) =>
  queryOptions({
    queryKey: ['device', id],
    queryFn: ({ signal }) => platform.device(id, signal),
    refetchInterval: everyMs,
  })

/** Asks the edge, so only while somebody looks. What was told stays while the edge does not answer. */
export const diagnosisQuery = (id: string, follows: boolean) =>
  queryOptions({
    queryKey: ['device', id, 'diagnosis'],
    queryFn: ({ signal }) => platform.deviceDiagnosis(id, signal),
    refetchInterval: follows ? everyMs : false,
    retry: false,
  })

/** What stands behind an edge node. The platform has no filter for it: read from the first five hundred devices. */
export const behindQuery = (edge: string) =>
  queryOptions({
    queryKey: ['devices', 'behind', edge],
    queryFn: async ({ signal }) =>
      (await platform.devices({ kind: 'device', limit: 500 }, signal)).items.filter(
        (device) => device.parentId === edge,
      ),
    refetchInterval: everyMs,
  })
