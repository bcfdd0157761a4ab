import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { countText } from '../../../parts/value-text.ts'
import type { DeviceDiagnosis } from '../../../platform.ts'
import styles from './diagnosis.module.css'
import { msText, shareOf } from './Tiles.tsx'

type Cycle = DeviceDiagnosis['cycles'][number]

/** How the tags of each period are read: in how many requests, how long it takes, and what the planner went around. */
export function Cycles({ cycles }: { cycles: readonly Cycle[] }) {
  const { t } = useTranslation('diagnosis')
  if (cycles.length === 0) return null
  return (
    <section className={styles.part} aria-labelledby="cycles">
      <h3 id="cycles">{t('cycles')}</h3>
      <div className={styles.scroll}>
        <table className={`${lists.table} ${styles.table}`}>
          <thead>
            <tr>
              <th className={lists.right}>{t('column.period')}</th>
              <th className={lists.right}>{t('column.tags')}</th>
              <th className={lists.right}>{t('column.blocks')}</th>
              <th>{t('column.takes')}</th>
              <th className={lists.right}>{t('column.late')}</th>
              <th>{t('column.plan')}</th>
            </tr>
          </thead>
          <tbody>
            {cycles.map((cycle) => (
              <tr key={cycle.periodMs}>
                <td className={`${lists.right} num`}>{countText(cycle.periodMs)} ms</td>
                <td className={`${lists.right} num`}>{countText(cycle.tags)}</td>
                <td className={`${lists.right} num`}>{countText(cycle.blocks)}</td>
                <td className="num">
                  <Takes cycle={cycle} />
                </td>
                <td className={`${lists.right} num`} data-alarming={cycle.late > 0 || undefined}>
                  {countText(cycle.late)}
                </td>
                <td className={`${styles.wrap} ${styles.remedy}`}>{planOf(cycle, t).join(' ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** A bar as long as the cycle is of its period: full is late. */
function Takes({ cycle }: { cycle: Cycle }) {
  if (!cycle.takes) return <span className="quiet">—</span>
  const share = Math.min(1, shareOf(cycle))
  return (
    <span className={styles.takes}>
      <span className={styles.bar} aria-hidden="true">
        <span style={{ width: `${Math.max(2, share * 100)}%` }} data-full={share >= 1 || undefined} />
      </span>
      {msText(cycle.takes.p95Ms)} ms
    </span>
  )
}

function planOf({ blocks, holes = 0, refused = 0 }: Cycle, t: TFunction<'diagnosis'>): string[] {
  if (blocks === undefined) return [t('plan.none')]
  const said = [
    ...(holes > 0 ? [t('plan.holes', { count: holes })] : []),
    ...(refused > 0 ? [t('plan.refused', { count: refused })] : []),
  ]
  return said.length > 0 ? said : [t('plan.whole')]
}
