import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Mark } from '../../../parts/Mark.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import type { EquipmentPlan } from '../../../platform.ts'
import styles from '../classes.module.css'
import type { Application } from '../use-application.ts'
import { useClassWords } from '../use-class-words.ts'
import { LeftOut } from './LeftOut.tsx'
import { WorkUnitOffer } from './WorkUnitOffer.tsx'

interface ComingKpisProps {
  plan: EquipmentPlan
  application: Application
}

const optional: ReadonlySet<EquipmentPlan['kpis'][number]['is']> = new Set(['new', 'joins', 'changed'])

/** KPIs that would be told of the asset, and why the others would not. */
export function ComingKpis({ plan, application }: ComingKpisProps) {
  const { t } = useTranslation('classes')
  const words = useClassWords()
  return (
    <section className="panel" aria-labelledby="coming-kpis">
      <div className={styles.panelHead}>
        <h2 id="coming-kpis" className="section-title">
          {t('coming.kpis')}
        </h2>
        <span className={plan.workUnit ? 'quiet' : styles.warn}>
          {t(plan.workUnit ? 'coming.kpisLesson' : 'coming.noWorkUnit')}
        </span>
      </div>
      {!plan.workUnit && <WorkUnitOffer plan={plan} application={application} />}
      <ul className={styles.rows}>
        {plan.kpis.map((kpi) => (
          <li key={kpi.name} className={styles.choice}>
            <Checkbox
              aria-label={t('coming.want', { name: words.of(kpi) })}
              checked={optional.has(kpi.is) ? application.isWanted('kpis', kpi) : kpi.chosen}
              disabled={!optional.has(kpi.is)}
              onChange={(event) => application.want('kpis', kpi.name, event.currentTarget.checked)}
            />
            <div className={styles.row}>
              <div className={styles.rowHead}>
                <strong>{words.of(kpi)}</strong>
                {kpi.unit !== undefined && <span className="label">{unitText(kpi.unit)}</span>}
                <Mark tone={kpi.is === 'left_out' ? 'hollow' : 'plain'}>{t(`kpi.${kpi.is}`)}</Mark>
              </div>
              {kpi.formula !== undefined && <code className={styles.formula}>{kpi.formula}</code>}
              {kpi.source !== undefined && <span className={styles.fine}>{kpi.source}</span>}
              {kpi.leftOut && <LeftOut of={kpi.leftOut} points={plan.points} />}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
