import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useKnownFault } from '../../../parts/FaultView.tsx'
import { Mark } from '../../../parts/Mark.tsx'
import type { EquipmentPlan } from '../../../platform.ts'
import styles from '../classes.module.css'
import type { Application } from '../use-application.ts'
import { useClassWords } from '../use-class-words.ts'
import { LeftOut } from './LeftOut.tsx'

type PlannedAlarm = EquipmentPlan['alarms'][number]

interface ComingAlarmsProps {
  plan: EquipmentPlan
  application: Application
}

const proposable: ReadonlySet<PlannedAlarm['is']> = new Set([
  'new',
  'changed',
  'leaving',
  'replaced',
  'withdrawn',
  'retired',
  'declined',
])

/** Alarms that would be proposed, and why the others would not. */
export function ComingAlarms({ plan, application }: ComingAlarmsProps) {
  const { t } = useTranslation('classes')
  const words = useClassWords()
  const known = useKnownFault()
  return (
    <section className="panel" aria-labelledby="coming-alarms">
      <div className={styles.panelHead}>
        <h2 id="coming-alarms" className="section-title">
          {t('coming.alarms')}
        </h2>
        <span className="quiet">{t('coming.alarmsLesson')}</span>
      </div>
      <ul className={styles.rows}>
        {plan.alarms.map((alarm) => (
          <li key={alarm.name} className={styles.choice}>
            <Checkbox
              aria-label={t('coming.want', { name: words.of(alarm) })}
              checked={proposable.has(alarm.is) ? application.isWanted('alarms', alarm) : alarm.chosen}
              disabled={!proposable.has(alarm.is)}
              onChange={(event) => application.want('alarms', alarm.name, event.currentTarget.checked)}
            />
            <div className={styles.row}>
              <div className={styles.rowHead}>
                <strong>{words.of(alarm)}</strong>
                {alarm.consequence && <span className="label">{t(`consequence.${alarm.consequence}`)}</span>}
                <AlarmState alarm={alarm} />
              </div>
              {alarm.when !== undefined && <code className={styles.formula}>{alarm.when}</code>}
              {alarm.leftOut && <LeftOut of={alarm.leftOut} points={plan.points} />}
              {alarm.says !== undefined && alarm.fault && (
                <span className={styles.fine}>
                  {known(alarm.fault.code, { says: alarm.says, remedy: '' }, alarm.fault.facts).says}
                </span>
              )}
              {alarm.difference && (
                <span className={styles.fine}>
                  {alarm.difference
                    .map(({ field, before, after }) => `${field}: ${String(before ?? '—')} → ${String(after ?? '—')}`)
                    .join(' · ')}
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function AlarmState({ alarm: { is } }: { alarm: PlannedAlarm }) {
  const { t } = useTranslation('classes')
  const tone = is === 'left_out' || is === 'declined' ? 'hollow' : is === 'refused' || is === 'twice' ? 'warn' : 'plain'
  return <Mark tone={tone}>{t(`alarm.${is}`)}</Mark>
}
