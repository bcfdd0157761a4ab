import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PickedAsset } from '../../../../parts/AssetPicker.tsx'
import { ConfirmDialog } from '../../../../parts/ConfirmDialog.tsx'
import { useFaultWords } from '../../../../parts/FaultView.tsx'
import lists from '../../../../parts/list.module.css'
import { platform, type Webhook } from '../../../../platform.ts'

const WebhookDialog = lazy(() => import('./WebhookDialog.tsx'))
const RotateDialog = lazy(() => import('./RotateDialog.tsx'))
const ReplayDialog = lazy(() => import('./ReplayDialog.tsx'))

type Asked = 'change' | 'rotate' | 'replay' | 'end'

/** All that may be said of it anew: what was paused goes on where it stood. */
async function setRunning(webhook: Webhook, runs: boolean): Promise<void> {
  if (webhook.state === 'paused') {
    await platform.webhooks.resume(webhook.id)
    return
  }
  const { name, address, types, asset } = webhook
  await platform.webhooks.change(webhook.id, { name, address, types, ...(asset && { asset }), enabled: runs })
}

export function WebhookActions({ webhook, asset }: { webhook: Webhook; asset: PickedAsset | null }) {
  const { t } = useTranslation('developer')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  const refresh = () => queries.invalidateQueries({ queryKey: ['webhooks'] })
  const say = (message: string, isBad: boolean) =>
    notifications.show({ ...(isBad && { color: 'red' }), message, closeButtonProps: { 'aria-label': part('close') } })
  const tell = (fault: unknown) => say(words(fault).says, true)
  const runs = webhook.state === 'enabled'
  const test = useMutation({
    mutationFn: () => platform.webhooks.test(webhook.id),
    onSuccess: async ({ outcome, answer, status }) => {
      const isDelivered = outcome === 'delivered'
      const told = isDelivered ? 'webhooks.testDelivered' : 'webhooks.testFailed'
      say(t(told, { answer: status ?? answer }), !isDelivered)
      await refresh()
    },
    onError: tell,
  })
  const run = useMutation({ mutationFn: () => setRunning(webhook, !runs), onSuccess: refresh, onError: tell })
  const end = useMutation({
    mutationFn: () => platform.webhooks.remove(webhook.id),
    onSuccess: async () => {
      await navigate({ to: '/developer/webhooks' })
      await refresh()
    },
  })
  return (
    <div className={lists.actions}>
      <Button size="xs" loading={test.isPending} onClick={() => test.mutate()}>
        {t('webhooks.test')}
      </Button>
      <Button size="xs" variant="default" loading={run.isPending} onClick={() => run.mutate()}>
        {t(runs ? 'webhooks.pause' : 'webhooks.resume')}
      </Button>
      {(['replay', 'change', 'rotate', 'end'] as const).map((what) => (
        <Button key={what} size="xs" variant="default" onClick={() => setAsked(what)}>
          {t(`webhooks.button.${what}`)}
        </Button>
      ))}
      <Suspense>
        {asked === 'change' && <WebhookDialog webhook={webhook} asset={asset} onClose={close} />}
        {asked === 'rotate' && <RotateDialog webhook={webhook} onClose={close} />}
        {asked === 'replay' && <ReplayDialog webhook={webhook} onClose={close} />}
      </Suspense>
      {asked === 'end' && (
        <ConfirmDialog
          title={t('webhooks.end.title', { name: webhook.name })}
          action={t('webhooks.end.action')}
          destructive
          busy={end.isPending}
          fault={end.error}
          onConfirm={() => end.mutate()}
          onClose={close}
        >
          {t('webhooks.end.follows')}
        </ConfirmDialog>
      )}
    </div>
  )
}
