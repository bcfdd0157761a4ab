import { ActionIcon, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import styles from '../flows.module.css'
import { inboxQuery } from '../queries.ts'

/** Where the webhooks of a deployment take bodies; nothing where it has none. */
export function Inbox({ deployment }: { deployment: string }) {
  const { t } = useTranslation('flows')
  const inbox = useQuery(inboxQuery(deployment))
  if (!inbox.data || inbox.data.length === 0) return null
  return (
    <section className={styles.actions} aria-label={t('runs.inbox')}>
      <h3>{t('runs.inbox')}</h3>
      <p className="quiet">{t('runs.inboxLesson')}</p>
      <ul>
        {inbox.data.map(({ node, asset = '', address }) => (
          <li key={`${asset} ${node}`}>
            <strong>{node}</strong> <code className="clip">{address}</code>
            <CopyButton value={`${window.location.origin}${address}`}>
              {({ copied, copy }) => (
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t('runs.copy', { node })}
                  onClick={copy}
                >
                  {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
                </ActionIcon>
              )}
            </CopyButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
