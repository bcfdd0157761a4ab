import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type MechanismFile, platform } from '../../../platform.ts'

/** Every mistake of what is written, while it is written. */
export function useCheck(files: readonly MechanismFile[], enabled: boolean) {
  const wanted = JSON.stringify(files)
  const [settled] = useDebouncedValue(wanted, 350)
  const check = useQuery({
    queryKey: ['mechanisms', 'check', settled],
    enabled: enabled && settled === wanted,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    queryFn: ({ signal }) => platform.mechanisms.check(JSON.parse(settled) as MechanismFile[], signal),
  })
  /** What is told is about what stands there now. */
  const isCurrent = enabled && settled === wanted && !check.isPlaceholderData && check.data !== undefined
  return { check, isCurrent, findings: enabled ? (check.data?.findings ?? []) : [] }
}
