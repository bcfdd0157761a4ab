import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { platform, type WebhookDelivery } from '../../../platform.ts'

/** Deliveries come in while one looks. */
const everyMs = 5_000

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks', 'list'],
  refetchInterval: everyMs,
  queryFn: ({ signal }) => platform.webhooks.list(signal),
})

export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', 'one', id],
    refetchInterval: everyMs,
    queryFn: ({ signal }) => platform.webhooks.read(id, signal),
  })

export const deliveriesQuery = (id: string, outcome: WebhookDelivery['outcome'] | undefined) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', 'deliveries', id, outcome],
    initialPageParam: '',
    refetchInterval: everyMs,
    queryFn: ({ pageParam, signal }) =>
      platform.webhooks.deliveries(
        id,
        { limit: 50, ...(pageParam && { cursor: pageParam }), ...(outcome && { outcome }) },
        signal,
      ),
    getNextPageParam: (page) => page.next,
  })

export const deliveryQuery = (id: string, delivery: string) =>
  queryOptions({
    queryKey: ['webhooks', 'delivery', id, delivery],
    queryFn: ({ signal }) => platform.webhooks.delivery(id, delivery, signal),
  })
