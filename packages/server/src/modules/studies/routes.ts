import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import { Study, StudyPage, StudyQuery, StudyRequest } from './schema.ts'
import type { StudyService } from './service.ts'

const permission = 'mechanism:bind'

export const routes = (studies: StudyService): Route[] => [
  route.get(
    '/studies',
    { permission, summary: 'Backtests, calibrations and learning, newest first', query: StudyQuery, reply: StudyPage },
    ({ reach, query }) => studies.list(reach, query),
  ),
  route.post(
    '/studies',
    {
      permission,
      summary: 'Begin a backtest, a calibration, or to learn a model from history',
      body: StudyRequest,
      reply: Study,
      status: 201,
    },
    ({ reach, reachFor, body, actor }) => studies.ask(reach, body, { actor, reachFor }),
  ),
  route.get(
    '/studies/:id',
    { permission, summary: 'How far it is, and what came of it', params: ById, reply: Study },
    ({ reach, params }) => studies.get(reach, params.id),
  ),
  route.post(
    '/studies/:id/apply',
    {
      permission,
      summary: 'Use what came of it',
      description:
        'Of a calibration the parameters hold at its asset; of learning a draft is in the registry, which needs mechanism:write.',
      params: ById,
      reply: Study,
    },
    ({ reach, reachFor, params, actor }) => studies.apply(reach, params.id, { actor, reachFor }),
  ),
  route.delete(
    '/studies/:id',
    { permission, summary: 'Cancel one that runs; forget one that ended', params: ById },
    async ({ reach, params, actor }) => {
      await studies.remove(reach, params.id, actor)
      return undefined
    },
  ),
]
