import { useTranslation } from 'react-i18next'
import { Mark } from '../../../../parts/Mark.tsx'
import type { Webhook } from '../../../../platform.ts'

/** How it stands: one that fails still tries by itself, one that is paused waits for a person. */
export function WebhookMark({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('developer')
  if (webhook.state === 'paused') return <Mark tone="bad">{t('webhooks.state.paused')}</Mark>
  if (webhook.state === 'disabled') return <Mark tone="hollow">{t('webhooks.state.disabled')}</Mark>
  if (webhook.failing) return <Mark tone="warn">{t('webhooks.state.failing')}</Mark>
  return <Mark tone="plain">{t('webhooks.state.enabled')}</Mark>
}
