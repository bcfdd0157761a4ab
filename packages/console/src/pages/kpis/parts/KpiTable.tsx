import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import lists from '../../../parts/list.module.css'
import { Mark } from '../../../parts/Mark.tsx'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import { valueText } from '../../../parts/value-text.ts'
import type { KpiDefinition } from '../../../platform.ts'
import styles from '../kpis.module.css'
import type { Told } from '../queries.ts'
import { useUnavailable } from './use-unavailable.ts'

interface KpiTableProps {
  /** Every version. */
  definitions: readonly KpiDefinition[]
  /** The newest version of those that are told for these windows. */
  told: readonly KpiDefinition[]
  inWindow: (key: string) => Told | undefined
  /** Whose trend is shown. */
  shown: string | undefined
  onShow: (key: string) => void
}

/** Every KPI of a window: value, formula, where it is from, and by which version it was told. */
export function KpiTable({ definitions, told, inWindow, shown, onShow }: KpiTableProps) {
  const { t } = useTranslation('kpis')
  const language = currentLanguage()
  const whyNot = useUnavailable()
  return (
    <section className={`panel ${lists.list}`} aria-label={t('table.title')}>
      <table className={`${lists.table} ${styles.table}`}>
        <thead>
          <tr>
            <th>{t('table.name')}</th>
            <th className={lists.right}>{t('table.value')}</th>
            <th className={lists.wide}>{t('table.source')}</th>
            <th className={lists.wide}>{t('table.version')}</th>
            <th className={lists.wide}>{t('table.toldAt')}</th>
            <th className={`${lists.right} ${lists.wide}`}>{t('table.coverage')}</th>
          </tr>
        </thead>
        <tbody>
          {told.map((newest) => {
            const { key } = newest
            const one = inWindow(key)
            const by = definitions.find((each) => each.key === key && each.version === one?.version) ?? newest
            const { name, formula, unit, source } = by.content
            return (
              <tr key={key} data-shown={key === shown}>
                <td className={styles.kpi}>
                  <button type="button" className={lists.open} aria-pressed={key === shown} onClick={() => onShow(key)}>
                    <span className={lists.names}>
                      <span>{name[language]}</span>
                      <code className={styles.formula}>{formula}</code>
                    </span>
                  </button>
                </td>
                <td className={`${lists.right} num`}>
                  {one?.value === undefined ? (
                    <span className={`quiet ${styles.whyNot}`}>{whyNot(one)}</span>
                  ) : (
                    <>
                      <strong>{valueText(one.value)}</strong> <span className="quiet">{unitText(unit)}</span>
                    </>
                  )}
                  {one?.waits && (
                    <span className={styles.flag}>
                      <Mark tone="hollow">{t('table.waits')}</Mark>
                    </span>
                  )}
                  {one?.implausible && (
                    <span className={styles.flag}>
                      <Mark tone="warn">{t('table.implausible')}</Mark>
                    </span>
                  )}
                </td>
                <td className={`${lists.wide} ${styles.source}`}>{source ?? t('table.own')}</td>
                <td className={`${lists.wide} num`}>{one?.version ?? '—'}</td>
                <td className={lists.wide}>
                  {one?.toldAt ? <RelativeTime time={one.toldAt} /> : <span className="quiet">—</span>}
                </td>
                <td className={`${lists.right} ${lists.wide} num`}>
                  {one ? `${(100 * one.coverage).toFixed(0)} %` : '—'}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
