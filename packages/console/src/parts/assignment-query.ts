import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { platform } from '../platform.ts'

/** A member or a program. */
export interface RoleHolder {
  readonly id: string
  readonly name: string
}

/** Who holds which role where: of one member or program, or of one role; needs member:read. */
export const assignmentsQuery = (of: { holder: string } | { role: string }) =>
  queryOptions({
    queryKey: ['assignments', of],
    queryFn: ({ signal }) => platform.access.assignments(of, signal),
  })

/** After somebody or something holds another role than before. */
export const rolesChanged = (queries: QueryClient): Promise<unknown> =>
  Promise.all(
    ['members', 'assignments', 'roles', 'explanation'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
  )
