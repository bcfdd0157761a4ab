import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type EquipmentApplicationRequest, type EquipmentPlan, platform } from '../../platform.ts'
import { planQuery } from './queries.ts'

type Kind = 'alarms' | 'kpis'

/** Long enough that a figure is typed as a whole. */
const TYPING_MS = 300

/** What somebody says about applying a class, and what would come of it. */
export function useApplication(asset: string, name: string, kept: string | undefined) {
  const queries = useQueryClient()
  const [request, setRequest] = useState<EquipmentApplicationRequest>({
    class: name,
    ...(kept === undefined ? {} : { variant: kept }),
  })
  const [asked] = useDebouncedValue(request, TYPING_MS)
  const plan = useQuery(planQuery(asset, asked))
  const settled = asked === request && !plan.isFetching && !plan.isError
  const apply = useMutation({
    mutationFn: (of: EquipmentPlan) => platform.equipment.apply(asset, { ...request, seen: of.seen }),
    onSuccess: () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== 'plan' }),
  })
  const say = (change: Partial<EquipmentApplicationRequest>) => setRequest((before) => ({ ...before, ...change }))
  return {
    plan,
    settled,
    apply,
    choose: (point: string, id: string | null) => say({ points: { ...request.points, [point]: id } }),
    setParameter: (parameter: string, value: number) =>
      say({ parameters: { ...request.parameters, [parameter]: value } }),
    setVariant: (variant: string | null) => {
      const { variant: _, points: __, ...rest } = request
      setRequest(variant === null ? rest : { ...rest, variant })
    },
    /** As it was said, before the plan knows it. */
    pointOf: ({ name: of, point }: EquipmentPlan['points'][number]): string | null => {
      const said = request.points?.[of]
      return said === undefined ? (point ?? null) : said
    },
    isWanted: (kind: Kind, { name: of, chosen }: { name: string; chosen: boolean }): boolean =>
      request[kind]?.includes(of) ?? chosen,
    /** Of what would be proposed or defined. */
    want: (kind: Kind, one: string, wanted: boolean) => {
      const now = request[kind] ?? (plan.data?.[kind] ?? []).flatMap((each) => (each.chosen ? [each.name] : []))
      say({ [kind]: wanted ? [...new Set([...now, one])] : now.filter((each) => each !== one) })
    },
    /** With which calendar it is to become a work unit; null: it does not. */
    calendar: request.calendar ?? null,
    setCalendar: (calendar: string | null) => {
      const { calendar: _, ...rest } = request
      setRequest(calendar === null ? rest : { ...rest, calendar })
    },
    variant: request.variant ?? null,
  }
}
export type Application = ReturnType<typeof useApplication>
