import { ActionIcon, Button, Modal, NumberInput, Select, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../parts/AssetPicker.tsx'
import { assetQuery } from '../../../parts/asset-query.ts'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import form from '../../../parts/form.module.css'
import { type PickedPoint, PointPicker } from '../../../parts/PointPicker.tsx'
import { platform, type WorkCalendar, type WorkUnit, type WorkUnitRequest } from '../../../platform.ts'
import styles from '../calendar.module.css'
import { type Quantity, quantities, rulesOf, type UnitState, unitRequest, unitStates } from '../unit-draft.ts'

const pointQuery = (id: string) => ({
  queryKey: ['point', id],
  queryFn: ({ signal }: { signal: AbortSignal }) => platform.point(id, signal),
})

interface UnitDialogProps {
  calendars: readonly WorkCalendar[]
  /** Absent: a new one. */
  unit?: WorkUnit
  onClose: () => void
}

/** Which point tells what a work unit does, what its values mean, and what counts its items. */
export function UnitDialog({ calendars, unit, onClose }: UnitDialogProps) {
  const { t } = useTranslation('production')
  const { t: part } = useTranslation('parts')
  const words = useFaultWords()
  const queries = useQueryClient()
  const known = useQuery({ ...assetQuery(unit?.asset ?? ''), enabled: unit !== undefined })
  const [picked, setPicked] = useState<PickedAsset | null>(null)
  const [calendar, setCalendar] = useState<string | null>(unit?.calendar ?? calendars[0]?.id ?? null)
  const [rules, setRules] = useState(() => rulesOf(unit))
  const [otherwise, setOtherwise] = useState<UnitState>(unit?.states?.mapping.otherwise ?? 'idle')
  const [gap, setGap] = useState<number | string>(unit?.states?.gapSeconds ?? '')
  // null: taken away; absent: as it was.
  const [chosen, setChosen] = useState<Partial<Record<Quantity | 'states', PickedPoint | null>>>({})
  const [rollovers, setRollovers] = useState<Partial<Record<Quantity, number | string>>>({})
  const before = { ...unit?.counters, ...(unit?.states && { states: unit.states }) }
  const readBefore = Object.values(before).map(({ point }) => point)
  const read = useQueries({ queries: readBefore.map(pointQuery) })
  const pointOf = (of: Quantity | 'states'): PickedPoint | null => {
    const own = chosen[of]
    return own === undefined ? (read.find(({ data }) => data?.id === before[of]?.point)?.data ?? null) : own
  }
  const asset = unit?.asset ?? picked?.id
  const save = useMutation({
    mutationFn: (request: { asset: string; unit: WorkUnitRequest }) =>
      platform.production.putUnit(request.asset, request.unit),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['production'] })
      onClose()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!asset || !calendar) return
    const counters = Object.fromEntries(
      quantities.flatMap((name) => {
        const point = chosen[name] === undefined ? unit?.counters[name]?.point : chosen[name]?.id
        const rollover = rollovers[name] ?? unit?.counters[name]?.rollover
        return point ? [[name, { point, ...(typeof rollover === 'number' && rollover > 0 ? { rollover } : {}) }]] : []
      }),
    )
    const statePoint = chosen.states === undefined ? unit?.states?.point : chosen.states?.id
    const gapSeconds = typeof gap === 'number' ? gap : undefined
    save.mutate({ asset, unit: unitRequest({ calendar, statePoint, rules, otherwise, gapSeconds, counters }) })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={620}
      title={unit ? t('units.change', { name: known.data?.name ?? '' }) : t('units.add')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        {!unit && <AssetPicker label={t('units.name')} value={picked} onChange={setPicked} />}
        <Select
          label={t('units.calendar')}
          allowDeselect={false}
          value={calendar}
          onChange={setCalendar}
          data={calendars.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <fieldset className={styles.one}>
          <legend className="section-title">{t('units.states')}</legend>
          <PointPicker
            label={t('units.statePoint')}
            asset={asset}
            value={pointOf('states')}
            onChange={(point) => setChosen((all) => ({ ...all, states: point }))}
          />
          <p className="label">{t('units.rulesHint')}</p>
          {[...rules.entries()].map(([at, rule]) => (
            <div key={at} className={`${styles.row} ${styles.brief}`}>
              <TextInput
                label={t('units.value')}
                value={rule.when}
                onChange={(event) => {
                  const when = event.currentTarget.value
                  setRules(rules.map((one, k) => (k === at ? { ...one, when } : one)))
                }}
              />
              <Select
                label={t('units.means')}
                allowDeselect={false}
                value={rule.state}
                onChange={(value) =>
                  setRules(
                    rules.map((one, k) =>
                      k === at ? { ...one, state: unitStates.find((state) => state === value) ?? one.state } : one,
                    ),
                  )
                }
                data={unitStates.map((value) => ({ value, label: t(`state.${value}`) }))}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t('units.dropRule', { value: rule.when })}
                onClick={() => setRules(rules.filter((_, k) => k !== at))}
              >
                <IconTrash size={17} stroke={1.7} />
              </ActionIcon>
            </div>
          ))}
          <Button
            variant="subtle"
            size="xs"
            mr="auto"
            leftSection={<IconPlus size={14} stroke={1.8} />}
            onClick={() => setRules([...rules, { when: '', state: 'delay' }])}
          >
            {t('units.addRule')}
          </Button>
          <div className={styles.row}>
            <Select
              label={t('units.otherwise')}
              allowDeselect={false}
              value={otherwise}
              onChange={(value) => setOtherwise(unitStates.find((state) => state === value) ?? otherwise)}
              data={unitStates.map((value) => ({ value, label: t(`state.${value}`) }))}
            />
            <NumberInput label={t('units.gap')} min={0} suffix=" s" value={gap} onChange={setGap} />
          </div>
        </fieldset>
        <fieldset className={styles.one}>
          <legend className="section-title">{t('units.counters')}</legend>
          {quantities.map((name) => (
            <div key={name} className={styles.row}>
              <PointPicker
                label={`${name} · ${t(`units.quantity.${name}`)}`}
                asset={asset}
                value={pointOf(name)}
                onChange={(point) => setChosen((all) => ({ ...all, [name]: point }))}
              />
              {pointOf(name) && (
                <NumberInput
                  className={styles.time ?? ''}
                  label={t('units.rollover')}
                  min={0}
                  value={rollovers[name] ?? unit?.counters[name]?.rollover ?? ''}
                  onChange={(value) => setRollovers((all) => ({ ...all, [name]: value }))}
                />
              )}
            </div>
          ))}
        </fieldset>
        {save.error && <FormFault words={words(save.error)} />}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!asset || !calendar}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
