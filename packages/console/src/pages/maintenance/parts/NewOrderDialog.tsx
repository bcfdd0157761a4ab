import { Button, Modal, Select, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../parts/AssetPicker.tsx'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { platform } from '../../../platform.ts'

const priorities = ['critical', 'high', 'medium', 'low'] as const

export function NewOrderDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('maintenance')
  const { t: ofParts } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [title, setTitle] = useState('')
  const [asset, setAsset] = useState<PickedAsset | null>(null)
  const [priority, setPriority] = useState<(typeof priorities)[number]>('medium')
  const [instructions, setInstructions] = useState('')
  const [lines, setLines] = useState('')
  const add = useMutation({
    mutationFn: (place: string) =>
      platform.maintenance.add({
        asset: place,
        title: title.trim(),
        priority,
        instructions: instructions.trim(),
        checklist: lines
          .split('\n')
          .map((text) => text.trim())
          .filter((text) => text !== '')
          .map((text) => ({ text, required: true })),
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['maintenance'] })
      void navigate({ to: '/maintenance/$id', params: { id } })
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (asset && title.trim() !== '') add.mutate(asset.id)
  }

  return (
    <Modal opened onClose={onClose} size={520} title={t('add')} closeButtonProps={{ 'aria-label': ofParts('close') }}>
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t('new.title')}
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.currentTarget.value)}
          data-autofocus
        />
        <AssetPicker label={t('new.asset')} value={asset} onChange={setAsset} />
        <Select
          label={t('new.priority')}
          allowDeselect={false}
          value={priority}
          onChange={(value) => setPriority(priorities.find((known) => known === value) ?? 'medium')}
          data={priorities.map((value) => ({ value, label: t(`priority.${value}`) }))}
        />
        <Textarea
          label={t('new.instructions')}
          autosize
          minRows={2}
          maxLength={4000}
          value={instructions}
          onChange={(event) => setInstructions(event.currentTarget.value)}
        />
        <Textarea
          label={t('new.checklist')}
          autosize
          minRows={3}
          value={lines}
          onChange={(event) => setLines(event.currentTarget.value)}
        />
        {add.error && <FormFault words={words(add.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {ofParts('cancel')}
          </Button>
          <Button type="submit" loading={add.isPending} disabled={!asset || title.trim() === ''}>
            {t('add')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
