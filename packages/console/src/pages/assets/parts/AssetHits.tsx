import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { assetSearchQuery } from '../../../parts/asset-search.ts'
import { FaultView } from '../../../parts/FaultView.tsx'
import type { Asset } from '../../../platform.ts'
import styles from '../assets.module.css'

interface AssetHitsProps {
  words: string
  selected: string | undefined
  onSelect: (asset: Asset) => void
}

const limit = 100

/** What a search over all assets found, each with its place in the plant. */
export function AssetHits({ words, selected, onSelect }: AssetHitsProps) {
  const { t } = useTranslation('assets')
  const found = useQuery(assetSearchQuery(words, limit))
  if (found.isError) return <FaultView fault={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Skeleton height={120} m={12} />
  if (found.data.items.length === 0) return <p className={styles.treeEmpty}>{t('search.none', { words })}</p>
  return (
    <div className={styles.tree}>
      <ul>
        {found.data.items.map((asset) => (
          <li key={asset.id}>
            <button
              type="button"
              className={styles.hit}
              aria-current={asset.id === selected ? 'true' : undefined}
              onClick={() => onSelect(asset)}
            >
              <span className="clip">{asset.name}</span>
              <span className={`clip label`}>{asset.path.slice(0, -1).join(' / ')}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.data.more && <p className={styles.treeEmpty}>{t('search.narrow', { count: limit })}</p>}
    </div>
  )
}
