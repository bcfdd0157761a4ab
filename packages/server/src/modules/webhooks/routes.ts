import { type Route, route } from '../../http/route.ts'
import { ById } from '../../http/schema.ts'
import {
  ByDelivery,
  DeliveryQuery,
  Replay,
  ReplayRequest,
  ResumeRequest,
  SecretMade,
  SecretRequest,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookDeliveryWhole,
  WebhookList,
  WebhookMade,
  WebhookRequest,
} from './schema.ts'
import type { WebhookService } from './service.ts'

const read = 'webhook:read'
const write = 'webhook:write'

export const routes = (webhooks: WebhookService): Route[] => [
  route.get(
    '/webhooks',
    { permission: read, summary: 'Who is told of events by HTTP', reply: WebhookList },
    ({ reach }) => webhooks.webhooks(reach),
  ),
  route.post(
    '/webhooks',
    {
      permission: write,
      summary: 'Tell an address of events from now on',
      description:
        'Signed as Standard Webhooks 1.0.0, at least once, in order; webhook-id is the id of the event. The secret is shown this once.',
      body: WebhookRequest,
      reply: WebhookMade,
      status: 201,
    },
    ({ reach, reachFor, body, actor }) => webhooks.make({ reach, reachFor, actor }, body),
  ),
  route.get(
    '/webhooks/:id',
    { permission: read, summary: 'One webhook', params: ById, reply: Webhook },
    ({ reach, params }) => webhooks.webhook(reach, params.id),
  ),
  route.put(
    '/webhooks/:id',
    { permission: write, summary: 'Change a webhook', params: ById, body: WebhookRequest, reply: Webhook },
    ({ reach, reachFor, params, body, actor }) => webhooks.change({ reach, reachFor, actor }, params.id, body),
  ),
  route.delete(
    '/webhooks/:id',
    { permission: write, summary: 'End a webhook, and forget its log', params: ById },
    async ({ reach, params, actor }) => {
      await webhooks.remove(reach, params.id, actor)
      return undefined
    },
  ),
  route.post(
    '/webhooks/:id/secret',
    {
      permission: write,
      summary: 'A new secret; the one until now signs beside it for a time',
      params: ById,
      body: SecretRequest,
      reply: SecretMade,
    },
    ({ reach, params, body, actor }) => webhooks.rotate(reach, params.id, body, actor),
  ),
  route.post(
    '/webhooks/:id/test',
    {
      permission: write,
      summary: 'Send an event of no consequence, now',
      params: ById,
      reply: WebhookDelivery,
    },
    ({ reach, params, actor }) => webhooks.test(reach, params.id, actor),
  ),
  route.post(
    '/webhooks/:id/resume',
    {
      permission: write,
      summary: 'Go on with one that was paused, or try one that fails at once',
      params: ById,
      body: ResumeRequest,
      reply: Webhook,
    },
    ({ reach, reachFor, params, body, actor }) => webhooks.resume({ reach, reachFor, actor }, params.id, body),
  ),
  route.post(
    '/webhooks/:id/skip',
    {
      permission: write,
      summary: 'Leave out the one event that waits for success',
      params: ById,
      reply: Webhook,
    },
    ({ reach, params, actor }) => webhooks.skip(reach, params.id, actor),
  ),
  route.post(
    '/webhooks/:id/replay',
    {
      permission: write,
      summary: 'Send once more what happened since a moment',
      description: 'Under the same webhook-id as before: who keeps those passes over what they have.',
      params: ById,
      body: ReplayRequest,
      reply: Replay,
    },
    ({ reach, params, body, actor }) => webhooks.replay(reach, params.id, body, actor),
  ),
  route.get(
    '/webhooks/:id/deliveries',
    {
      permission: read,
      summary: 'Attempts, the newest first',
      params: ById,
      query: DeliveryQuery,
      reply: WebhookDeliveryPage,
    },
    ({ reach, params, query }) => webhooks.deliveries(reach, params.id, query),
  ),
  route.get(
    '/webhooks/:id/deliveries/:delivery',
    { permission: read, summary: 'One attempt, with what was sent', params: ByDelivery, reply: WebhookDeliveryWhole },
    ({ reach, params }) => webhooks.delivery(reach, params.id, params.delivery),
  ),
  route.post(
    '/webhooks/:id/deliveries/:delivery/replay',
    {
      permission: write,
      summary: 'Send the event of this attempt once more',
      params: ByDelivery,
      reply: Replay,
    },
    ({ reach, params, actor }) => webhooks.replayOne(reach, params.id, params.delivery, actor),
  ),
]
