import { Button, Checkbox } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import folding from '../../../parts/folding.module.css'
import lists from '../../../parts/list.module.css'
import { PriorityMark } from '../../../parts/PriorityMark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import { valueText } from '../../../parts/value-text.ts'
import type { Alarm } from '../../../platform.ts'
import styles from '../alarms.module.css'
import { useAlarmWords } from '../use-alarm-words.ts'
import { waits } from '../waits.ts'
import { AlarmStateText } from './AlarmStateText.tsx'

interface AlarmTableProps {
  alarms: readonly Alarm[]
  chosen: ReadonlySet<string>
  onChoose: (ids: ReadonlySet<string>) => void
  /** Undefined: they may not. */
  onAcknowledge: ((ids: readonly string[]) => void) | undefined
  onShelve: ((ids: readonly string[]) => void) | undefined
}

/** Arrows go from alarm to alarm, Space chooses, A acknowledges, S shelves; Enter opens. */
export function AlarmTable({ alarms, chosen, onChoose, onAcknowledge, onShelve }: AlarmTableProps) {
  const { t } = useTranslation('alarms')
  const all = alarms.length > 0 && alarms.every(({ id }) => chosen.has(id))

  function choose(id: string) {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onChoose(next)
  }

  function press(event: KeyboardEvent<HTMLTableRowElement>, id: string) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const ids = chosen.size > 0 ? [...chosen] : [id]
    const row = event.currentTarget
    const beside = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key]
    if (beside instanceof HTMLElement) beside.querySelector('a')?.focus()
    else if (event.key === ' ' && event.target instanceof HTMLAnchorElement) choose(id)
    else if (event.key.toLowerCase() === 'a' && onAcknowledge) onAcknowledge(ids)
    else if (event.key.toLowerCase() === 's' && onShelve) onShelve(ids)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <table className={`${lists.table} ${folding.folding} ${styles.alarms}`}>
      <thead>
        <tr>
          <th className={styles.check}>
            <Checkbox
              size="xs"
              aria-label={t('chooseAll')}
              checked={all}
              indeterminate={!all && chosen.size > 0}
              onChange={() => onChoose(new Set(all ? [] : alarms.map(({ id }) => id)))}
            />
          </th>
          <th>{t('column.alarm')}</th>
          <th>{t('column.state')}</th>
          <th className={lists.right}>{t('column.value')}</th>
          <th>{t('column.since')}</th>
          <th>
            <span className="sr">{t('column.act')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {alarms.map((alarm) => (
          <AlarmLine
            key={alarm.id}
            alarm={alarm}
            isChosen={chosen.has(alarm.id)}
            onChoose={() => choose(alarm.id)}
            onPress={(event) => press(event, alarm.id)}
            onAcknowledge={onAcknowledge}
          />
        ))}
      </tbody>
    </table>
  )
}

interface AlarmLineProps {
  alarm: Alarm
  isChosen: boolean
  onChoose: () => void
  onPress: (event: KeyboardEvent<HTMLTableRowElement>) => void
  onAcknowledge: AlarmTableProps['onAcknowledge']
}

function AlarmLine({ alarm, isChosen, onChoose, onPress, onAcknowledge }: AlarmLineProps) {
  const { t } = useTranslation('alarms')
  const words = useAlarmWords()
  const name = words.of(alarm.name)
  const open = waits(alarm)
  const until = alarm.shelvedUntil ?? alarm.suppressedUntil ?? alarm.outUntil
  return (
    <tr data-waiting={open} onKeyDown={onPress}>
      <td className={styles.check}>
        <Checkbox size="xs" aria-label={t('choose', { name })} checked={isChosen} onChange={onChoose} />
      </td>
      <td className={styles.what}>
        <Link to="/alarms/$id" params={{ id: alarm.id }} className={lists.open}>
          <PriorityMark priority={alarm.priority} waiting={open} />
          <span className={lists.names}>
            <span className={styles.name}>{name}</span>
            <span className="clip label">{alarm.path.join(' / ')}</span>
          </span>
        </Link>
      </td>
      <td className={styles.stateCell}>
        <AlarmStateText state={alarm.state} />
        {alarm.broken && <span className={`label ${styles.broken}`}>{t('broken.short')}</span>}
        {alarm.reason && <span className={`label ${styles.reason}`}>{alarm.reason}</span>}
        {until && (
          <span className={`label ${styles.reason}`}>
            {t('until')} <RelativeTime time={until} />
          </span>
        )}
      </td>
      <td className={`num ${lists.right} ${styles.valueCell}`}>
        {alarm.value !== undefined && (
          <>
            {valueText(alarm.value)} <span className="label">{unitText(alarm.unit)}</span>
          </>
        )}
      </td>
      <td className={styles.when}>
        <RelativeTime time={alarm.since} />
      </td>
      <td className={styles.act}>
        {open && onAcknowledge && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconCheck size={14} stroke={2} />}
            onClick={() => onAcknowledge([alarm.id])}
          >
            {t('act.acknowledge')}
          </Button>
        )}
      </td>
    </tr>
  )
}
