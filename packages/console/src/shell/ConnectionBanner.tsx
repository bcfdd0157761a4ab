import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../i18n/language.ts'
import { useLiveState, useLiveValues } from '../live/use-live.ts'
import { dateFormat } from '../parts/time-text.ts'
import { platform } from '../platform.ts'
import styles from './frame.module.css'

/** A short break heals unseen; only one that lasts is told. */
const patienceMs = 3000
const askEveryMs = 10_000
const answerWithinMs = 5000

/** Whether the platform still answers: a network can go silent under an open stream. */
function useAnswers(): boolean {
  const asked = useQuery({
    queryKey: ['answers'],
    queryFn: () => platform.session(AbortSignal.timeout(answerWithinMs)),
    refetchInterval: askEveryMs,
    staleTime: 0,
    retry: false,
  })
  const answers = !asked.isError
  const live = useLiveValues()
  const [silent, setSilent] = useState(false)
  useEffect(() => {
    if (!answers) setSilent(true)
    else if (silent) {
      setSilent(false)
      live?.renew()
    }
  }, [answers, silent, live])
  return answers
}

export function ConnectionBanner() {
  const live = useLiveState()
  const answers = useAnswers()
  return <LostBanner lost={live.is === 'lost' || !answers} />
}

/** Tells that values stand still, if it lasts. */
export function LostBanner({ lost }: { lost: boolean }) {
  const { t } = useTranslation('shell')
  const [since, setSince] = useState<number | null>(null)
  useEffect(() => {
    if (!lost) return setSince(null)
    const lostAt = Date.now()
    const timer = setTimeout(() => setSince(lostAt), patienceMs)
    return () => clearTimeout(timer)
  }, [lost])
  if (since === null) return null
  const time = dateFormat(currentLanguage(), { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(since)
  return (
    <div className={styles.banner} role="alert">
      <IconPlugConnectedX size={18} stroke={1.6} aria-hidden="true" />
      {t('live.banner', { time })}
    </div>
  )
}
