import { Fault } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import './faults.ts'
import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  HistoryShare,
  RemovalList,
  RemovalPreview,
  RemovalRequest,
  Removed,
  RetentionRule,
  RetentionRuleList,
  RetentionRuleRequest,
  RuleEffectQuery,
  StorageFigures,
} from './schema.ts'
import type { StorageService } from './service.ts'

/** A rule speaks for the whole organisation's tree, so a right for a part of it is too little. */
function everywhere({ below }: Reach): void {
  if (below) throw new Fault('http.forbidden', { permission: 'history:remove' })
}

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
  route.post(
    '/history/removals/preview',
    {
      permission: 'history:remove',
      summary: 'How much a removal would take away',
      body: RemovalPreview,
      reply: HistoryShare,
    },
    ({ reach, body, signal }) => storage.preview(reach, body, signal),
  ),
  route.get(
    '/history/removals',
    {
      permission: 'history:remove',
      summary: 'Removals under way and the last that ended, newest first',
      reply: RemovalList,
    },
    async ({ reach, actor }) => ({ items: await storage.removals(reach, actor) }),
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
      summary: 'Keep history at a place and below for so many days; needs history:remove, too',
      description:
        'The nearest rule up the tree counts; one place has one rule. Older days are removed within an hour.',
      body: RetentionRuleRequest,
      reply: RetentionRule,
    },
    async ({ reach, reachFor, body, actor }) => {
      // What it no longer keeps is removed for good.
      everywhere(await reachFor('history:remove'))
      return storage.setRule(reach, body, actor)
    },
  ),
  route.get(
    '/retention-rules/effect',
    {
      permission: 'organisation:manage',
      summary: 'What a rule at a place would take away at once',
      query: RuleEffectQuery,
      reply: HistoryShare,
    },
    ({ reach, query, signal }) => storage.effect(reach, query, signal),
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
