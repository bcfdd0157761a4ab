import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../../parts/FaultView.tsx'
import { useMay } from '../../../rights.ts'
import { bindingsQuery } from '../bindings/queries.ts'
import styles from '../mechanisms.module.css'
import { said } from '../words.ts'

/** Where a model runs, and at how many assets. */
export function BoundWhere({ mechanism }: { mechanism: string }) {
  const { t } = useTranslation('mechanisms')
  const reads = useMay('point:read')
  const binds = useMay('mechanism:bind')
  const navigate = useNavigate()
  const bindings = useQuery({ ...bindingsQuery({ mechanism }), enabled: reads })
  if (!reads) return null
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="used">
      <div className={styles.split}>
        <h2 id="used" className="section-title">
          {t('used.title')}
        </h2>
        {binds && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => void navigate({ to: '/mechanisms/studies/new', search: { kind: 'backtest', mechanism } })}
          >
            {t('used.backtest')}
          </Button>
        )}
      </div>
      {bindings.isPending && <Skeleton height={40} />}
      {bindings.isError && <FaultView fault={bindings.error} retry={() => void bindings.refetch()} />}
      {bindings.data?.length === 0 && <p className="quiet">{t('used.none')}</p>}
      <ul className={styles.lines}>
        {bindings.data?.map((binding) => (
          <li key={binding.id}>
            <Link to="/mechanisms/bindings/$id" params={{ id: binding.id }} className="link">
              {said(binding.name)}
            </Link>
            <span className="label num">
              {binding.model.version} · {t('used.assets', { count: binding.assets })}
            </span>
            {binding.broken > 0 && <span className={styles.wrong}>{t('used.broken', { count: binding.broken })}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
