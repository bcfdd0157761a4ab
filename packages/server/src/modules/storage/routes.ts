import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  RemovalRequest,
  Removed,
  RetentionRule,
  RetentionRuleList,
  RetentionRuleRequest,
  StorageFigures,
} from './schema.ts'
import type { StorageService } from './service.ts'

export const routes = (storage: StorageService): Route[] => [
  route.get(
    '/history/figures',
    { permission: 'organisation:read', summary: 'What the history takes up', reply: StorageFigures },
    ({ reach }) => storage.figures(reach),
  ),
  route.post(
    '/history/removals',
    {
      permission: 'history:remove',
      summary: 'Remove history for good',
      description: 'Answers when neither queries nor files hold it any more. Points and assets stay.',
      body: RemovalRequest,
      reply: Removed,
    },
    ({ reach, body, actor }) => storage.remove(reach, body, actor),
  ),
  route.get(
    '/retention-rules',
    { permission: 'organisation:read', summary: 'For how long history is kept', reply: RetentionRuleList },
    async ({ reach }) => ({ items: await storage.rules(reach) }),
  ),
  route.put(
    '/retention-rules',
    {
      permission: 'organisation:manage',
      summary: 'Keep history at a place and below for so many days',
      description:
        'The nearest rule up the tree counts; one place has one rule. Older days are removed within an hour.',
      body: RetentionRuleRequest,
      reply: RetentionRule,
    },
    ({ reach, body, actor }) => storage.setRule(reach, body, actor),
  ),
  route.delete(
    '/retention-rules/:id',
    { permission: 'organisation:manage', summary: 'Drop a retention rule', params: ById },
    async ({ reach, params, actor }) => {
      await storage.dropRule(reach, params.id, actor)
      return undefined
    },
  ),
]
