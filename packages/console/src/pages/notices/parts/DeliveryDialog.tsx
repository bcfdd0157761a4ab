import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import { exactTime } from '../../../parts/time-text.ts'
import { type NoticeDelivery, platform } from '../../../platform.ts'
import styles from '../notices.module.css'
import { useSave } from '../use-save.ts'
import { toneOf } from './delivery-tone.ts'

interface DeliveryDialogProps {
  delivery: NoticeDelivery
  mayWrite: boolean
  onClose: () => void
}

/** What was sent, to whom, and every receipt that came. */
export function DeliveryDialog({ delivery, mayWrite, onClose }: DeliveryDialogProps) {
  const { t } = useTranslation('notices')
  const { t: ofParts } = useTranslation('parts')
  const words = useFaultWords()
  const resend = useSave(() => platform.notices.resend(delivery.id), onClose)
  const { to, state, attempts, answer, doubtful, text, createdAt, dueAt, sentAt, acknowledgedAt, notices } = delivery
  const at = (time: string): string => exactTime(Date.parse(time), currentLanguage()).slice(0, -4)
  return (
    <Modal
      opened
      onClose={onClose}
      size={600}
      title={delivery.title ?? t('deliveries.notYet')}
      closeButtonProps={{ 'aria-label': ofParts('close') }}
    >
      <div className={form.form}>
        {text !== undefined && <p className={styles.text}>{text}</p>}
        <dl className={styles.facts}>
          <dt>{t('deliveries.column.to')}</dt>
          <dd>{to.person ? `${to.person}, ${to.channel}` : to.channel}</dd>
          <dt>{t('deliveries.column.state')}</dt>
          <dd>
            <Mark tone={toneOf[state]}>{t(`state.${state}`)}</Mark>
          </dd>
          <dt>{t('deliveries.about')}</dt>
          <dd className="num">{t('deliveries.notices', { count: notices })}</dd>
          <dt>{t('deliveries.made')}</dt>
          <dd className="num">{at(createdAt)}</dd>
          {state === 'waiting' && (
            <>
              <dt>{t('deliveries.due')}</dt>
              <dd className="num">{at(dueAt)}</dd>
            </>
          )}
          <dt>{t('deliveries.attempts')}</dt>
          <dd className="num">{attempts}</dd>
          {sentAt && (
            <>
              <dt>{t('deliveries.sent')}</dt>
              <dd className="num">{at(sentAt)}</dd>
            </>
          )}
          {acknowledgedAt && (
            <>
              <dt>{t('deliveries.acknowledged')}</dt>
              <dd className="num">{at(acknowledgedAt)}</dd>
            </>
          )}
          {answer !== undefined && (
            <>
              <dt>{t('deliveries.answer')}</dt>
              <dd>
                <code className={styles.words}>{answer}</code>
              </dd>
            </>
          )}
        </dl>
        {doubtful && <p className={styles.note}>{t('deliveries.doubtful')}</p>}
        {resend.error && <FormFault words={words(resend.error)} />}
        <div className={form.actions}>
          {mayWrite && state === 'dead' && delivery.why !== 'test' && (
            <Button loading={resend.isPending} onClick={() => resend.mutate(undefined)}>
              {t('deliveries.resend')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {ofParts('close')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
