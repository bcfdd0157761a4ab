import { queryOptions } from '@tanstack/react-query'
import { type AccessQuestion, type Member, platform } from '../../platform.ts'
import { organisationQuery } from '../organisation/queries.ts'

/** Somebody or something that holds roles. */
export interface Holder {
  readonly kind: 'member' | 'program'
  readonly id: string
  readonly name: string
}

export const holderOf = ({ id, name, username }: Member): Holder => ({
  kind: 'member',
  id,
  name: name && name !== username ? `${name} (${username})` : username,
})

export const explanationQuery = (question: AccessQuestion) =>
  queryOptions({
    queryKey: ['explanation', question],
    queryFn: ({ signal }) => platform.access.explain(question, signal),
    staleTime: 0,
  })

/** Whether this organisation keeps its three administrators apart; needs organisation:read. */
export const separationQuery = queryOptions({
  ...organisationQuery,
  select: ({ settings }) => settings.separateAdministrators,
})

/** The member or program that a question is about, by its id. */
export const holderQuery = ({ member, program }: { member?: string; program?: string }) =>
  queryOptions({
    queryKey: ['holder', member ?? null, program ?? null],
    enabled: member !== undefined || program !== undefined,
    queryFn: async ({ signal }): Promise<Holder> => {
      if (program !== undefined) {
        const { id, name } = await platform.programs.read(program, signal)
        return { kind: 'program', id, name }
      }
      return holderOf(await platform.members.read(member ?? '', signal))
    },
  })
