import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { PriorityMark } from '../../../parts/PriorityMark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import { valueText } from '../../../parts/value-text.ts'
import { platform } from '../../../platform.ts'
import { alarmsKey } from '../../alarms/queries.ts'
import { useAlarmWords } from '../../alarms/use-alarm-words.ts'
import { useAlarmsLive } from '../../alarms/use-alarms-live.ts'
import { waits } from '../../alarms/waits.ts'
import type { WidgetOf } from '../document.ts'
import { useLook } from '../points.ts'
import styles from './widgets.module.css'

const most = 50
const lookMs = 15_000

/** What needs somebody to act, at the asset that one looks at or everywhere. */
export function AlarmsWidget({ widget }: { widget: WidgetOf<'alarms'> }) {
  const { t } = useTranslation('screens')
  const { t: ofAlarms } = useTranslation('alarms')
  const words = useAlarmWords()
  const faultWords = useFaultWords()
  const look = useLook()
  const asset = widget.everywhere ? undefined : look.asset
  useAlarmsLive()
  const alarms = useQuery({
    queryKey: [...alarmsKey, 'screen', asset],
    refetchInterval: lookMs,
    queryFn: async ({ signal }) => (await platform.alarms.list({ limit: most, ...(asset && { asset }) }, signal)).items,
  })
  if (alarms.isError) return <p className={styles.nothing}>{faultWords(alarms.error).says}</p>
  if (!alarms.data) return null
  if (alarms.data.length === 0)
    return (
      <p className={styles.calm}>
        <IconCircleCheck size={18} stroke={1.6} aria-hidden="true" />
        {t('alarms.none')}
      </p>
    )
  return (
    <ul className={styles.alarms}>
      {alarms.data.map((alarm) => (
        <li key={alarm.id}>
          <Link to="/alarms/$id" params={{ id: alarm.id }} className={styles.alarm}>
            <PriorityMark priority={alarm.priority} waiting={waits(alarm)} />
            <span className={styles.alarmWhat}>
              <span className="clip">{words.of(alarm.name)}</span>
              <span className="clip label">
                {alarm.path.at(-1)} · {ofAlarms(`state.${alarm.state}`)}
              </span>
            </span>
            <span className={styles.alarmWhen}>
              {alarm.value !== undefined && (
                <span className="num">
                  {valueText(alarm.value)} {unitText(alarm.unit)}
                </span>
              )}
              <span className="label">
                <RelativeTime time={alarm.since} />
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
