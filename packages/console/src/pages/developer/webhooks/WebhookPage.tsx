import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../../parts/FaultView.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { platform, type Webhook } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import styles from '../developer.module.css'
import { Deliveries } from './parts/Deliveries.tsx'
import { WebhookActions } from './parts/WebhookActions.tsx'
import { WebhookMark } from './parts/WebhookMark.tsx'
import { webhookQuery } from './queries.ts'
import webhooks from './webhooks.module.css'

const route = getRouteApi('/app/developer/webhooks/$id')

export function WebhookPage() {
  const { id } = route.useParams()
  const webhook = useQuery(webhookQuery(id))
  if (webhook.isError && !webhook.data) return <FaultView fault={webhook.error} retry={() => void webhook.refetch()} />
  if (!webhook.data)
    return (
      <div className="page">
        <Skeleton height={110} radius={6} mb={16} />
        <Skeleton height={260} radius={6} />
      </div>
    )
  return <KnownWebhook webhook={webhook.data} />
}

function KnownWebhook({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('developer')
  const mayWrite = useMay('webhook:write')
  const { asset: bound } = webhook
  const asset = useQuery({
    queryKey: ['assets', 'one', bound],
    enabled: bound !== undefined,
    queryFn: ({ signal }) => platform.asset(bound ?? '', signal),
  })
  const { failing } = webhook
  return (
    <div className="page">
      <title>{`${webhook.name} – Millrace`}</title>
      <nav aria-label={t('webhooks.path')} className="thing-path">
        <Link to="/developer/webhooks" className="link">
          {t('part.webhooks')}
        </Link>
      </nav>
      <header className={webhooks.head}>
        <h1 className="thing-title">{webhook.name}</h1>
        <WebhookMark webhook={webhook} />
        {mayWrite && <WebhookActions webhook={webhook} asset={asset.data ?? null} />}
      </header>
      {webhook.state === 'paused' && (
        <p className={styles.deprecation} role="note">
          {t('webhooks.pausedWhy', { answer: webhook.why ?? '' })}
        </p>
      )}
      {failing && (
        <p className={styles.deprecation} role="note">
          <span>{t('webhooks.failing', { count: failing.attempts, answer: failing.answer })}</span>{' '}
          <RelativeTime time={failing.next} />
        </p>
      )}
      <dl className={`panel ${webhooks.facts}`}>
        <Fact name={t('webhooks.address')}>
          <code className={styles.path}>{webhook.address}</code>
        </Fact>
        <Fact name={t('webhooks.where')}>
          {bound === undefined ? t('webhooks.everywhere') : (asset.data?.path.join(' / ') ?? '…')}
        </Fact>
        <Fact name={t('webhooks.behind')}>
          <span className="num">{webhook.behind}</span>
        </Fact>
        <Fact name={t('webhooks.column.last')}>
          <RelativeTime time={webhook.lastDeliveredAt} />
        </Fact>
        <Fact name={t('webhooks.madeBy')}>
          {webhook.madeBy.name} · <RelativeTime time={webhook.createdAt} />
        </Fact>
        {webhook.oldSecretEndsAt && (
          <Fact name={t('webhooks.oldSecret')}>
            <RelativeTime time={webhook.oldSecretEndsAt} />
          </Fact>
        )}
        <Fact name={t('webhooks.column.types')}>
          <span className={webhooks.types}>
            {webhook.types.map((type) => (
              <Link key={type} to="/developer/events" search={{ type }} className="link">
                <code className={styles.code}>{type}</code>
              </Link>
            ))}
          </span>
        </Fact>
      </dl>
      <Deliveries webhook={webhook} mayWrite={mayWrite} />
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="label">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
