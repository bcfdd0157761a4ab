import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconWebhook } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { FaultView } from '../../../parts/FaultView.tsx'
import lists from '../../../parts/list.module.css'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import type { Webhook } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { PortalNav } from '../PortalNav.tsx'
import { WebhookMark } from './parts/WebhookMark.tsx'
import { webhooksQuery } from './queries.ts'

const WebhookDialog = lazy(() => import('./parts/WebhookDialog.tsx'))

export function WebhooksPage() {
  const { t } = useTranslation('developer')
  const webhooks = useQuery(webhooksQuery)
  const mayWrite = useMay('webhook:write')
  const [making, { open, close }] = useDisclosure(false)
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={open}>
      {t('webhooks.add')}
    </Button>
  )
  return (
    <div className="page">
      <title>{`${t('part.webhooks')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        <div className={lists.actions}>{webhooks.data && webhooks.data.length > 0 && add}</div>
      </header>
      <PortalNav />
      <div className={`panel ${lists.list}`}>
        {webhooks.isError && <FaultView fault={webhooks.error} retry={() => void webhooks.refetch()} />}
        {webhooks.isPending && <Skeleton height={220} m={16} w="auto" />}
        {webhooks.data?.length === 0 && (
          <EmptyState title={t('webhooks.empty.title')} lesson={t('webhooks.empty.lesson')}>
            {add}
          </EmptyState>
        )}
        {webhooks.data && webhooks.data.length > 0 && <WebhookTable webhooks={webhooks.data} />}
      </div>
      <Suspense>{making && <WebhookDialog onClose={close} />}</Suspense>
    </div>
  )
}

function WebhookTable({ webhooks }: { webhooks: readonly Webhook[] }) {
  const { t } = useTranslation('developer')
  return (
    <table className={lists.table}>
      <thead>
        <tr>
          <th>{t('webhooks.column.name')}</th>
          <th>{t('webhooks.column.state')}</th>
          <th className={lists.wide}>{t('webhooks.column.types')}</th>
          <th className={lists.wide}>{t('webhooks.column.last')}</th>
        </tr>
      </thead>
      <tbody>
        {webhooks.map((webhook) => (
          <tr key={webhook.id}>
            <td className={lists.nameColumn}>
              <Link to="/developer/webhooks/$id" params={{ id: webhook.id }} className={lists.open}>
                <IconWebhook size={17} stroke={1.6} aria-hidden="true" />
                <span className={lists.names}>
                  <span className="clip">{webhook.name}</span>
                  <span className="clip label">{webhook.address}</span>
                </span>
              </Link>
            </td>
            <td>
              <WebhookMark webhook={webhook} />
            </td>
            <td className={lists.wide} title={webhook.types.join(', ')}>
              <span className="num">{t('webhooks.types', { count: webhook.types.length })}</span>
            </td>
            <td className={lists.wide}>
              <RelativeTime time={webhook.lastDeliveredAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
