import { Button, Modal, Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { useNow } from '../../../parts/use-now.ts'
import { type Program, type ProgramRotation, platform } from '../../../platform.ts'
import { endOf, expiryOf, lifetimes } from '../expiry.ts'
import { ProgramShown } from './ProgramShown.tsx'

/** Hours that the old secret counts on; the platform takes three days at most. */
const overlaps = ['0', '1', '24', '72'] as const

export default function RotateDialog({ program, onClose }: { program: Program; onClose: () => void }) {
  const { t } = useTranslation('programs')
  const { t: part } = useTranslation('parts')
  const queries = useQueryClient()
  const rotate = useMutation({
    mutationFn: (rotation: ProgramRotation) => platform.programs.rotate(program.id, rotation),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['programs'] }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size={580}
      title={t(rotate.data ? 'rotate.done' : 'rotate.title', { name: program.name })}
      closeOnClickOutside={!rotate.data}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      {rotate.data ? (
        <ProgramShown made={rotate.data} onClose={onClose} />
      ) : (
        <RotateForm program={program} busy={rotate.isPending} fault={rotate.error} onSubmit={rotate.mutate} />
      )}
    </Modal>
  )
}

interface RotateFormProps {
  program: Program
  busy: boolean
  fault: unknown
  onSubmit: (rotation: ProgramRotation) => void
}

function RotateForm({ program, busy, fault, onSubmit }: RotateFormProps) {
  const { t } = useTranslation('programs')
  const words = useFaultWords()
  const over = expiryOf(program, useNow()) === 'over'
  const [overlap, setOverlap] = useState<(typeof overlaps)[number]>('24')
  const [end, setEnd] = useState<string>()
  const chosenEnd = end ?? (over ? '90' : 'keep')

  function submit(event: FormEvent) {
    event.preventDefault()
    const lifetime = lifetimes.find((known) => known === chosenEnd)
    onSubmit({ overlapHours: Number(overlap), ...(lifetime && { expiresAt: endOf(lifetime, Date.now()) }) })
  }

  return (
    <form className={form.form} onSubmit={submit}>
      <p className={form.lesson}>{t('rotate.lesson')}</p>
      <Select
        label={t('rotate.overlap')}
        description={t(overlap === '0' ? 'rotate.overlapNone' : 'rotate.overlapHint')}
        allowDeselect={false}
        value={overlap}
        onChange={(value) => setOverlap(overlaps.find((known) => known === value) ?? '24')}
        data={overlaps.map((hours) => ({ value: hours, label: t(`rotate.hours.${hours}`) }))}
      />
      <Select
        label={t('make.lifetime')}
        description={over ? t('rotate.isOver') : undefined}
        allowDeselect={false}
        value={chosenEnd}
        onChange={(value) => value && setEnd(value)}
        data={[
          ...(over ? [] : [{ value: 'keep', label: t('rotate.keepEnd') }]),
          ...lifetimes.map((days) => ({ value: days as string, label: t(`lifetime.${days}`) })),
        ]}
      />
      {fault ? <FormFault words={words(fault)} /> : null}
      <div className={form.actions}>
        <Button type="submit" loading={busy}>
          {t('rotate.action')}
        </Button>
      </div>
    </form>
  )
}
