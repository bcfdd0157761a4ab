import { type Route, route } from '../../http/route.ts'
import {
  Checked,
  CheckRequest,
  Definition,
  DefinitionList,
  DefinitionRequest,
  KpiResultList,
  Progress,
  ResultQuery,
  TogetherList,
  TogetherQuery,
} from './schema.ts'
import type { KpiService } from './service.ts'

const read = 'production:read'

export const routes = (kpis: KpiService): Route[] => [
  route.get(
    '/kpis',
    {
      permission: read,
      summary: 'KPIs: those of ISO 22400-2, and every version of the organisation’s own',
      reply: DefinitionList,
    },
    async ({ reach }) => ({ items: await kpis.definitions(reach) }),
  ),
  route.post(
    '/kpis',
    {
      permission: 'production:manage',
      summary: 'Define a KPI, or a new version of it',
      description: 'Its formula and units are checked. Windows that begin from validFrom on are told anew.',
      body: DefinitionRequest,
      reply: Definition,
      status: 201,
    },
    ({ reach, body, actor }) => kpis.define(reach, body, actor),
  ),
  route.post(
    '/kpis/check',
    {
      permission: 'production:manage',
      summary: 'Check formula and units of a KPI; nothing is kept',
      body: CheckRequest,
      reply: Checked,
    },
    ({ body }) => kpis.check(body),
  ),
  route.get(
    '/kpi-results',
    {
      permission: read,
      summary: 'A KPI of a work unit by window, with the numbers that went in',
      query: ResultQuery,
      reply: KpiResultList,
    },
    async ({ reach, query }) => ({ items: await kpis.results(reach, query) }),
  ),
  route.get(
    '/kpi-results/together',
    {
      permission: read,
      summary: 'A KPI of all work units below an asset by window',
      description:
        'What adds up is summed over the work units, and the formula worked out once: never a mean of ratios.',
      query: TogetherQuery,
      reply: TogetherList,
    },
    async ({ reach, query }) => ({ items: await kpis.together(reach, query) }),
  ),
  route.get(
    '/kpi-progress',
    { permission: read, summary: 'How many windows wait to be told, and why', reply: Progress },
    ({ reach }) => kpis.progress(reach),
  ),
]
