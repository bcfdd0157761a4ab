import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import form from '../../../../parts/form.module.css'
import { CommandSample, CopyField, OnceNotice } from '../../../../parts/ShownOnce.tsx'

/** Standard Webhooks 1.0.0: HMAC-SHA256 over id, timestamp and body. */
const check = `import { createHmac, timingSafeEqual } from 'node:crypto'

export function isGenuine(headers, body, secret) {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signed = \`\${headers['webhook-id']}.\${headers['webhook-timestamp']}.\${body}\`
  const mine = createHmac('sha256', key).update(signed).digest()
  const isFresh = Math.abs(Date.now() / 1000 - headers['webhook-timestamp']) < 300
  return isFresh && headers['webhook-signature'].split(' ').some((one) => {
    const theirs = Buffer.from(one.replace(/^v1,/, ''), 'base64')
    return theirs.length === mine.length && timingSafeEqual(theirs, mine)
  })
}`

/** The secret, this once, and how a receiver checks with it. */
export function SecretShown({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation('developer')
  return (
    <div className={form.form}>
      <OnceNotice text={t('webhooks.once')} />
      <CopyField label={t('webhooks.secret')} value={secret} />
      <CommandSample label={t('webhooks.check')} text={check} />
      <div className={form.actions}>
        <Button onClick={onClose}>{t('webhooks.kept')}</Button>
      </div>
    </div>
  )
}
