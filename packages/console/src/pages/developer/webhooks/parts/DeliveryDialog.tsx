import { Button, Modal, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FaultView, useFaultWords } from '../../../../parts/FaultView.tsx'
import { FormFault } from '../../../../parts/FormFault.tsx'
import form from '../../../../parts/form.module.css'
import { CommandSample } from '../../../../parts/ShownOnce.tsx'
import { platform, type Webhook } from '../../../../platform.ts'
import { parsed } from '../../api/request.ts'
import { deliveryQuery } from '../queries.ts'

interface DeliveryDialogProps {
  webhook: Webhook
  /** Its id. */
  delivery: string
  mayWrite: boolean
  onClose: () => void
}

const laidOut = (text: string): string => {
  const value = parsed(text)
  return value === undefined ? text : JSON.stringify(value, undefined, 2)
}

/** One attempt: what went out, what came back. */
export function DeliveryDialog({ webhook, delivery, mayWrite, onClose }: DeliveryDialogProps) {
  const { t } = useTranslation('developer')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const whole = useQuery(deliveryQuery(webhook.id, delivery))
  const again = useMutation({
    mutationFn: () => platform.webhooks.replayOne(webhook.id, delivery),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['webhooks'] })
      onClose()
    },
  })
  const one = whole.data
  return (
    <Modal
      opened
      onClose={onClose}
      size={720}
      title={
        one ? t('webhooks.deliveries.one', { type: one.type, attempt: one.attempt }) : t('webhooks.deliveries.title')
      }
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      {whole.isError && <FaultView fault={whole.error} retry={() => void whole.refetch()} />}
      {whole.isPending && <Skeleton height={220} />}
      {one && (
        <div className={form.form}>
          {one.request ? (
            <>
              <CommandSample
                label={t('webhooks.deliveries.request')}
                text={[
                  `POST ${one.request.address}`,
                  ...Object.entries(one.request.headers).map(([name, value]) => `${name}: ${value}`),
                ].join('\n')}
              />
              <CommandSample label={t('api.body')} text={laidOut(one.request.body)} />
            </>
          ) : (
            <p className={form.lesson}>
              {t(one.kind === 'test' ? 'webhooks.deliveries.ofTest' : 'webhooks.deliveries.gone')}
            </p>
          )}
          <CommandSample
            label={t('webhooks.deliveries.answer', { ms: one.ms })}
            text={[one.status, one.answer].filter((part) => part !== undefined && part !== '').join('\n') || '—'}
          />
          {again.error ? <FormFault words={words(again.error)} /> : null}
          {mayWrite && one.kind !== 'test' && one.request && (
            <div className={form.actions}>
              <Button loading={again.isPending} onClick={() => again.mutate()}>
                {t('webhooks.deliveries.again')}
              </Button>
            </div>
          )}
        </div>
      )}
    </Modal>
  )
}
