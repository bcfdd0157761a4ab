import { type Route, route } from '../../http/route.ts'
import type { MemberService } from '../members/index.ts'
import { OfOrganisation, QuotaChange, QuotaList } from './schema.ts'
import type { QuotaService } from './service.ts'

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
    async ({ params }) => ({ items: await quotas.quotas({ tenant: await members.known(params.id) }) }),
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
    async ({ params, body, actor }) => ({ items: await quotas.change(await members.known(params.id), body, actor) }),
  ),
]
