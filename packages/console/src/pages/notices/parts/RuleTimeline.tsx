import { IconPhoneCall } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { NoticeLevel } from '../../../platform.ts'
import styles from '../notices.module.css'
import { channelsQuery, peopleQuery, rotasQuery } from '../queries.ts'
import { kindIcon } from './Channels.tsx'

/** Who is told when, as long as nobody acknowledges: each level at its minute on a line. */
export function RuleTimeline({ levels }: { levels: readonly NoticeLevel[] }) {
  const { t } = useTranslation('notices')
  const channels = useQuery(channelsQuery)
  const people = useQuery(peopleQuery)
  const rotas = useQuery(rotasQuery)
  const nameOf = (list: readonly { id: string; name: string }[] | undefined, id: string): string =>
    list?.find((one) => one.id === id)?.name ?? '…'
  let minutes = 0
  const timed = levels.map((level) => {
    minutes += level.afterMinutes
    return { level, minutes }
  })
  return (
    <ol className={styles.timeline}>
      {timed.map(({ level, minutes: at }) => (
        <li key={at} className={styles.stop}>
          <span className={`num ${styles.stopTime}`}>
            {at === 0 ? t('rules.atOnce') : t('rules.afterMinutes', { count: at })}
          </span>
          <span className={styles.stopDot} aria-hidden="true" />
          <div className={styles.stopBody}>
            <p className={styles.stopWho}>
              {level.people.map((id) => nameOf(people.data, id)).join(', ')}
              {level.people.length > 0 && level.rotas.length > 0 && ', '}
              {level.rotas.map((id) => (
                <span key={id} className={styles.inline}>
                  <IconPhoneCall size={15} stroke={1.6} aria-hidden="true" />
                  {t('rules.onCall', { name: nameOf(rotas.data, id) })}
                </span>
              ))}
            </p>
            <ul className={styles.stopWays}>
              {level.channels.map((id) => {
                const kind = channels.data?.find((one) => one.id === id)?.kind ?? 'email'
                const Icon = kindIcon[kind]
                return (
                  <li key={id} className={styles.inline}>
                    <Icon size={15} stroke={1.6} aria-hidden="true" />
                    {nameOf(channels.data, id)}
                  </li>
                )
              })}
            </ul>
          </div>
        </li>
      ))}
    </ol>
  )
}
