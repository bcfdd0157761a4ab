import { Button, Modal, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type NoticeChannel, platform } from '../../../platform.ts'
import styles from '../notices.module.css'
import { useSave } from '../use-save.ts'

/** Sends a message of no consequence and shows what really came back. */
export function TestDialog({ channel, onClose }: { channel: NoticeChannel; onClose: () => void }) {
  const { t } = useTranslation('notices')
  const { t: ofParts } = useTranslation('parts')
  const words = useFaultWords()
  const [to, setTo] = useState('')
  const test = useSave(() => platform.notices.test(channel.id, channel.toPeople ? { to: to.trim() } : {}))
  const isEmail = channel.kind === 'email'

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!channel.toPeople || to.trim() !== '') test.mutate(undefined)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t('channels.testTitle', { name: channel.name })}
      closeButtonProps={{ 'aria-label': ofParts('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <p className={form.lesson}>{t('channels.testLesson')}</p>
        {channel.toPeople && (
          <TextInput
            label={t(isEmail ? 'people.email' : 'people.phone')}
            type={isEmail ? 'email' : 'tel'}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            data-autofocus
          />
        )}
        {test.data && (
          <div className={styles.reply} data-sent={test.data.sent} role="status">
            {test.data.sent ? (
              <IconCircleCheck size={20} stroke={1.6} aria-hidden="true" />
            ) : (
              <IconAlertTriangle size={20} stroke={1.6} aria-hidden="true" />
            )}
            <div>
              <strong>{t(test.data.sent ? 'channels.testSent' : 'channels.testRefused')}</strong>
              <code className={styles.words}>{test.data.answer}</code>
            </div>
          </div>
        )}
        {test.error && <FormFault words={words(test.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {ofParts('close')}
          </Button>
          <Button type="submit" loading={test.isPending}>
            {t('channels.testSend')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
