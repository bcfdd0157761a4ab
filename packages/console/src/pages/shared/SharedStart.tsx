import { Navigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { PointTable } from '../../parts/PointTable.tsx'
import { usePlant, usePlantMay } from '../../plant.ts'
import { usePlantPlaces } from '../../plant-places.ts'
import { AssetsPage } from '../assets/AssetsPage.tsx'
import styles from './shared.module.css'

/** Where one begins: the assets that are shared, or the one point; their points alone where the grant opens no more. */
export function SharedStart() {
  const { t } = useTranslation('assets')
  const plant = usePlant()
  const places = usePlantPlaces()
  const seesAssets = usePlantMay('asset:read')
  if (plant.is === 'own') return null
  const { grant } = plant
  if (grant.point) return <Navigate {...places.point(grant.point)} replace />
  if (seesAssets || grant.actions.includes('asset:read')) return <AssetsPage />
  return (
    <div className={styles.points}>
      <PointTable of={{}} depth={0} empty={<EmptyState title={t('empty.title')} lesson={t('empty.lesson')} />} />
    </div>
  )
}
