import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { QualityBadge } from '../../../parts/QualityBadge.tsx'
import { exactTime, zoneText } from '../../../parts/time-text.ts'
import { ValueText } from '../../../parts/ValueText.tsx'
import type { Sample, Write } from '../../../platform.ts'
import story from '../story.module.css'
import styles from '../writes.module.css'
import { useSomebody } from './use-somebody.ts'

interface Step {
  readonly key: string
  readonly title: string
  readonly time?: string | undefined
  readonly tone?: 'open' | 'warn'
  readonly more?: ReactNode
}

/** All that happened to a write, in its order, with exact times. */
export function Story({ write }: { write: Write }) {
  const steps = useSteps(write)
  const language = currentLanguage()
  return (
    <ol className={story.story}>
      {steps.map(({ key, title, time, tone, more }) => (
        <li key={key} data-tone={tone}>
          <div className={story.stepHead}>
            <strong>{title}</strong>
            {time && (
              <time dateTime={time} className="num label">
                {exactTime(Date.parse(time), language)} {zoneText(language)}
              </time>
            )}
          </div>
          {more}
        </li>
      ))}
    </ol>
  )
}

function useSteps(write: Write): Step[] {
  const { t } = useTranslation('writes')
  const { name } = useSomebody()
  const { state, point } = write
  const reading = (sample: Sample) => (
    <span className={story.reading}>
      <ValueText of={point} sample={sample} /> <QualityBadge quality={sample.quality} statusName={sample.statusName} />
    </span>
  )
  const quote = (text: string | undefined) => text && <blockquote className={styles.quote}>{text}</blockquote>

  const steps: Step[] = [
    {
      key: 'asked',
      title: t('story.asked', { name: name(write.askedBy) }),
      time: write.askedAt,
      more: quote(write.reason),
    },
  ]
  if (state === 'waiting') steps.push({ key: 'waiting', title: t('story.waiting'), tone: 'open' })
  if (write.decidedBy)
    steps.push({
      key: 'decided',
      title: t(state === 'refused' ? 'story.refused' : 'story.confirmed', { name: name(write.decidedBy) }),
      time: write.decidedAt,
      more: quote(write.note),
    })
  if (state === 'withdrawn')
    steps.push({ key: state, title: t('story.withdrawn', { name: name(write.askedBy) }), time: write.endedAt })
  if (state === 'expired') steps.push({ key: state, title: t('story.expired'), time: write.endedAt })
  if (write.sentAt)
    steps.push({
      key: 'sent',
      title: t('story.sent'),
      time: write.sentAt,
      more: (
        <p className={story.stepText}>
          {write.before ? (
            <>
              {t('story.held')} {reading(write.before)}
            </>
          ) : (
            t('story.heldNothing')
          )}
        </p>
      ),
    })
  if (state === 'sending') steps.push({ key: state, title: t('story.sending'), tone: 'open' })
  if (state === 'done' || state === 'failed' || state === 'unknown')
    steps.push({
      key: state,
      title: t(`story.${state}`),
      time: write.endedAt,
      ...(state === 'done' ? {} : { tone: 'warn' }),
      more: (
        <>
          {write.after && (
            <p className={story.stepText}>
              {t('story.read')} {reading(write.after)}
            </p>
          )}
          {write.message && <p className={story.stepText}>{write.message}</p>}
        </>
      ),
    })
  return steps
}
