import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { Ask, AskReply, RowCount, RowPage, RowQuery, RowRemoval, RowsRequest, Self } from '../apps/index.ts'
import {
  AppQuotaChange,
  AppQuotas,
  ByOwnTable,
  ByService,
  Hours,
  HoursQuery,
  LinesRequest,
  LogPage,
  LogQuery,
  Metrics,
  ServiceAnswer,
  ServiceCallRequest,
} from './schema.ts'
import type { AppServices } from './service.ts'

export const routes = (services: AppServices): Route[] => [...called(services), ...seen(services), ...outside(services)]

const called = (services: AppServices): Route[] => [
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
  route.post(
    '/apps/installations/:id/ask',
    {
      permission: 'app:use',
      summary: 'What a page of an app asks of the plant',
      description: 'Needs the right of the installation and that of whoever looks at the page.',
      params: ById,
      body: Ask,
      reply: AskReply,
    },
    (exchange) => services.ask(exchange.reach, exchange.params.id, exchange.body, exchange, exchange.signal),
  ),
]

const seen = (services: AppServices): Route[] => [
  route.get(
    '/apps/installations/:id/log',
    { permission: 'app:read', summary: 'What an app wrote to its log', params: ById, query: LogQuery, reply: LogPage },
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
  route.get(
    '/apps/installations/:id/hours',
    {
      permission: 'app:read',
      summary: 'What an app did and took, by the hour',
      params: ById,
      query: HoursQuery,
      reply: Hours,
    },
    ({ reach, params, query }) => services.hours(reach, params.id, query),
  ),
  route.get(
    '/apps/installations/:id/quotas',
    { permission: 'app:read', summary: 'What an app may use, and uses', params: ById, reply: AppQuotas },
    ({ reach, params }) => services.limits.quotas(reach, params.id),
  ),
  route.put(
    '/apps/installations/:id/quotas',
    {
      permission: 'organisation:manage',
      summary: 'Set one quota of an app, or let it be as usual',
      description: 'Within what the organisation has.',
      params: ById,
      body: AppQuotaChange,
      reply: AppQuotas,
    },
    ({ reach, params, body, actor }) => services.limits.change(reach, params.id, body, actor),
  ),
]

/** For processes outside, each with a key of an app. */
const outside = (services: AppServices): Route[] => [
  route.get(
    '/app-process',
    {
      permission: 'app',
      summary: 'The app whose key it is: what it is bound to, set to, and may do',
      description: 'In the names of its manifest; secrets are not told.',
      reply: Self,
    },
    async ({ who }) => {
      const { installation, manifest, settings, assets, agreed } = await services.outside.app(who)
      const { id: app, version } = manifest
      return {
        installation,
        app,
        version,
        process: who.process,
        settings: { ...settings },
        assets: Object.fromEntries(Object.entries(assets).map(([need, bound]) => [need, [...bound]])),
        agreed: [...agreed],
      }
    },
  ),
  route.post(
    '/app-process/ask',
    {
      permission: 'app',
      summary: 'Values, history, writes and models, as the app',
      description:
        'In the units of its manifest. A write is asked for here, and needs what was agreed to of that property.',
      body: Ask,
      reply: AskReply,
    },
    ({ who, body, signal }) => services.outside.ask(who, body, signal),
  ),
  route.get(
    '/app-process/tables/:table/rows',
    { permission: 'app', summary: 'Rows of a table of the app', params: ByOwnTable, query: RowQuery, reply: RowPage },
    ({ who, params, query }) => services.outside.rows(who, params.table, query),
  ),
  route.put(
    '/app-process/tables/:table/rows',
    {
      permission: 'app',
      summary: 'Keep rows of the app, by their key',
      description: 'Each is whole: what is left out of what may be empty is empty.',
      params: ByOwnTable,
      body: RowsRequest,
      reply: RowCount,
    },
    async ({ who, params, body }) => ({ rows: await services.outside.putRows(who, params.table, body.rows) }),
  ),
  route.delete(
    '/app-process/tables/:table/rows',
    { permission: 'app', summary: 'Remove rows of the app', params: ByOwnTable, query: RowRemoval, reply: RowCount },
    async ({ who, params, query }) => ({ rows: await services.outside.removeRows(who, params.table, query.where) }),
  ),
  route.post(
    '/app-process/log',
    { permission: 'app', summary: 'Write to the log of the app', body: LinesRequest },
    async ({ who, body }) => {
      await services.outside.log(who, body.lines)
      return undefined
    },
  ),
]
