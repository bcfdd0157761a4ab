import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Asset, EquipmentPlan } from '../../../platform.ts'
import styles from '../classes.module.css'
import { useClassWords } from '../use-class-words.ts'

/** What came of it, and where it goes on from here. */
export function Applied({ plan, asset }: { plan: EquipmentPlan; asset: Asset }) {
  const { t } = useTranslation('classes')
  const words = useClassWords()
  const alarms = plan.alarms.filter(({ chosen }) => chosen)
  const kpis = plan.kpis.filter(({ chosen }) => chosen)
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="applied" role="status">
      <h2 id="applied" className="section-title">
        {t('applied.title', { class: words.of(plan.title), asset: asset.name })}
      </h2>
      {alarms.length > 0 && (
        <div className={styles.row}>
          <p>{t('applied.alarms', { count: alarms.length })}</p>
          <ul className={styles.named}>
            {alarms.map((alarm) => (
              <li key={alarm.name}>{words.of(alarm)}</li>
            ))}
          </ul>
          <Link to="/alarms/database" search={{ open: 'changes' }} className="link">
            {t('applied.toApprovals')}
          </Link>
        </div>
      )}
      {kpis.length > 0 && (
        <div className={styles.row}>
          <p>{t(plan.workUnit ? 'applied.kpis' : 'applied.kpisWait', { count: kpis.length })}</p>
          <ul className={styles.named}>
            {kpis.map((kpi) => (
              <li key={kpi.name}>{words.of(kpi)}</li>
            ))}
          </ul>
          {plan.workUnit ? (
            <Link to="/kpis" search={{ asset: asset.id }} className="link">
              {t('applied.toKpis')}
            </Link>
          ) : (
            <Link to="/production/setup" search={{ tab: 'units' }} className="link">
              {t('applied.toSetup')}
            </Link>
          )}
        </div>
      )}
      <Link to="/assets" search={{ asset: asset.id, view: 'about' }} className="link">
        {t('applied.toAsset', { asset: asset.name })}
      </Link>
    </section>
  )
}
