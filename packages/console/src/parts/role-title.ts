import { useQuery } from '@tanstack/react-query'
import { useRightWords } from './right-words.ts'
import { rolesQuery } from './role-query.ts'

/** What people call the role of this name. */
export function useRoleTitle(): (name: string) => string {
  const { role } = useRightWords()
  const { data } = useQuery(rolesQuery)
  return (name) => role(data?.find((known) => known.name === name) ?? { name, title: name })
}
