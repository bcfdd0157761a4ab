import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Mark } from '../../../parts/Mark.tsx'
import type { Asset } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { installationsQuery } from '../../apps/queries.ts'
import { said } from '../../apps/words.ts'
import styles from '../drawing.module.css'

/** Apps that are bound to an asset. */
export function AppsHere({ asset }: { asset: Asset }) {
  const { t } = useTranslation('apps')
  const reads = useMay('app:read')
  const installed = useQuery({ ...installationsQuery, enabled: reads })
  const here = installed.data?.filter(({ bound }) => Object.values(bound).flat().includes(asset.id)) ?? []
  if (here.length === 0) return null
  return (
    <section className={styles.block} aria-label={t('title')}>
      <div className={styles.blockHead}>
        <h3>{t('title')}</h3>
      </div>
      {here.map((one) => (
        <div key={one.id} className={styles.buttons}>
          <Link to="/apps/installations/$id" params={{ id: one.id }} className="link">
            {said(one.title)}
          </Link>
          <span className="quiet num">{one.version}</span>
          <Mark tone={one.state === 'active' ? 'plain' : 'warn'}>{t(`state.${one.state}`)}</Mark>
        </div>
      ))}
    </section>
  )
}
