import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '../../../parts/Mark.tsx'
import { bytesText } from '../../../parts/value-text.ts'
import type { Import } from '../../../platform.ts'
import styles from '../imports.module.css'
import { useSentHere } from '../sending.ts'

const tones: Readonly<Record<Import['state'], Tone>> = {
  receiving: 'plain',
  waiting: 'hollow',
  running: 'plain',
  stopped: 'bad',
  done: 'plain',
}

const amount = (bytes: number): string => Object.values(bytesText(bytes)).join(' ')

/** Where an import stands, and how far it is while it moves. */
export function ImportStanding({ of }: { of: Import }) {
  const { t } = useTranslation('imports')
  const isSent = useSentHere().includes(of.id)
  if (of.state === 'receiving') {
    const told = t('sentOf', { sent: amount(of.received), size: amount(of.size) })
    return (
      <div className={styles.standing}>
        <Mark tone={isSent ? 'plain' : 'warn'}>{t(isSent ? 'state.receiving' : 'state.cutOff')}</Mark>
        <Progress share={of.received / of.size} label={told} />
        <span className="label num">{told}</span>
      </div>
    )
  }
  const told = of.progress > 0 ? `${Math.floor(of.progress * 100)} %` : ''
  return (
    <div className={styles.standing}>
      <Mark tone={tones[of.state]}>{t(of.state === 'done' && of.dryRun ? 'state.tried' : `state.${of.state}`)}</Mark>
      {of.state === 'running' && told && (
        <>
          <Progress share={of.progress} label={told} />
          <span className="label num">{told}</span>
        </>
      )}
    </div>
  )
}

function Progress({ share, label }: { share: number; label: string }) {
  const { t } = useTranslation('imports')
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={t('progress')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(share * 100)}
      aria-valuetext={label}
    >
      <div className={styles.fill} style={{ width: `${share * 100}%` }} />
    </div>
  )
}
