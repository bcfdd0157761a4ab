import { Button, Modal, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type EnergyFactor, type EnergyFactorRequest, platform } from '../../../platform.ts'
import { factorsQuery } from '../queries.ts'

/** A medium and what it is told in. */
export type FactorOf = Pick<EnergyFactor, 'medium' | 'gives'> & { readonly now?: EnergyFactor | undefined }

interface FactorDialogProps {
  of: FactorOf
  /** The medium's name. */
  title: string
  onClose: () => void
}

/** A new version of a factor: never without its source. */
export function FactorDialog({ of: { medium, gives, now }, title, onClose }: FactorDialogProps) {
  const { t } = useTranslation('energy')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [value, setValue] = useState<number | string>(now?.value ?? '')
  const [source, setSource] = useState('')
  const [year, setYear] = useState<number | string>(new Date().getFullYear())
  const [note, setNote] = useState('')
  const set = useMutation({
    mutationFn: (request: EnergyFactorRequest) => platform.energy.setFactor(request),
    onSuccess: async (factors) => {
      queries.setQueryData(factorsQuery.queryKey, factors)
      await queries.invalidateQueries({ queryKey: ['energy'] })
      onClose()
    },
  })
  const isWhole = typeof value === 'number' && typeof year === 'number' && source.trim().length >= 3

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isWhole) set.mutate({ medium, gives, value, year, source: source.trim(), note: note.trim() })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={t('factors.setTitle', { medium: title, gives: t(`factors.${gives}`) })}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <NumberInput
          label={t('factors.value')}
          {...(now && { suffix: ` ${now.unit}` })}
          min={0}
          decimalScale={8}
          value={value}
          onChange={setValue}
          data-autofocus
        />
        <TextInput
          label={t('factors.source')}
          description={t('factors.sourceHint')}
          maxLength={500}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <NumberInput
          label={t('factors.year')}
          description={t('factors.yearHint')}
          min={1950}
          max={2200}
          allowDecimal={false}
          value={year}
          onChange={setYear}
        />
        <Textarea
          label={t('factors.note')}
          autosize
          minRows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {set.error && <FormFault words={words(set.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={set.isPending} disabled={!isWhole}>
            {t('factors.do')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
