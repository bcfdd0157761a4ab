import { Button, Modal, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { unitText } from '../../../parts/unit-text.ts'
import { type EnergyBaseline, platform } from '../../../platform.ts'
import { dayText, midnight } from '../days.ts'
import styles from '../energy.module.css'

const leastReason = 3

export function AdjustDialog({ baseline, onClose }: { baseline: EnergyBaseline; onClose: () => void }) {
  const { t } = useTranslation('energy')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const [from, setFrom] = useState(dayText(Date.parse(baseline.definition.to)))
  const [to, setTo] = useState(dayText(Date.now()))
  const [amount, setAmount] = useState<number | string>('')
  const [reason, setReason] = useState('')
  const [begin, end] = [midnight(from), midnight(to, 1)]
  const fits = begin !== undefined && end !== undefined && begin < end && typeof amount === 'number' && amount !== 0
  const save = useMutation({
    mutationFn: (range: { from: string; to: string }) =>
      platform.energy.adjust(baseline.id, { ...range, amount: Number(amount), reason: reason.trim() }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['energy'] })
      onClose()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (fits && reason.trim().length >= leastReason) save.mutate({ from: begin, to: end })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={500}
      title={t('adjust.open')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <p className={form.lesson}>{t('adjust.lesson')}</p>
        <div className={styles.pair}>
          <TextInput
            type="date"
            label={t('savings.from')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('savings.to')}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </div>
        <NumberInput
          label={t('adjust.amountLabel')}
          description={t('adjust.amountHint')}
          suffix={` ${unitText(baseline.unit)}`}
          value={amount}
          onChange={setAmount}
        />
        <Textarea
          label={t('adjust.reason')}
          maxLength={1000}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {save.error && <FormFault words={words(save.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!fits || reason.trim().length < leastReason}>
            {t('adjust.do')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
