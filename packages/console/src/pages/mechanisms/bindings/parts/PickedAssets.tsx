import { Pill } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PickedAsset } from '../../../../parts/AssetPicker.tsx'
import styles from '../bindings.module.css'

export function PickedAssets({ assets, onDrop }: { assets: readonly PickedAsset[]; onDrop: (id: string) => void }) {
  const { t } = useTranslation('mechanismRuns')
  return (
    <div className={styles.pills}>
      {assets.map(({ id, name }) => (
        <Pill
          key={id}
          withRemoveButton
          removeButtonProps={{ 'aria-label': t('target.drop', { name }) }}
          onRemove={() => onDrop(id)}
        >
          {name}
        </Pill>
      ))}
    </div>
  )
}
