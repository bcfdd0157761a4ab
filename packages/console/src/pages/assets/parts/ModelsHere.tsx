import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Asset } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { bindingsQuery } from '../../mechanisms/bindings/queries.ts'
import { BindingMark } from '../../mechanisms/parts/BindingMark.tsx'
import { said } from '../../mechanisms/words.ts'
import styles from '../drawing.module.css'

/** Mechanism models that run at an asset. */
export function ModelsHere({ asset }: { asset: Asset }) {
  const { t } = useTranslation('mechanismRuns')
  const reads = useMay('mechanism:read')
  const bindings = useQuery({ ...bindingsQuery({ asset: asset.id }), enabled: reads })
  if (!reads || !bindings.data) return null
  return (
    <section className={styles.block} aria-label={t('card.title')}>
      <div className={styles.blockHead}>
        <h3>{t('card.title')}</h3>
      </div>
      {bindings.data.length === 0 && <p className="quiet">{t('card.none')}</p>}
      {bindings.data.map((binding) => (
        <div key={binding.id} className={styles.buttons}>
          <Link to="/mechanisms/bindings/$id" params={{ id: binding.id }} className="link">
            {said(binding.name)}
          </Link>
          <span className="quiet num">{binding.model.version}</span>
          <BindingMark binding={binding} />
        </div>
      ))}
    </section>
  )
}
