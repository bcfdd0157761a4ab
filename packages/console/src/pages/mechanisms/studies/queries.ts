import { queryOptions } from '@tanstack/react-query'
import { platform, type Study } from '../../../platform.ts'

export const isUnderWay = ({ state }: Study): boolean => state === 'waits' || state === 'runs'

export const studiesQuery = (of: { mechanism?: string; binding?: string } = {}) =>
  queryOptions({
    queryKey: ['studies', 'list', of],
    queryFn: async ({ signal }) => (await platform.studies.list({ ...of, limit: 100 }, signal)).items,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? 2_000 : false),
  })

/** While it runs it is asked again. */
export const studyQuery = (id: string) =>
  queryOptions({
    queryKey: ['studies', 'one', id],
    queryFn: ({ signal }) => platform.studies.read(id, signal),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 1_000 : false),
  })
