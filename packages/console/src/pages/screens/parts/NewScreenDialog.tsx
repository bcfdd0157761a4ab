import { Button, Modal, SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../parts/AssetPicker.tsx'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { useMay } from '../../../rights.ts'
import { classesQuery } from '../../classes/queries.ts'
import { told } from '../document.ts'
import { type NewScreen, useNewScreen } from '../use-propose.ts'

const choices = ['asset', 'class', 'plant'] as const

/** What a screen is for; the rest is proposed. */
export function NewScreenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('screens')
  const words = useFaultWords()
  const seesClasses = useMay('library:read')
  const [is, setIs] = useState<(typeof choices)[number]>('asset')
  const [asset, setAsset] = useState<PickedAsset | null>(null)
  const [name, setName] = useState<string | null>(null)
  const classes = useQuery({ ...classesQuery, enabled: seesClasses && is === 'class' })
  const make = useNewScreen()
  const wanted: NewScreen | undefined =
    is === 'plant'
      ? { is }
      : is === 'asset'
        ? asset
          ? { is, asset }
          : undefined
        : name
          ? { is, class: name }
          : undefined

  function submit(event: FormEvent) {
    event.preventDefault()
    if (wanted) make.mutate(wanted)
  }

  return (
    <Modal opened onClose={onClose} size={520} title={t('new.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form className={form.form} onSubmit={submit}>
        <SegmentedControl
          fullWidth
          aria-label={t('new.for')}
          value={is}
          onChange={(next) => setIs(choices.find((each) => each === next) ?? 'asset')}
          data={choices
            .filter((each) => each !== 'class' || seesClasses)
            .map((value) => ({ value, label: t(`of.${value}`) }))}
        />
        <p className={form.lesson}>{t(`new.lesson.${is}`)}</p>
        {is === 'asset' && <AssetPicker label={t('asset')} required value={asset} onChange={setAsset} />}
        {is === 'class' && (
          <Select
            label={t('class')}
            searchable
            value={name}
            onChange={setName}
            data={(classes.data ?? []).map((each) => ({ value: each.class, label: told(each.title) }))}
          />
        )}
        {make.error ? <FormFault words={words(make.error)} /> : null}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={!wanted} loading={make.isPending}>
            {t('new.make')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
