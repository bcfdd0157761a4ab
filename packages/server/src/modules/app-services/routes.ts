import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { ByService, LogPage, LogQuery, Metrics, ServiceAnswer, ServiceCallRequest } from './schema.ts'
import type { AppServices } from './service.ts'

export const routes = (services: AppServices): Route[] => [
  route.post(
    '/apps/installations/:id/services/:service',
    {
      permission: 'app:use',
      summary: 'Call a service of an app',
      description:
        'One whose manifest says http: true. What it writes, both the app and whoever calls must be allowed to write.',
      params: ByService,
      body: ServiceCallRequest,
      reply: ServiceAnswer,
    },
    async (exchange) => {
      const { reach, params, body } = exchange
      const of = { installation: params.id, service: params.service }
      return { output: await services.call(reach, of, body.input, exchange) }
    },
  ),
  route.post(
    '/apps/installations/:id/services/:service/resume',
    {
      permission: 'app:manage',
      summary: 'Call a service that was paused again',
      params: ByService,
      reply: Metrics,
    },
    ({ reach, params, actor }) => services.resume(reach, { installation: params.id, service: params.service }, actor),
  ),
  route.get(
    '/apps/installations/:id/log',
    { permission: 'app:read', summary: 'What services of an app wrote', params: ById, query: LogQuery, reply: LogPage },
    ({ reach, params, query }) => services.log(reach, params.id, query),
  ),
  route.get(
    '/apps/installations/:id/metrics',
    {
      permission: 'app:read',
      summary: 'What services of an app did and took',
      params: ById,
      reply: Metrics,
    },
    ({ reach, params }) => services.metrics(reach, params.id),
  ),
]
