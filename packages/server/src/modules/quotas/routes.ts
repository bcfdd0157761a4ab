import { Fault, type TenantId } from '@millrace/core'
import { type Route, route } from '../../http/route.ts'
import type { MemberService } from '../members/index.ts'
import { OfOrganisation, QuotaChange, QuotaList } from './schema.ts'
import type { QuotaService } from './service.ts'

/** Ids of organisations are checked against the list: a row-level policy alone would answer an unknown one with nothing. */
async function known(members: MemberService, id: string): Promise<TenantId> {
  if (!(await members.organisations()).some((one) => one.id === id))
    throw new Fault('members.organisation_unknown', { id })
  return id as TenantId
}

export const routes = (quotas: QuotaService, members: MemberService): Route[] => [
  route.get(
    '/quotas',
    { permission: 'quota:read', summary: 'What your organisation may use, and uses', reply: QuotaList },
    async ({ reach }) => ({ items: await quotas.quotas(reach) }),
  ),
  route.get(
    '/organisations/:id/quotas',
    {
      permission: 'platform:operate',
      summary: 'What an organisation may use, and uses',
      params: OfOrganisation,
      reply: QuotaList,
    },
    async ({ params }) => ({ items: await quotas.quotas({ tenant: await known(members, params.id) }) }),
  ),
  route.put(
    '/organisations/:id/quotas',
    {
      permission: 'platform:operate',
      summary: 'Set or lift one quota of an organisation',
      params: OfOrganisation,
      body: QuotaChange,
      reply: QuotaList,
    },
    async ({ params, body, actor }) => ({ items: await quotas.change(await known(members, params.id), body, actor) }),
  ),
]
