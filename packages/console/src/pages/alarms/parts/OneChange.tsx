import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { type AlarmChange, platform } from '../../../platform.ts'
import { useChangeWords } from '../change-words.ts'
import styles from '../database.module.css'
import { useAlarmWords } from '../use-alarm-words.ts'
import { useDecide } from '../use-decide.ts'
import { ReasonDialog } from './ReasonDialog.tsx'

interface OneChangeProps {
  change: AlarmChange
  isOwn: boolean
  mayApprove: boolean
  isChosen: boolean
  onChoose: (want: boolean) => void
}

/** A change with what differs; of a new alarm that is folded up, as all of it is new. */
export function OneChange({ change, isOwn, mayApprove, isChosen, onChoose }: OneChangeProps) {
  const { t } = useTranslation('alarms')
  const words = useAlarmWords()
  const faults = useFaultWords()
  const [rejecting, setRejecting] = useState(false)
  const decide = useDecide<unknown>(() => setRejecting(false))
  const name = words.of(change.name)
  return (
    <article className={`panel ${styles.change}`} aria-label={name}>
      <header className={styles.changeHead}>
        {mayApprove && !isOwn && (
          <Checkbox
            size="xs"
            aria-label={t('choose', { name })}
            checked={isChosen}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
        )}
        <h3 className="section-title">{t(`database.kind.${change.kind}`, { name })}</h3>
        <span className="quiet">
          {change.by.name} · <RelativeTime time={change.at} />
        </span>
        <div className={styles.decide}>
          {isOwn && (
            <Button
              size="xs"
              variant="default"
              loading={decide.isPending}
              onClick={() => decide.mutate(() => platform.alarms.withdraw(change.id))}
            >
              {t('database.withdraw')}
            </Button>
          )}
          {mayApprove && !isOwn && (
            <>
              <Button size="xs" variant="default" onClick={() => setRejecting(true)}>
                {t('ask.reject.action')}
              </Button>
              <Button
                size="xs"
                variant="default"
                loading={decide.isPending}
                onClick={() => decide.mutate(() => platform.alarms.approve([change.id]))}
              >
                {t('database.approve')}
              </Button>
            </>
          )}
        </div>
      </header>
      {change.path && <p className="label">{change.path.join(' / ')}</p>}
      <p className={styles.why}>{words.ofText(change.reason)}</p>
      {decide.error && <FormFault words={faults(decide.error)} />}
      {change.kind === 'change' && <Difference change={change} />}
      {change.kind === 'add' && (
        <details>
          <summary className="link">{t('change.all')}</summary>
          <Difference change={change} />
        </details>
      )}
      {rejecting && (
        <ReasonDialog
          what="reject"
          busy={decide.isPending}
          onSay={(note) => decide.mutate(() => platform.alarms.reject(change.id, note))}
          onClose={() => setRejecting(false)}
        />
      )}
    </article>
  )
}

function Difference({ change }: { change: AlarmChange }) {
  const words = useChangeWords(change)
  return (
    <table className={styles.difference}>
      <tbody>
        {change.difference.map(({ field, before, after }) => (
          <tr key={field}>
            <td>{words.field(field)}</td>
            <td className="num">
              {before !== undefined && <del>{words.value(field, before, 'before')}</del>}{' '}
              {after !== undefined && <ins>{words.value(field, after, 'after')}</ins>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
