import { Button, Checkbox, Modal, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type Asset, platform } from '../../../platform.ts'
import styles from '../drawing.module.css'
import { useDraw } from '../drawing.ts'

/** A moment as the field of the browser holds it: local, to the minute. */
const local = (date: Date): string => {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}

/** Says which thing fills a place from when: one that is registered, or a new one. */
export function FillDialog({ asset, onClose }: { asset: Asset; onClose: () => void }) {
  const { t } = useTranslation('drawing')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const [which, setWhich] = useState<'new' | 'known'>('new')
  const [known, setKnown] = useState<string | null>(null)
  const [serialNumber, setSerial] = useState('')
  const [maker, setMaker] = useState('')
  const [model, setModel] = useState('')
  const [year, setYear] = useState<number | string>('')
  const [from, setFrom] = useState(() => local(new Date()))
  const [shared, setShared] = useState(false)
  const [made, setMade] = useState<string>()
  const things = useQuery({
    queryKey: ['physical-assets', 'free'],
    enabled: which === 'known',
    queryFn: async ({ signal }) => (await platform.physical.list({ mounted: 'no', limit: 500 }, signal)).items,
  })
  const fill = useDraw(async () => {
    let physicalAsset = which === 'known' ? known : made
    if (!physicalAsset) {
      const added = await platform.physical.add({
        serialNumber,
        maker,
        ...(model ? { model } : {}),
        ...(typeof year === 'number' ? { year } : {}),
      })
      // It is there even when the place is taken; another attempt goes on with it.
      physicalAsset = added.id
      setMade(added.id)
    }
    return platform.physical.fill({ physicalAsset, asset: asset.id, from: new Date(from).toISOString(), shared })
  }, onClose)
  const ready = from !== '' && (which === 'known' ? known !== null : serialNumber.trim() !== '' && maker.trim() !== '')
  function submit(event: FormEvent) {
    event.preventDefault()
    fill.mutate(undefined)
  }
  const title = t('fill.title', { name: asset.name })
  return (
    <Modal opened onClose={onClose} size={520} title={title} closeButtonProps={{ 'aria-label': part('close') }}>
      <form className={form.form} onSubmit={submit}>
        <SegmentedControl
          value={which}
          aria-label={t('fill.which')}
          onChange={(value) => setWhich(value === 'known' ? 'known' : 'new')}
          data={[
            { value: 'new', label: t('fill.new') },
            { value: 'known', label: t('fill.known') },
          ]}
        />
        {which === 'known' ? (
          <Select
            label={t('physical.serial')}
            searchable
            value={known}
            onChange={setKnown}
            nothingFoundMessage={t('fill.nothing')}
            data={(things.data ?? []).map((each) => ({
              value: each.id,
              label: `${each.serialNumber} · ${each.maker}`,
            }))}
          />
        ) : (
          <>
            <div className={styles.pair}>
              <TextInput
                label={t('physical.serial')}
                value={serialNumber}
                disabled={made !== undefined}
                onChange={(event) => setSerial(event.currentTarget.value)}
              />
              <TextInput
                label={t('physical.maker')}
                value={maker}
                disabled={made !== undefined}
                onChange={(event) => setMaker(event.currentTarget.value)}
              />
            </div>
            <div className={styles.pair}>
              <TextInput
                label={t('physical.model')}
                value={model}
                disabled={made !== undefined}
                onChange={(event) => setModel(event.currentTarget.value)}
              />
              <NumberInput
                label={t('physical.year')}
                value={year}
                min={1800}
                max={2200}
                hideControls
                disabled={made !== undefined}
                onChange={setYear}
              />
            </div>
          </>
        )}
        <TextInput
          type="datetime-local"
          label={t('physical.from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <Checkbox
          label={t('fill.shared')}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        {fill.error ? <FormFault words={words(fill.error)} /> : null}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={fill.isPending} disabled={!ready}>
            {t('fill.action')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
