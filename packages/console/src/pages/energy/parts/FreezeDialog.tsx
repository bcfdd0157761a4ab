import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type EnergyBaselineDefinition, platform } from '../../../platform.ts'

/** Lines of "name: value". */
const factorsOf = (text: string): { name: string; value: string }[] =>
  text.split('\n').flatMap((line) => {
    const [, name, value] = /^\s*([^:：]{1,100}?)\s*[:：]\s*(.{1,200}?)\s*$/.exec(line) ?? []
    return name && value ? [{ name, value }] : []
  })

export function FreezeDialog({ definition, onClose }: { definition: EnergyBaselineDefinition; onClose: () => void }) {
  const { t } = useTranslation('energy')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [factors, setFactors] = useState('')
  const [note, setNote] = useState('')
  const lines = factors.split('\n').filter((line) => line.trim() !== '')
  const told = factorsOf(factors)
  const readable = told.length === lines.length
  const freeze = useMutation({
    mutationFn: () => platform.energy.freeze({ ...definition, name: name.trim(), staticFactors: told, note }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['energy'] })
      void navigate({ to: '/energy/baselines/$id', params: { id } })
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (name.trim() && readable) freeze.mutate()
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={t('freeze.title')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <p className={form.lesson}>{t('freeze.lesson')}</p>
        <TextInput
          label={t('freeze.name')}
          placeholder={t('freeze.namePlaceholder')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Textarea
          label={t('freeze.factors')}
          description={t('freeze.factorsHint')}
          placeholder={t('freeze.factorsPlaceholder')}
          error={readable ? null : t('freeze.factorsWrong')}
          autosize
          minRows={2}
          value={factors}
          onChange={(event) => setFactors(event.currentTarget.value)}
        />
        <Textarea
          label={t('freeze.note')}
          maxLength={2000}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {freeze.error && <FormFault words={words(freeze.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={freeze.isPending} disabled={!name.trim() || !readable}>
            {t('freeze.do')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
