import { Button, Checkbox, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../parts/AssetPicker.tsx'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type Asset, platform } from '../../../platform.ts'
import { useDraw } from '../drawing.ts'

interface MoveDialogProps {
  asset: Asset
  to: Asset | undefined
  onDone: (asset: Asset) => void
  onClose: () => void
}

/** Asks where an asset goes, or whether it goes where it was dropped: who may see it follows. */
export function MoveDialog({ asset, to, onDone, onClose }: MoveDialogProps) {
  const { t } = useTranslation('drawing')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const [place, setPlace] = useState<PickedAsset | null>(to ?? null)
  const [top, setTop] = useState(false)
  const move = useDraw(() => platform.drawing.move(asset.id, top ? null : (place?.id ?? null)), onDone)
  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={t('move.title', { name: asset.name })}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <div className={form.form}>
        <p className={form.lesson}>{t('move.lesson')}</p>
        {!top && <AssetPicker label={t('move.to')} value={place} onChange={setPlace} />}
        <Checkbox label={t('move.top')} checked={top} onChange={(event) => setTop(event.currentTarget.checked)} />
        {move.error ? <FormFault words={words(move.error)} /> : null}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button
            data-autofocus={to ? true : undefined}
            loading={move.isPending}
            disabled={!top && place === null}
            onClick={() => move.mutate(undefined)}
          >
            {t('move.action')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
