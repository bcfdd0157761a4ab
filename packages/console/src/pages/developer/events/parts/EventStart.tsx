import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CommandSample } from '../../../../parts/ShownOnce.tsx'
import styles from '../../developer.module.css'

/** The three ways to learn of events, and what each is for. */
export function EventStart() {
  const { t } = useTranslation('developer')
  const address = `${location.origin}/api/v1`
  const key = '-H "Authorization: Bearer $MILLRACE_KEY"'
  return (
    <div className={styles.start}>
      <section className={`panel ${styles.block}`} aria-labelledby="event-ways">
        <h2 id="event-ways" className="section-title">
          {t('events.ways')}
        </h2>
        <p className={styles.lesson}>{t('events.lesson')}</p>
        <CommandSample
          label={t('events.stream')}
          text={`curl -N '${address}/events/stream?types=alarm.*' \\\n  ${key}`}
        />
        <CommandSample label={t('events.list')} text={`curl '${address}/events?after=0&limit=100' \\\n  ${key}`} />
        <p className={styles.lesson}>
          {t('events.push')}{' '}
          <Link to="/developer/webhooks" className="link">
            {t('part.webhooks')}
          </Link>
        </p>
      </section>
    </div>
  )
}
