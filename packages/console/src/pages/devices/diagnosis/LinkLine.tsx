import { useTranslation } from 'react-i18next'
import { ErrorText } from '../../../parts/ErrorText.tsx'
import { Mark, type Tone } from '../../../parts/Mark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { countText } from '../../../parts/value-text.ts'
import type { DeviceDiagnosis } from '../../../platform.ts'
import styles from './diagnosis.module.css'

type Link = DeviceDiagnosis['link']

const tones: Record<Link['state'], Tone> = {
  online: 'plain',
  connecting: 'warn',
  backoff: 'bad',
  idle: 'hollow',
  closed: 'hollow',
}

/** Whether the device is connected, since when, and what the edge is doing about it if not. `saidAbove`: an error the page shows already. */
export function LinkLine({ link, saidAbove }: { link: Link; saidAbove: string | undefined }) {
  const { t } = useTranslation('diagnosis')
  return (
    <div className={styles.link}>
      <p className={styles.linkFacts}>
        <Mark tone={tones[link.state]}>{t(`link.${link.state}`)}</Mark>
        <span className="quiet">
          {t('link.since')} <RelativeTime time={link.since} />
        </span>
        {link.attempt > 1 && (
          <span className="quiet num">{t('link.attempt', { attempt: countText(link.attempt) })}</span>
        )}
        {link.nextMs !== undefined && (
          <span className="quiet num">{t('link.next', { seconds: (link.nextMs / 1_000).toFixed(1) })}</span>
        )}
        <span className="quiet num">{t('link.connections', { count: link.connections })}</span>
      </p>
      {link.lastError && link.lastError !== saidAbove && (
        <p className={styles.linkError}>
          <span className="label">{t('link.why')}</span> <ErrorText text={link.lastError} />
        </p>
      )}
    </div>
  )
}
