import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { unitText } from '../../../parts/unit-text.ts'
import type { MechanismManifest } from '../../../platform.ts'
import styles from '../mechanisms.module.css'
import { figureText, rangeText, said } from '../words.ts'

interface Row {
  readonly name: string
  readonly en: string
  readonly zh: string
  readonly type?: 'number' | 'boolean' | 'text'
  readonly unit?: string
  readonly low?: number
  readonly high?: number
  readonly default?: number | boolean | string
  readonly quality?: 'good' | 'uncertain'
}

/** What a model takes, gives and has as parameters. */
export function Quantities({ manifest }: { manifest: MechanismManifest }) {
  const { t } = useTranslation('mechanisms')
  const groups: [string, readonly Row[]][] = [
    [t('quantity.inputs'), manifest.inputs],
    [t('quantity.outputs'), manifest.outputs],
    [t('quantity.parameters'), manifest.parameters ?? []],
  ]
  return (
    <section className={`panel ${lists.list}`} aria-labelledby="quantities">
      <h2 id="quantities" className={`section-title ${styles.panelTitle}`}>
        {t('quantity.title')}
      </h2>
      <table className={lists.table}>
        <thead>
          <tr>
            <th>{t('quantity.name')}</th>
            <th className={lists.wide}>{t('quantity.meaning')}</th>
            <th>{t('quantity.unit')}</th>
            <th>{t('quantity.range')}</th>
            <th className={lists.wide}>{t('quantity.default')}</th>
          </tr>
        </thead>
        {groups.map(
          ([title, rows]) =>
            rows.length > 0 && (
              <tbody key={title}>
                <tr>
                  <th scope="rowgroup" colSpan={5} className={styles.group}>
                    {title}
                  </th>
                </tr>
                {rows.map((row) => (
                  <tr key={row.name}>
                    <td>
                      <code>{row.name}</code>
                      <span className={styles.narrow}>{said(row)}</span>
                    </td>
                    <td className={`${lists.wide} ${styles.wrap}`}>
                      {said(row)}
                      {row.quality === 'good' && <span className="label"> · {t('quantity.goodOnly')}</span>}
                    </td>
                    <td>{row.type && row.type !== 'number' ? t(`type.${row.type}`) : unitText(row.unit) || '1'}</td>
                    <td className="num">{rangeText(row.low, row.high) || <span className="quiet">—</span>}</td>
                    <td className={`${lists.wide} num`}>
                      {row.default === undefined ? <span className="quiet">—</span> : figureText(row.default)}
                    </td>
                  </tr>
                ))}
              </tbody>
            ),
        )}
      </table>
      {(manifest.validity ?? []).length > 0 && (
        <div className={styles.panelFoot}>
          <h3 className={styles.subTitle}>{t('quantity.validity')}</h3>
          <ul className={styles.rules}>
            {manifest.validity?.map((rule) => (
              <li key={rule.holds}>
                {said(rule)} <code>{rule.holds}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
