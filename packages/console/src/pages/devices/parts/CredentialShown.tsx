import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import form from '../../../parts/form.module.css'
import { CommandSample, CopyField, OnceNotice } from '../../../parts/ShownOnce.tsx'
import type { CredentialRequest } from '../../../platform.ts'

interface CredentialShownProps {
  credential: { name: string; secret: string }
  request: CredentialRequest
  onClose: () => void
}

/** One word for a POSIX shell, whatever it holds. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** The secret, this once, and what to enter where. */
export function CredentialShown({ credential, request, onClose }: CredentialShownProps) {
  const { t } = useTranslation('devices')
  const topic = request.as === 'edge' ? `spBv1.0/${request.group}/+/${request.node}/#` : `v1/${request.name}/telemetry`
  return (
    <div className={form.form}>
      <OnceNotice text={t('credential.once')} />
      <CopyField label={t('credential.username')} value={credential.name} />
      <CopyField label={t('credential.secret')} value={credential.secret} />
      <CopyField label={t('credential.topic')} value={topic} />
      {request.as === 'device' && (
        <CommandSample
          label={t('credential.try')}
          text={`curl -X POST ${location.origin}/api/v1/telemetry \\
  -u ${quoted(`${credential.name}:${credential.secret}`)} \\
  -H 'Content-Type: application/json' \\
  -d '{"temperature": 21.5}'`}
        />
      )}
      <div className={form.actions}>
        <Button onClick={onClose}>{t('credential.kept')}</Button>
      </div>
    </div>
  )
}
