import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { unitText } from '../../../parts/unit-text.ts'
import type { EquipmentClass } from '../../../platform.ts'
import styles from '../classes.module.css'
import { useClassWords } from '../use-class-words.ts'
import { Source } from './Source.tsx'

/** KPIs with formula and standard, what follows before them, and which machines may be compared by them. */
export function ClassKpis({ equipment }: { equipment: EquipmentClass }) {
  const { t } = useTranslation('classes')
  const words = useClassWords()
  const rules = new Map(equipment.comparisons.map((rule) => [rule.kpi, rule]))
  const called = new Map([...equipment.kpis, ...equipment.parameters].map((one) => [one.name, words.of(one)] as const))
  return (
    <section className="panel" aria-labelledby="kpis">
      <div className={styles.panelHead}>
        <h2 id="kpis" className="section-title">
          {t('kpis.title')}
        </h2>
        <span className="quiet">{t('kpis.lesson')}</span>
      </div>
      <ul className={styles.rows}>
        {equipment.kpis.map((kpi) => {
          const rule = rules.get(kpi.name)
          return (
            <li key={kpi.name} className={styles.row}>
              <div className={styles.rowHead}>
                <strong>{words.of(kpi)}</strong>
                <span className="label">{unitText(kpi.unit)}</span>
                <span className="quiet">{t(`better.${kpi.better}`)}</span>
              </div>
              <code className={styles.formula}>{kpi.formula}</code>
              <Source of={kpi.source} equipment={equipment} />
              {rule && (
                <span className={styles.fine}>
                  {t('kpis.comparison', {
                    rules: rule.alike
                      .map(({ of, within }) => t('kpis.alike', { name: called.get(of) ?? of, within }))
                      .join(t('kpis.and')),
                    completeness: rule.completeness,
                  })}
                </span>
              )}
            </li>
          )
        })}
      </ul>
      {equipment.derived.length > 0 && (
        <details className={styles.more}>
          <summary>{t('derived.title', { count: equipment.derived.length })}</summary>
          <ul className={styles.rows}>
            {equipment.derived.map((one) => (
              <li key={one.name} className={styles.row}>
                <div className={styles.rowHead}>
                  <strong>{words.of(one)}</strong>
                  <code className={lists.names}>{one.name}</code>
                  <span className="label">{unitText(one.unit)}</span>
                </div>
                {one.formula === undefined ? (
                  <span className={styles.fine}>{t('derived.curve', { at: one.at })}</span>
                ) : (
                  <code className={styles.formula}>{one.formula}</code>
                )}
                <Source of={one.source} equipment={equipment} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
