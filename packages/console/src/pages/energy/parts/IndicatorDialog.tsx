import { Button, Modal, NumberInput, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type PickedPoint, PointPicker } from '../../../parts/PointPicker.tsx'
import { type EnergyIndicator, platform } from '../../../platform.ts'
import { metersQuery } from '../queries.ts'

const told = ['medium', 'coal', 'carbon'] as const

export function IndicatorDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('energy')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const meters = useQuery(metersQuery)
  const [name, setName] = useState('')
  const [meter, setMeter] = useState<string | null>(null)
  const [point, setPoint] = useState<PickedPoint | null>(null)
  const [as, setAs] = useState<'sum' | 'counter'>('sum')
  const [toldIn, setToldIn] = useState<EnergyIndicator['toldIn']>('medium')
  const [target, setTarget] = useState<number | string>('')
  const add = useMutation({
    mutationFn: (of: string) =>
      platform.energy.addIndicator({
        meter: of,
        name: name.trim(),
        toldIn,
        ...(point && { per: { point: point.id, as } }),
        ...(typeof target === 'number' && { target }),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['energy', 'indicators'] })
      onClose()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (meter && name.trim()) add.mutate(meter)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={500}
      title={t('indicators.addTitle')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t('indicators.name')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Select
          label={t('define.meter')}
          searchable
          value={meter}
          onChange={setMeter}
          data={(meters.data ?? []).map(({ id, name: title }) => ({ value: id, label: title }))}
        />
        <PointPicker label={t('indicators.per')} value={point} onChange={setPoint} />
        {point && (
          <Select
            label={t('define.as')}
            allowDeselect={false}
            value={as}
            onChange={(value) => setAs(value === 'counter' ? 'counter' : 'sum')}
            data={(['sum', 'counter'] as const).map((value) => ({ value, label: t(`as.${value}`) }))}
          />
        )}
        <Select
          label={t('indicators.toldIn')}
          allowDeselect={false}
          value={toldIn}
          onChange={(value) => setToldIn(told.find((one) => one === value) ?? 'medium')}
          data={told.map((value) => ({ value, label: t(`toldIn.${value}`) }))}
        />
        <NumberInput label={t('indicators.targetOptional')} value={target} onChange={setTarget} />
        {add.error && <FormFault words={words(add.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={add.isPending} disabled={!meter || !name.trim()}>
            {t('indicators.addDo')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
