import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import type { FlowSecret } from '../../../platform.ts'
import { told } from '../catalogue.ts'
import styles from '../flows.module.css'

interface SecretTableProps {
  secrets: readonly FlowSecret[]
  acts: { replace: (secret: FlowSecret) => void; remove: (secret: FlowSecret) => void } | undefined
}

export function SecretTable({ secrets, acts }: SecretTableProps) {
  const { t } = useTranslation('flows')
  return (
    <table className={`${lists.table} ${styles.secrets}`}>
      <thead>
        <tr>
          <th scope="col">{t('secrets.name')}</th>
          <th scope="col">{t('secrets.goes')}</th>
          <th scope="col">{t('secrets.used')}</th>
          <th scope="col">{t('secrets.set')}</th>
          {acts && <th scope="col" aria-label={t('column.more')} />}
        </tr>
      </thead>
      <tbody>
        {secrets.map((secret) => (
          <tr key={secret.name}>
            <td>
              <strong>{secret.name}</strong>
            </td>
            <td>
              <div>{secret.origin}</div>
              <div className="label">{t('secrets.asHeader', { header: secret.header })}</div>
            </td>
            <td>
              {secret.usedBy.length === 0 && <span className="quiet">{t('secrets.unused')}</span>}
              {secret.usedBy.map(({ id, title }) => (
                <div key={id}>
                  <Link to="/flows/$id" params={{ id }} search={{}} className="link">
                    {told(title)}
                  </Link>
                </div>
              ))}
            </td>
            <td>
              <RelativeTime time={secret.changedAt} /> <span className="quiet">{secret.changedBy.name}</span>
            </td>
            {acts && (
              <td>
                <span className={styles.rowActs}>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t('secrets.replaceOf', { name: secret.name })}
                    onClick={() => acts.replace(secret)}
                  >
                    {t('secrets.replace')}
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t('secrets.removeOf', { name: secret.name })}
                    onClick={() => acts.remove(secret)}
                  >
                    {t('secrets.remove')}
                  </Button>
                </span>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
