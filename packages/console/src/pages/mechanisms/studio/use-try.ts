import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type MechanismTry, platform } from '../../../platform.ts'

export const spans = [1, 6, 24, 168] as const
export type Hours = (typeof spans)[number]

/** What is tried, without the moment that it is tried at. */
export type Trial = Pick<MechanismTry, 'files' | 'parameters'> & {
  readonly inputs: Readonly<Record<string, string>>
  readonly measured: Readonly<Record<string, string>>
}

/** Rows that are enough to see a course by. */
const rows = 600

function requestOf({ files, parameters, inputs, measured }: Trial, hours: Hours): MechanismTry {
  const asked = { files, ...(parameters && { parameters }) }
  if (Object.keys(inputs).length === 0) return asked
  const to = Date.now()
  return {
    ...asked,
    points: {
      inputs: { ...inputs },
      ...(Object.keys(measured).length > 0 && { measured: { ...measured } }),
      from: new Date(to - hours * 3_600_000).toISOString(),
      to: new Date(to).toISOString(),
      every: Math.max(1, (hours * 3_600) / rows),
    },
  }
}

/** What is written over the last hours of the points that stand for its inputs. */
export function useTry(trial: Trial | undefined, hours: Hours) {
  const wanted = trial ? JSON.stringify({ trial, hours }) : ''
  const [settled] = useDebouncedValue(wanted, 300)
  return useQuery({
    queryKey: ['mechanisms', 'try', settled],
    enabled: settled !== '' && wanted !== '',
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
    gcTime: 60_000,
    queryFn: ({ signal }) => {
      const asked = JSON.parse(settled) as { trial: Trial; hours: Hours }
      return platform.mechanisms.try(requestOf(asked.trial, asked.hours), signal)
    },
  })
}
