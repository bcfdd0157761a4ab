import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import type { EquipmentClass } from '../../../platform.ts'
import styles from '../classes.module.css'
import { figureText, useClassWords } from '../use-class-words.ts'
import { Source } from './Source.tsx'

/** Published figures, and what the formulas give of them on this platform. */
export function References({ equipment }: { equipment: EquipmentClass }) {
  const { t } = useTranslation('classes')
  const words = useClassWords()
  const kpis = new Map(equipment.kpis.map((kpi) => [kpi.name, kpi]))
  return (
    <section className="panel" aria-labelledby="references">
      <div className={styles.panelHead}>
        <h2 id="references" className="section-title">
          {t('references.title')}
        </h2>
        <span className="quiet">{t('references.lesson')}</span>
      </div>
      <ul className={styles.rows}>
        {equipment.references.map((reference) => (
          <li key={reference.name} className={styles.row}>
            <strong>{words.of(reference)}</strong>
            <Source of={reference.source} equipment={equipment} />
            <div className={lists.list}>
              <table className={`${lists.table} ${styles.inner}`}>
                <thead>
                  <tr>
                    <th>{t('references.kpi')}</th>
                    <th className={lists.right}>{t('references.published')}</th>
                    <th className={lists.right}>{t('references.here')}</th>
                    <th className={lists.wide}>{t('references.tolerance')}</th>
                    <th className={lists.wide}>{t('references.verdict')}</th>
                  </tr>
                </thead>
                <tbody>
                  {reference.figures.map(({ kpi, unit, published, tolerance, seen, holds, because }) => {
                    const known = kpis.get(kpi)
                    return (
                      <tr key={kpi}>
                        <td className={styles.wrap}>{known ? words.of(known) : kpi}</td>
                        <td className={`${lists.right} num`}>
                          {figureText(published)} {unitText(unit)}
                        </td>
                        <td className={`${lists.right} num`}>{seen === undefined ? '—' : figureText(seen)}</td>
                        <td className={`${lists.wide} ${styles.wrap}`}>
                          ± {figureText(tolerance)}
                          {because && <span className={styles.fine}> · {words.of(because)}</span>}
                        </td>
                        <td className={lists.wide}>
                          <Mark tone={holds ? 'plain' : 'bad'}>
                            {t(holds ? 'references.holds' : 'references.fails')}
                          </Mark>
                        </td>
                      </tr>
                    )
                  })}
                </tbody>
              </table>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
