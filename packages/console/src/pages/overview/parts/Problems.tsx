import { Skeleton } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { StateMark } from '../../../parts/StateMark.tsx'
import type { Device } from '../../../platform.ts'
import styles from '../overview.module.css'

export function Problems({ devices }: { devices: readonly Device[] | undefined }) {
  const { t } = useTranslation('overview')
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
            {device.lastError && <span className={styles.problemText}>{device.lastError}</span>}
            <span className="label">
              {t('problems.seen')} <RelativeTime time={device.lastSeen} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
