import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../../parts/FaultView.tsx'
import type { Asset } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { TakeOffDialog } from '../../classes/parts/TakeOffDialog.tsx'
import { applicationQuery } from '../../classes/queries.ts'
import { useClassWords } from '../../classes/use-class-words.ts'
import styles from '../drawing.module.css'

/** Which equipment class was applied to an asset, and what came of it. */
export function OfClass({ asset, draws }: { asset: Asset; draws: boolean }) {
  const { t } = useTranslation('classes')
  const words = useClassWords()
  const navigate = useNavigate()
  const proposes = useMay('alarm:propose')
  const [takesOff, setTakesOff] = useState(false)
  const application = useQuery(applicationQuery(asset.id))
  const { data } = application
  const newer = data?.newest !== undefined && data.newest !== data.version
  return (
    <section className={styles.block} aria-label={t('of.title')}>
      <div className={styles.blockHead}>
        <h3>{t('of.title')}</h3>
        {draws && proposes && (
          <div className={styles.blockActions}>
            <Button
              size="xs"
              variant="default"
              onClick={() => void navigate({ to: '/classes/apply', search: { asset: asset.id } })}
            >
              {t(data ? 'of.again' : 'of.apply')}
            </Button>
            {data && (
              <Button size="xs" variant="default" onClick={() => setTakesOff(true)}>
                {t('off.open')}
              </Button>
            )}
          </div>
        )}
      </div>
      {takesOff && <TakeOffDialog asset={asset} onClose={() => setTakesOff(false)} />}
      {application.isError && <FaultView fault={application.error} retry={() => void application.refetch()} />}
      {data === null && <p className="quiet">{t('of.none')}</p>}
      {data && (
        <>
          <p>
            <Link to="/classes/$class" params={{ class: data.class }} className="link">
              {words.of(data.title)} {data.version}
            </Link>
            {newer && <span className={styles.problem}> {t('of.newer', { version: data.newest })}</span>}
          </p>
          <p className="quiet">{t('of.came', { alarms: data.alarms.length, kpis: data.kpis.length })}</p>
          {data.kpis.length > 0 && (
            <Link to="/kpis" search={{ asset: asset.id }} className="link">
              {t('applied.toKpis')}
            </Link>
          )}
        </>
      )}
    </section>
  )
}
