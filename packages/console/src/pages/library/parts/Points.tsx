import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { unitText } from '../../../parts/unit-text.ts'
import { countText } from '../../../parts/value-text.ts'
import type { DeviceProfile, DeviceProfilePoint } from '../../../platform.ts'
import styles from '../library.module.css'
import { useLibraryWords } from '../use-library-words.ts'

type Content = DeviceProfile['content']

interface PointsProps {
  table: Content['tables'][number]
  sources: Content['sources']
}

/** One table of a profile, and what it rests on. */
export function Points({ table, sources }: PointsProps) {
  const { t } = useTranslation('library')
  const id = useId()
  const titles = new Map(sources.map((source) => [source.id, source.title]))
  const from = (table.sources ?? []).map(({ id: source, page }) => {
    const title = titles.get(source) ?? source
    return page === undefined ? title : t('page', { source: title, page })
  })
  return (
    <section className="panel" aria-labelledby={id}>
      <div className={styles.panelHead}>
        <h2 id={id} className="section-title">
          {t('points.title')} · {table.name}
        </h2>
        <span className="quiet num">{t('points.count', { count: table.points.length })}</span>
        <p className={styles.rests}>
          {t('verifiedBy')}: {[t(`verified.${table.verified}`), ...from].join(' · ')}
        </p>
      </div>
      <div className={lists.list}>
        <table className={lists.table}>
          <thead>
            <tr>
              <th>{t('points.name')}</th>
              <th>{t('points.address')}</th>
              <th className={lists.wide}>{t('points.type')}</th>
              <th>{t('points.unit')}</th>
              <th className={`${lists.wide} ${lists.right}`}>{t('points.range')}</th>
              <th className={lists.wide}>{t('points.meaning')}</th>
            </tr>
          </thead>
          <tbody>
            {table.points.map((point) => (
              <PointRow key={point.name} point={point} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function PointRow({ point }: { point: DeviceProfilePoint }) {
  const { t } = useTranslation('library')
  const words = useLibraryWords()
  const { name, address, type, unit, low, high, counter, access, states } = point
  const told = Object.entries(states ?? {}).map(([value, of]) => `${value} = ${words.of(of)}`)
  return (
    <tr>
      <td className={styles.pointCell}>
        <span className={styles.point}>{name}</span>
        <span className={styles.narrow}>{words.of(point)}</span>
      </td>
      <td>
        <code className={styles.code}>{address}</code>
      </td>
      <td className={lists.wide}>
        {type}
        {access === 'rw' && <span className={`label ${styles.by}`}>{t('points.writable')}</span>}
      </td>
      <td>{unit === undefined ? '' : unitText(unit)}</td>
      <td className={`${lists.wide} ${lists.right} num`}>
        {counter ? (
          <span className="quiet">{t('points.counter')}</span>
        ) : low === undefined || high === undefined ? (
          ''
        ) : (
          `${countText(low)} … ${countText(high)}`
        )}
      </td>
      <td className={`${lists.wide} ${styles.meaning}`}>
        {words.of(point)}
        {told.length > 0 && (
          <span className={`label ${styles.states}`} title={told.join('\n')}>
            {told.join(' · ')}
          </span>
        )}
      </td>
    </tr>
  )
}
