import { IconPlugConnectedX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../i18n/language.ts'
import { useLiveState } from '../live/use-live.ts'
import { dateFormat } from '../parts/time-text.ts'
import styles from './frame.module.css'

/** A short break heals unseen; only one that lasts is told. */
const patienceMs = 3000

export function ConnectionBanner() {
  const { t } = useTranslation('shell')
  const live = useLiveState()
  const [since, setSince] = useState<number | null>(null)
  useEffect(() => {
    if (live.is !== 'lost') return setSince(null)
    const lostAt = Date.now()
    const timer = setTimeout(() => setSince(lostAt), patienceMs)
    return () => clearTimeout(timer)
  }, [live])
  if (since === null) return null
  const time = dateFormat(currentLanguage(), { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(since)
  return (
    <div className={styles.banner} role="alert">
      <IconPlugConnectedX size={18} stroke={1.6} aria-hidden="true" />
      {t('live.banner', { time })}
    </div>
  )
}
