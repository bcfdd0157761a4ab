import { Button, Modal, NumberInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../parts/AssetPicker.tsx'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { platform, type ThingModel } from '../../../platform.ts'
import styles from '../models.module.css'

/** Makes assets of a model, all or none. */
export function TemplateDialog({ model, onClose }: { model: ThingModel; onClose: () => void }) {
  const { t } = useTranslation('models')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [parent, setParent] = useState<PickedAsset | null>(null)
  const [name, setName] = useState(`${model.title} {n}`)
  const [count, setCount] = useState<number | string>(1)
  const [from, setFrom] = useState<number | string>(1)
  const make = useMutation({
    mutationFn: () =>
      platform.things.template(model.id, {
        name,
        count: Number(count),
        from: Number(from),
        ...(parent ? { parent: parent.id } : {}),
      }),
    onSuccess: async ([first]) => {
      onClose()
      await queries.invalidateQueries()
      if (first) await navigate({ to: '/assets', search: { asset: first, view: 'about' } })
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    make.mutate()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={t('template.title', { name: model.title })}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <AssetPicker label={t('template.parent')} placeholder={t('template.top')} value={parent} onChange={setParent} />
        <TextInput
          label={t('template.name')}
          description={t('template.nameHint')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className={styles.pair}>
          <NumberInput label={t('template.count')} value={count} min={1} max={500} onChange={setCount} />
          <NumberInput label={t('template.from')} value={from} min={0} onChange={setFrom} />
        </div>
        {make.error ? <FormFault words={words(make.error)} /> : null}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={make.isPending} disabled={!name.includes('{n}') || !Number(count)}>
            {t('template.action', { count: Number(count) || 0 })}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
