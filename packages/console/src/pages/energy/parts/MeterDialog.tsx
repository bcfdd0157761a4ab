import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type PickedPoint, PointPicker } from '../../../parts/PointPicker.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import { type EnergyMeter, platform } from '../../../platform.ts'
import { mediaQuery } from '../queries.ts'

/** A unit per time is that of a rate. */
const isRate = (unit: string | undefined): boolean => /\/(h|s|min)$|W$/.test(unit ?? '')

export function MeterDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('energy')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const media = useQuery(mediaQuery)
  const [point, setPoint] = useState<PickedPoint | null>(null)
  const [name, setName] = useState('')
  const [medium, setMedium] = useState<EnergyMeter['medium']>('electricity')
  const [reading, setReading] = useState<EnergyMeter['reading']>('counter')
  const [unit, setUnit] = useState('')
  const unsaid = point !== null && !point.unit
  const add = useMutation({
    mutationFn: (id: string) =>
      platform.energy.addMeter({
        point: id,
        name: name.trim(),
        medium,
        reading,
        ...(unsaid && unit.trim() && { unit: unit.trim() }),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['energy'] })
      onClose()
    },
  })

  function pick(picked: PickedPoint | null) {
    setPoint(picked)
    if (!picked) return
    setReading(isRate(picked.unit) ? 'rate' : 'counter')
    if (name.trim() === '') setName([...picked.path.slice(-1), picked.name].join(' ').slice(0, 100))
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (point && name.trim()) add.mutate(point.id)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={500}
      title={t('meters.addTitle')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <PointPicker label={t('meters.point')} value={point} onChange={pick} />
        <TextInput
          label={t('meters.name')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t('meters.medium')}
          allowDeselect={false}
          value={medium}
          onChange={(value) => {
            const found = media.data?.find((one) => one.medium === value)
            if (found) setMedium(found.medium)
          }}
          data={(media.data ?? []).map(({ medium: value, title, unit }) => ({
            value,
            label: `${title[currentLanguage()]} · ${unitText(unit)}`,
          }))}
        />
        <Select
          label={t('meters.reading')}
          description={t('meters.readingHint')}
          allowDeselect={false}
          value={reading}
          onChange={(value) => setReading(value === 'rate' ? 'rate' : 'counter')}
          data={(['counter', 'rate'] as const).map((value) => ({ value, label: t(`reading.${value}`) }))}
        />
        {unsaid && (
          <TextInput
            label={t('meters.unit')}
            description={t('meters.unitHint')}
            placeholder={media.data?.find((one) => one.medium === medium)?.unit ?? ''}
            maxLength={50}
            value={unit}
            onChange={(event) => setUnit(event.currentTarget.value)}
          />
        )}
        {add.error && <FormFault words={words(add.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={add.isPending} disabled={!point || !name.trim() || (unsaid && !unit.trim())}>
            {t('meters.addDo')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
