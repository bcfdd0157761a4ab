/** What the address of the members' list keeps. */
export interface MemberSearch {
  tab?: 'invitations'
  q?: string
}

export function parseMemberSearch(search: Record<string, unknown>): MemberSearch {
  const q = search['q'] === undefined || search['q'] === '' ? undefined : String(search['q'])
  return { ...(search['tab'] === 'invitations' && { tab: 'invitations' }), ...(q && { q }) }
}
