import { IconArrowLeft, IconArrowRight, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { exactTime } from '../../../parts/time-text.ts'
import type { DeviceDiagnosis } from '../../../platform.ts'
import styles from './diagnosis.module.css'
import { FrameDetail } from './FrameDetail.tsx'

type Frame = DeviceDiagnosis['frames'][number]

/** Two frames of one device never go the same way at the same microsecond. */
const keyOf = ({ time, direction }: Frame): string => `${time} ${direction}`

/** The last frames, the newest first; whoever opens one holds the page still. */
export function Frames({ frames, hold }: { frames: readonly Frame[]; hold: () => void }) {
  const { t } = useTranslation('diagnosis')
  const [opened, setOpened] = useState<string>()
  return (
    <section className={styles.part} aria-labelledby="frames">
      <h3 id="frames">{t('frames')}</h3>
      {frames.length === 0 ? (
        <EmptyState title={t('noFrames')} lesson={t('noFramesLesson')} />
      ) : (
        <ol className={styles.frames}>
          {frames.toReversed().map((frame) => {
            const key = keyOf(frame)
            const isOpen = key === opened
            return (
              <li key={key}>
                <FrameRow
                  frame={frame}
                  isOpen={isOpen}
                  toggle={() => {
                    hold()
                    setOpened(isOpen ? undefined : key)
                  }}
                />
                {isOpen && <FrameDetail frame={frame} />}
              </li>
            )
          })}
        </ol>
      )}
    </section>
  )
}

function FrameRow({ frame, isOpen, toggle }: { frame: Frame; isOpen: boolean; toggle: () => void }) {
  const { t } = useTranslation('diagnosis')
  const Arrow = frame.direction === 'out' ? IconArrowRight : IconArrowLeft
  return (
    <button type="button" className={styles.frame} aria-expanded={isOpen} onClick={toggle}>
      <IconChevronRight size={14} className={styles.chevron} data-open={isOpen || undefined} aria-hidden="true" />
      <time className="num" dateTime={frame.time}>
        {exactTime(Date.parse(frame.time), currentLanguage()).slice(-12)}
      </time>
      <span className={styles.direction} data-direction={frame.direction}>
        <Arrow size={15} stroke={1.8} aria-hidden="true" />
        <span>{t(`direction.${frame.direction}`)}</span>
      </span>
      <span className={styles.summary}>{frame.summary || t('undecoded')}</span>
      <span className={`num ${styles.length}`}>{frame.length > 0 && t('bytes', { count: frame.length })}</span>
    </button>
  )
}
