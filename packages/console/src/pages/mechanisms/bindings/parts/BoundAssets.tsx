import { Button, Skeleton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../../parts/EmptyState.tsx'
import { FaultView } from '../../../../parts/FaultView.tsx'
import { QualityBadge } from '../../../../parts/QualityBadge.tsx'
import { RelativeTime } from '../../../../parts/RelativeTime.tsx'
import { LiveValue } from '../../../../parts/ValueText.tsx'
import type { Binding, BoundAsset } from '../../../../platform.ts'
import { qualityOf } from '../../words.ts'
import styles from '../bindings.module.css'
import { boundAssetsQuery } from '../queries.ts'
import { AssetDetail } from './AssetDetail.tsx'

/** Every asset that runs it: what it gives now, and what is the matter. */
export function BoundAssets({ binding, binds }: { binding: Binding; binds: boolean }) {
  const { t } = useTranslation('mechanismRuns')
  const assets = useQuery(boundAssetsQuery(binding.id))
  const [opened, setOpened] = useState<string>()
  const rows = [...(assets.data ?? [])].sort((a, b) => weight(b) - weight(a))
  return (
    <section className={`panel ${styles.preview}`} aria-labelledby="assets">
      <div className={styles.panelHead}>
        <h2 id="assets" className="section-title">
          {t('assets.title')}
        </h2>
      </div>
      {assets.isPending && <Skeleton height={160} m={16} w="auto" />}
      {assets.isError && <FaultView fault={assets.error} retry={() => void assets.refetch()} />}
      {assets.data?.length === 0 && <EmptyState title={t('assets.none')} lesson={t('assets.lesson')} />}
      {rows.length > 0 && (
        <ul className={styles.assets}>
          {rows.map((row) => (
            <li key={row.asset} data-open={opened === row.asset || undefined}>
              <div className={styles.assetLine}>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  className={styles.fold2 ?? ''}
                  aria-expanded={opened === row.asset}
                  leftSection={<IconChevronRight size={15} stroke={1.8} />}
                  onClick={() => setOpened(opened === row.asset ? undefined : row.asset)}
                >
                  {row.path.at(-1)}
                </Button>
                <Link to="/assets" search={{ asset: row.asset }} className="label">
                  {row.path.slice(0, -1).join(' / ')}
                </Link>
                <span className={styles.values}>
                  {row.outputs.map(({ name, point, unit }) => (
                    <span key={name}>
                      <span className="label">{binding.outputs[name] ? '' : `${name} `}</span>
                      {point ? (
                        <Link to="/points/$id" params={{ id: point }} className={styles.value}>
                          <LiveValue point={{ id: point, type: 'double', ...(unit && { unit }) }} />
                        </Link>
                      ) : (
                        '—'
                      )}
                    </span>
                  ))}
                </span>
                <Standing row={row} />
              </div>
              {opened === row.asset && <AssetDetail binding={binding} row={row} binds={binds} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** What needs a person comes first. */
const weight = ({ broken, conditions, last }: BoundAsset): number =>
  (broken ? 8 : 0) + (conditions.length > 0 ? 4 : 0) + (last ? last.status >>> 30 : 0)

function Standing({ row }: { row: BoundAsset }) {
  const { t } = useTranslation('mechanismRuns')
  if (row.broken) return <span className={styles.wrong}>{row.broken.says}</span>
  return (
    <span className={styles.standing}>
      {row.conditions.map(({ kind, says }) => (
        <span key={kind} className={styles.warn}>
          {says}
        </span>
      ))}
      {row.back && <span role="status">{t('assets.back')}</span>}
      {row.last ? (
        <>
          <QualityBadge quality={qualityOf(row.last.status)} statusName={row.last.reason ?? ''} />
          {row.last.reason && <span className={styles.reason}>{row.last.reason}</span>}
          <span className="label">
            <RelativeTime time={row.last.time} />
          </span>
        </>
      ) : (
        <span className="label">{t('assets.nothing')}</span>
      )}
    </span>
  )
}
