import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
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
      <p role="status" className={styles.once}>
        {t('credential.once')}
      </p>
      <Copied label={t('credential.username')} value={credential.name} />
      <Copied label={t('credential.secret')} value={credential.secret} />
      <Copied label={t('credential.topic')} value={topic} />
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

function Copied({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation('devices')
  return (
    <div>
      <div className="label">{label}</div>
      <div className={styles.copied}>
        <code>{value}</code>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} stroke={1.6} />}
              onClick={copy}
            >
              {t(copied ? 'credential.copied' : 'credential.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  )
}
