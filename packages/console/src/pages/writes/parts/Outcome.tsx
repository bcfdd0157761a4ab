import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { dateFormat } from '../../../parts/time-text.ts'
import { ValueText } from '../../../parts/ValueText.tsx'
import type { Write } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { sessionQuery } from '../../../session.ts'
import { isHeld } from '../draft.ts'
import notice from '../notice.module.css'
import styles from '../writes.module.css'
import { Notice, type NoticeTone } from './Notice.tsx'
import { TimeLeft } from './TimeLeft.tsx'
import { useSomebody } from './use-somebody.ts'
import { stateIcons } from './WriteStateMark.tsx'

const tones: Record<Write['state'], NoticeTone> = {
  waiting: 'wait',
  sending: 'wait',
  done: 'done',
  failed: 'bad',
  unknown: 'alarm',
  refused: 'quiet',
  withdrawn: 'quiet',
  expired: 'quiet',
}

/** True if the device took a value and holds another, rounded or limited by itself. */
const holdsOther = ({ value, after }: Write): boolean => after !== undefined && !isHeld(value, after)

/** What became of a write, and what to do now. */
export function Outcome({ write }: { write: Write }) {
  const { t } = useTranslation('writes')
  const { state } = write
  const other = state === 'done' && holdsOther(write)
  return (
    <Notice
      tone={other ? 'bad' : tones[state]}
      icon={other ? IconAlertTriangle : stateIcons[state]}
      title={t(other ? 'outcome.other' : `outcome.${state}`)}
    >
      {state === 'waiting' && <Waiting write={write} />}
      {state === 'sending' && <p>{t('outcome.sendingLesson')}</p>}
      {state === 'done' && <Done write={write} />}
      {state === 'failed' && <Failed write={write} />}
      {state === 'unknown' && (
        <>
          <p>{t('outcome.unknownLesson')}</p>
          <Told write={write} />
        </>
      )}
      {(state === 'refused' || state === 'withdrawn' || state === 'expired') && <p>{t(`outcome.${state}Lesson`)}</p>}
      {state === 'refused' && write.note && <blockquote className={styles.quote}>{write.note}</blockquote>}
    </Notice>
  )
}

function Waiting({ write }: { write: Write }) {
  const { t } = useTranslation('writes')
  const { isMe } = useSomebody()
  const { data: session } = useQuery(sessionQuery)
  const may = useMay('write:confirm')
  const { askedBy, expiresAt, grant } = write
  const lesson = isMe(askedBy)
    ? grant
      ? t('outcome.waitingShared')
      : t('outcome.waitingMine', { organisation: session?.tenant.name })
    : t(may ? 'outcome.waitingDecide' : 'outcome.waitingOther')
  return (
    <>
      <p>
        {lesson} {askedBy.kind === 'program' && t('outcome.waitingProgram')}
      </p>
      {expiresAt && (
        <p className="num">
          {t('outcome.until', { time: clockText(expiresAt) })} · <TimeLeft until={expiresAt} />
        </p>
      )}
    </>
  )
}

/** The day is told, too: a write may wait until tomorrow. */
const clockText = (time: string): string =>
  dateFormat(currentLanguage(), { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(
    Date.parse(time),
  )

function Done({ write }: { write: Write }) {
  const { t } = useTranslation('writes')
  const { after, point } = write
  if (!after) return <p>{t('outcome.doneUnread')}</p>
  return (
    <>
      <p>
        {t('outcome.doneLesson')}{' '}
        <span className={notice.readBack}>
          <ValueText of={point} sample={after} />
        </span>
      </p>
      {holdsOther(write) && <p>{t('outcome.otherLesson')}</p>}
    </>
  )
}

const remedies = [
  'BadNoCommunication',
  'BadNotConnected',
  'BadNotWritable',
  'BadUserAccessDenied',
  'BadOutOfRange',
  'BadTypeMismatch',
  'BadNodeIdUnknown',
  'BadInvalidState',
] as const

function Failed({ write }: { write: Write }) {
  const { t } = useTranslation('writes')
  const known = remedies.find((name) => name === write.statusName)
  return (
    <>
      <p>{t(`remedy.${known ?? 'other'}`)}</p>
      <Told write={write} />
    </>
  )
}

/** The words and the status that came with it, small. */
function Told({ write: { message, statusName } }: { write: Write }) {
  const { t } = useTranslation('writes')
  if (!message && !statusName) return null
  return (
    <p className={notice.told}>
      {t('outcome.told', { words: message ?? '' })} {statusName && <code>{statusName}</code>}
    </p>
  )
}
