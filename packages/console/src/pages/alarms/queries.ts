import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { platform } from '../../platform.ts'
import type { AlarmSearch, AlarmShow, PerformanceSpan } from './search.ts'

const pageSize = 100
/** Should the stream that says when to look again be cut, the page looks by itself. */
const lookMs = 15_000

const statesOf: Readonly<Record<AlarmShow, string | undefined>> = {
  active: undefined,
  shelved: 'shelved',
  suppressed: 'suppressed,out_of_service',
  all: 'normal,unacknowledged,acknowledged,returned_unacknowledged,latched_unacknowledged,latched_acknowledged,shelved,suppressed,out_of_service',
}

export const alarmsKey = ['alarms']

export const alarmsQuery = ({ show = 'active', priority, q }: AlarmSearch) =>
  infiniteQueryOptions({
    queryKey: [...alarmsKey, 'list', { show, priority, q }],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    refetchInterval: lookMs,
    queryFn: ({ pageParam, signal }) => {
      const state = statesOf[show]
      return platform.alarms.list(
        {
          limit: pageSize,
          ...(state && { state }),
          ...(priority && { priority }),
          ...(q && { search: q }),
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      )
    },
    getNextPageParam: (page) => page.next,
  })

export const alarmQuery = (id: string) =>
  queryOptions({
    queryKey: [...alarmsKey, 'one', id],
    refetchInterval: lookMs,
    queryFn: ({ signal }) => platform.alarms.read(id, signal),
  })

export const alarmEventsQuery = (id: string) =>
  queryOptions({
    queryKey: [...alarmsKey, 'events', id],
    queryFn: async ({ signal }) => (await platform.alarms.eventsOf(id, { limit: 50 }, signal)).items,
  })

const definitionsKey = ['alarm-definitions']

export const definitionQuery = (id: string) =>
  queryOptions({
    queryKey: [...definitionsKey, 'one', id],
    queryFn: ({ signal }) => platform.alarms.definition(id, signal),
  })

export const definitionsQuery = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...definitionsKey, 'list', q],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      platform.alarms.definitions(
        { limit: pageSize, ...(q && { search: q }), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    getNextPageParam: (page) => page.next,
  })

export const openChangesQuery = queryOptions({
  queryKey: [...definitionsKey, 'changes'],
  queryFn: async ({ signal }) => (await platform.alarms.changes({ state: 'proposed', limit: 200 }, signal)).items,
})

export const definitionKeys = definitionsKey

const daysOf: Readonly<Record<PerformanceSpan, number>> = { day: 1, week: 7, month: 30 }

export const performanceQuery = (span: PerformanceSpan) =>
  queryOptions({
    queryKey: [...alarmsKey, 'performance', span],
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
    queryFn: ({ signal }) => {
      const to = Date.now()
      const from = to - daysOf[span] * 86_400_000
      return platform.alarms.performance({ from: String(from * 1_000), to: String(to * 1_000) }, signal)
    },
  })
