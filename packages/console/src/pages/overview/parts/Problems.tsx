import { Skeleton } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ErrorText } from '../../../parts/ErrorText.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { StateMark } from '../../../parts/StateMark.tsx'
import type { Device } from '../../../platform.ts'
import styles from '../overview.module.css'
import { silentQuery } from '../queries.ts'

/** Who does not answer first, then who answers but told of an error; each once. */
export function problemsOf(silent: readonly Device[], worst: readonly Device[]): Device[] {
  const first = new Set(silent.map((device) => device.id))
  return [...silent, ...worst.filter((device) => !first.has(device.id))]
}

export function Problems({ worst }: { worst: readonly Device[] | undefined }) {
  const { t } = useTranslation('overview')
  const silent = useQuery(silentQuery)
  const devices = worst && silent.data ? problemsOf(silent.data, worst) : undefined
  if (!devices) return <Skeleton height={160} radius={6} />
  if (devices.length === 0)
    return (
      <div className={`panel ${styles.calm}`}>
        <IconCircleCheck size={22} stroke={1.5} aria-hidden="true" />
        <div>
          <p>{t('problems.none')}</p>
          <p className="label">{t('problems.noneMore')}</p>
        </div>
      </div>
    )
  return (
    <ul className={styles.problems}>
      {devices.map((device) => (
        <li key={device.id}>
          <Link
            to="/devices/$id"
            params={{ id: device.id }}
            className={`panel ${styles.problem}`}
            data-state={device.state}
          >
            <span className={styles.problemHead}>
              <span className={`clip ${styles.problemName}`}>{device.name}</span>
              <StateMark state={device.state} />
            </span>
            {device.lastError && (
              <span className={styles.problemText}>
                <ErrorText text={device.lastError} />
              </span>
            )}
            <span className="label">
              {t('problems.seen')} <RelativeTime time={device.lastSeen} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
