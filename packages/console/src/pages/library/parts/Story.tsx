import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import type { DeviceProfile, DeviceProfileStep } from '../../../platform.ts'
import styles from '../library.module.css'

/** Every decision about a version, with who took it and when. */
export function Story({ profile: { steps } }: { profile: DeviceProfile }) {
  const { t } = useTranslation('library')
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="story">
      <h2 id="story" className="section-title">
        {t('story.title')}
      </h2>
      {steps.length === 0 && <p className={styles.lesson}>{t('story.none')}</p>}
      <ol className={styles.story}>
        {steps.map((step) => (
          <StepLine key={step.at + step.step} step={step} />
        ))}
      </ol>
    </section>
  )
}

function StepLine({ step: { step, by, at, note, trial } }: { step: DeviceProfileStep }) {
  const { t } = useTranslation('library')
  return (
    <li className={styles.step} data-step={step}>
      <span className={styles.stepHead}>
        <strong>{t(`story.${step}`, { note })}</strong>
        <span className="label">
          <RelativeTime time={at} /> {t('story.by', { name: by.name })}
        </span>
      </span>
      {trial && (
        <span className={styles.stepText}>
          {t('story.trial', { device: trial.device, firmware: trial.firmware, by: trial.by })}
          <br />
          {t('story.tables', { tables: trial.tables.join(', ') })}
        </span>
      )}
      {note && step !== 'superseded' && <q className={styles.stepText}>{note}</q>}
    </li>
  )
}
