import { Button, Modal, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../../parts/FaultView.tsx'
import { FormFault } from '../../../../parts/FormFault.tsx'
import form from '../../../../parts/form.module.css'
import { platform, type Webhook } from '../../../../platform.ts'

/** Hours back. */
const spans = ['1', '8', '24', '168', '720'] as const

export default function ReplayDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useTranslation('developer')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [span, setSpan] = useState<(typeof spans)[number]>('24')
  const replay = useMutation({
    mutationFn: () => {
      const since = new Date(Date.now() - Number(span) * 3_600_000).toISOString()
      return platform.webhooks.replay(webhook.id, since)
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['webhooks'] }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={t('webhooks.replay.title', { name: webhook.name })}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <div className={form.form}>
        <p className={form.lesson}>{t('webhooks.replay.lesson')}</p>
        <Select
          label={t('webhooks.replay.span')}
          allowDeselect={false}
          value={span}
          onChange={(value) => setSpan(spans.find((known) => known === value) ?? '24')}
          data={spans.map((hours) => ({ value: hours as string, label: t(`webhooks.replay.hours.${hours}`) }))}
        />
        {replay.error ? <FormFault words={words(replay.error)} /> : null}
        {replay.data !== undefined && <p role="status">{t('webhooks.replay.done', { count: replay.data })}</p>}
        <div className={form.actions}>
          <Button loading={replay.isPending} onClick={() => replay.mutate()}>
            {t('webhooks.button.replay')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
