import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { unitText } from '../../../parts/unit-text.ts'
import type { EquipmentClass } from '../../../platform.ts'
import styles from '../classes.module.css'
import { figureText, useClassWords } from '../use-class-words.ts'

/** What is measured, and what stands on the plate. */
export function ClassPoints({ equipment }: { equipment: EquipmentClass }) {
  const { t } = useTranslation('classes')
  const words = useClassWords()
  const range = (low: number | undefined, high: number | undefined): string =>
    low === undefined || high === undefined ? '' : `${figureText(low)} … ${figureText(high)}`
  return (
    <section className="panel" aria-labelledby="points">
      <div className={styles.panelHead}>
        <h2 id="points" className="section-title">
          {t('points.title')}
        </h2>
        <span className="quiet">{t('points.lesson')}</span>
      </div>
      <div className={lists.list}>
        <table className={lists.table}>
          <thead>
            <tr>
              <th>{t('points.point')}</th>
              <th>{t('points.unit')}</th>
              <th className={`${lists.wide} ${lists.right}`}>{t('points.range')}</th>
              <th>{t('points.need')}</th>
            </tr>
          </thead>
          <tbody>
            {equipment.points.map((point) => (
              <tr key={point.name}>
                <td className={styles.wrap}>
                  <span className={styles.stack}>
                    <span>{words.of(point)}</span>
                    <code className={styles.code}>{point.name}</code>
                  </span>
                </td>
                <td>{point.unit === undefined ? t(`type.${point.type}`) : unitText(point.unit)}</td>
                <td className={`${lists.wide} ${lists.right} num`}>
                  {point.counter ? <span className="quiet">{t('points.counter')}</span> : range(point.low, point.high)}
                </td>
                <td className={styles.wrap}>
                  {point.else === undefined
                    ? t(`need.${point.need}`)
                    : t('need.else', { value: String(point.else), unit: unitText(point.unit) })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {equipment.parameters.length > 0 && (
        <>
          <h3 className={styles.subhead}>{t('plate.title')}</h3>
          <div className={lists.list}>
            <table className={lists.table}>
              <thead>
                <tr>
                  <th>{t('plate.parameter')}</th>
                  <th className={lists.right}>{t('plate.usual')}</th>
                  <th className={`${lists.wide} ${lists.right}`}>{t('points.range')}</th>
                </tr>
              </thead>
              <tbody>
                {equipment.parameters.map((one) => (
                  <tr key={one.name}>
                    <td className={styles.wrap}>
                      <span className={styles.stack}>
                        <span>{words.of(one)}</span>
                        <code className={styles.code}>{one.name}</code>
                      </span>
                    </td>
                    <td className={`${lists.right} num`}>
                      {figureText(one.default)} {unitText(one.unit)}
                    </td>
                    <td className={`${lists.wide} ${lists.right} num`}>{range(one.low, one.high)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  )
}
