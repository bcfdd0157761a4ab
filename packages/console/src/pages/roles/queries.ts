import { queryOptions } from '@tanstack/react-query'
import { type AccessQuestion, type Member, platform } from '../../platform.ts'

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

/** The vocabulary is part of the platform's build: it stays as it is. */
export const actionsQuery = queryOptions({
  queryKey: ['actions'],
  queryFn: ({ signal }) => platform.access.actions(signal),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Who holds which role where: of one holder, or of one role. */
export const assignmentsQuery = (of: { holder: string } | { role: string }) =>
  queryOptions({
    queryKey: ['assignments', of],
    queryFn: ({ signal }) => platform.access.assignments(of, signal),
  })

export const explanationQuery = (question: AccessQuestion) =>
  queryOptions({
    queryKey: ['explanation', question],
    queryFn: ({ signal }) => platform.access.explain(question, signal),
    staleTime: 0,
  })

/** Whether this organisation keeps its three administrators apart; needs organisation:read. */
export const separationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: ({ signal }) => platform.organisation.read(signal),
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
