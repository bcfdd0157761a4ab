import { Loader } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import styles from '../kpis.module.css'
import { progressQuery } from '../queries.ts'

const reasons = ['ended', 'late', 'production', 'definition'] as const

/** Windows that are being told anew, and why; nothing while none is. */
export function ProgressNote() {
  const { t } = useTranslation('kpis')
  const queries = useQueryClient()
  const progress = useQuery(progressQuery)
  const left = progress.data?.waiting
  // What was told meanwhile is shown without waiting for its next turn.
  useEffect(() => {
    if (left !== undefined) void queries.invalidateQueries({ queryKey: ['kpis', 'results'] })
  }, [queries, left])
  if (!progress.data || progress.data.waiting === 0) return null
  const { waiting, why, oldest } = progress.data
  return (
    <p className={styles.progress} role="status">
      <Loader size={14} aria-hidden="true" />
      <span>
        {t('progress.waiting', { count: waiting })}{' '}
        <span className="quiet">
          {reasons
            .flatMap((reason) => (why[reason] ? [t(`progress.${reason}`, { count: why[reason] })] : []))
            .join(', ')}
        </span>
      </span>
      {oldest && (
        <span className="quiet">
          {t('progress.since')} <RelativeTime time={oldest} />
        </span>
      )}
    </p>
  )
}
