import { useTranslation } from 'react-i18next'
import { unitText } from '../../../parts/unit-text.ts'
import type { EquipmentClass } from '../../../platform.ts'
import styles from '../classes.module.css'
import { figureText, useClassWords } from '../use-class-words.ts'

/** What a machine of the class is watched for: the condition, what happens, what to do. */
export function ClassAlarms({ equipment }: { equipment: EquipmentClass }) {
  const { t } = useTranslation('classes')
  const words = useClassWords()
  return (
    <section className="panel" aria-labelledby="alarms">
      <div className={styles.panelHead}>
        <h2 id="alarms" className="section-title">
          {t('alarms.title')}
        </h2>
        <span className="quiet">{t('alarms.lesson')}</span>
      </div>
      <ul className={styles.rows}>
        {equipment.alarms.map((alarm) => (
          <li key={alarm.name} className={styles.row}>
            <div className={styles.rowHead}>
              <strong>{words.of(alarm)}</strong>
              <span className="label">{t(`consequence.${alarm.consequence}`)}</span>
              <span className="quiet">{t('alarms.within', { time: words.minutes(alarm.respond_within) })}</span>
            </div>
            <code className={styles.formula}>{alarm.when}</code>
            {alarm.on_delay > 0 && (
              <span className={styles.fine}>{t('alarms.delay', { time: words.seconds(alarm.on_delay) })}</span>
            )}
            {alarm.deadband && (
              <span className={styles.fine}>
                {t('alarms.deadband', {
                  value: `${figureText(alarm.deadband.value)} ${unitText(unitOf(equipment, alarm.when))}`.trim(),
                  by: t(`alarms.by.${alarm.deadband.by}`),
                })}
              </span>
            )}
            <dl className={styles.pairs}>
              <dt>{t('alarms.effect')}</dt>
              <dd>{words.of(alarm.effect)}</dd>
              <dt>{t('alarms.action')}</dt>
              <dd>{words.of(alarm.action)}</dd>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Of the point that a limit is of: the one that its condition names. */
function unitOf({ points }: EquipmentClass, when: string): string | undefined {
  const unit = points.find(({ name }) => new RegExp(`\\b${name}\\b`).test(when))?.unit
  return unit === 'Cel' ? 'K' : unit
}
