import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CopyField, OnceNotice } from '../../../parts/ShownOnce.tsx'
import type { CredentialRequest } from '../../../platform.ts'
import styles from '../devices.module.css'

interface CredentialShownProps {
  credential: { name: string; secret: string }
  request: CredentialRequest
  onClose: () => void
}

/** The secret, this once, and what to enter where. */
export function CredentialShown({ credential, request, onClose }: CredentialShownProps) {
  const { t } = useTranslation('devices')
  const topic = request.as === 'edge' ? `spBv1.0/${request.group}/+/${request.node}/#` : `v1/${request.name}/telemetry`
  return (
    <div className={styles.form}>
      <OnceNotice text={t('credential.once')} />
      <CopyField label={t('credential.username')} value={credential.name} />
      <CopyField label={t('credential.secret')} value={credential.secret} />
      <CopyField label={t('credential.topic')} value={topic} />
      {request.as === 'device' && (
        <div>
          <div className="label">{t('credential.try')}</div>
          <pre className={styles.sample}>
            {`curl -X POST ${location.origin}/api/v1/telemetry \\\n  -H 'Authorization: Bearer ${credential.name}:${credential.secret}' \\\n  -H 'Content-Type: application/json' \\\n  -d '{"temperature": 21.5}'`}
          </pre>
        </div>
      )}
      <div className={styles.actions}>
        <Button onClick={onClose}>{t('credential.kept')}</Button>
      </div>
    </div>
  )
}
