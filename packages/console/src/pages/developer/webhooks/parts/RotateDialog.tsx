import { Button, Modal, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../../parts/FaultView.tsx'
import { FormFault } from '../../../../parts/FormFault.tsx'
import form from '../../../../parts/form.module.css'
import { platform, type Webhook } from '../../../../platform.ts'
import { SecretShown } from './SecretShown.tsx'

/** Hours that both secrets sign; the platform takes a week at most. */
const overlaps = ['0', '24', '168'] as const

export default function RotateDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useTranslation('developer')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [overlap, setOverlap] = useState<(typeof overlaps)[number]>('24')
  const rotate = useMutation({
    mutationFn: () => platform.webhooks.rotate(webhook.id, Number(overlap)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['webhooks'] }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={580}
      title={t('webhooks.rotate.title', { name: webhook.name })}
      closeOnClickOutside={!rotate.data}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      {rotate.data ? (
        <SecretShown secret={rotate.data.secret} onClose={onClose} />
      ) : (
        <div className={form.form}>
          <p className={form.lesson}>{t('webhooks.rotate.lesson')}</p>
          <Select
            label={t('webhooks.rotate.overlap')}
            allowDeselect={false}
            value={overlap}
            onChange={(value) => setOverlap(overlaps.find((known) => known === value) ?? '24')}
            data={overlaps.map((hours) => ({ value: hours as string, label: t(`webhooks.rotate.hours.${hours}`) }))}
          />
          {rotate.error ? <FormFault words={words(rotate.error)} /> : null}
          <div className={form.actions}>
            <Button loading={rotate.isPending} onClick={() => rotate.mutate()}>
              {t('webhooks.button.rotate')}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  )
}
