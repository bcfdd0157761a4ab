import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { bytesText, countText } from '../../../parts/value-text.ts'
import type { StorageFigures } from '../../../platform.ts'
import styles from '../history.module.css'

/** Two years; what is older is one line. */
const shown = 24

type Month = Pick<StorageFigures['months'][number], 'samples' | 'bytes'>
const together = (months: readonly Month[]): Month => ({
  samples: months.reduce((sum, { samples }) => sum + samples, 0),
  bytes: months.reduce((sum, { bytes }) => sum + bytes, 0),
})

/** What each month takes up, the newest first. */
export function Growth({ months }: { months: StorageFigures['months'] }) {
  const { t } = useTranslation('history')
  const newest = months.toReversed()
  const before = newest.slice(shown)
  const most = Math.max(1, ...months.map(({ bytes }) => bytes))
  return (
    <div className={lists.list}>
      <table className={`${lists.table} ${styles.growth}`}>
        <thead>
          <tr>
            <th>{t('growth.month')}</th>
            <th className={lists.right}>{t('growth.samples')}</th>
            <th className={lists.right}>{t('growth.perSample')}</th>
            <th className={lists.right}>{t('growth.bytes')}</th>
            <th className={styles.barColumn} />
          </tr>
        </thead>
        <tbody>
          {newest.slice(0, shown).map((month) => (
            <Row key={month.month} name={month.month} of={month} share={month.bytes / most} />
          ))}
          {before.length > 0 && <Row name={t('growth.before')} of={together(before)} />}
        </tbody>
      </table>
    </div>
  )
}

function Row({ name, of: { samples, bytes }, share }: { name: string; of: Month; share?: number }) {
  return (
    <tr>
      <td className="num">{name}</td>
      <td className={`${lists.right} num`}>{countText(samples)}</td>
      <td className={`${lists.right} num quiet`}>{samples > 0 ? `${(bytes / samples).toFixed(2)} B` : '—'}</td>
      <td className={`${lists.right} num`}>{Object.values(bytesText(bytes)).join(' ')}</td>
      <td className={styles.barColumn} aria-hidden="true">
        {share !== undefined && <span className={styles.bar} style={{ width: `${Math.max(1, share * 100)}%` }} />}
      </td>
    </tr>
  )
}
