import { Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Quality } from '../platform.ts'
import styles from './quality.module.css'

/** Each quality has a shape of its own, so that it is told without colour too; good stays grey (ISA-101). */
export function QualityMark({ quality }: { quality: Quality }) {
  return (
    <svg className={styles.mark} data-quality={quality} viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
      {quality === 'good' && <circle cx="6" cy="6" r="3" />}
      {quality === 'uncertain' && <path d="M6 1 11.4 10.6H.6Z" />}
      {quality === 'bad' && <path d="M2 2 10 10M10 2 2 10" fill="none" strokeWidth="2.4" strokeLinecap="round" />}
    </svg>
  )
}

/** The quality in words, with the OPC UA status that stands behind it on hover. */
export function QualityBadge({ quality, statusName }: { quality: Quality; statusName: string }) {
  const { t } = useTranslation('parts')
  return (
    <Tooltip label={statusName}>
      <span className={styles.badge} data-quality={quality}>
        <QualityMark quality={quality} />
        {t(`quality.${quality}`)}
      </span>
    </Tooltip>
  )
}
