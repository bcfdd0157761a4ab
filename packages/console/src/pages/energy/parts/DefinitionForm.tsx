import { ActionIcon, Button, NumberInput, Select, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { type PickedPoint, PointPicker } from '../../../parts/PointPicker.tsx'
import type { EnergyBaselineDefinition, EnergyMeter } from '../../../platform.ts'
import { dayText, midnight } from '../days.ts'
import styles from '../energy.module.css'
import { DAY_MS, DAY_US } from '../queries.ts'

type As = EnergyBaselineDefinition['drivers'][number]['as']
type Shape = EnergyBaselineDefinition['shape']

export interface DraftDriver {
  readonly key: number
  readonly point: PickedPoint | null
  readonly as: As
  readonly base: number | string
}

/** What somebody has chosen so far. */
export interface Draft {
  readonly meter: string | null
  readonly from: string
  /** The last day that is in. */
  readonly to: string
  readonly width: string
  readonly shape: Shape
  readonly drivers: readonly DraftDriver[]
}

const shapes = ['mean', 'linear', '3PC', '3PH', '4P', '5P'] as const
const readings = ['mean', 'sum', 'counter', 'heating_degree_days', 'cooling_degree_days'] as const
const widths = { hour: DAY_US / 24, day: DAY_US, week: 7 * DAY_US } as const
const mostDrivers = 5

export const firstDraft = (): Draft => {
  const now = Date.now()
  return {
    meter: null,
    from: dayText(now - 90 * DAY_MS),
    to: dayText(now - DAY_MS),
    width: 'day',
    shape: 'linear',
    drivers: [{ key: 1, point: null, as: 'mean', base: '' }],
  }
}

/** undefined while something is missing. */
export function definitionOf(draft: Draft): EnergyBaselineDefinition | undefined {
  const { meter, shape } = draft
  const [from, to] = [midnight(draft.from), midnight(draft.to, 1)]
  const width = widths[draft.width as keyof typeof widths]
  const picked = shape === 'mean' ? [] : draft.drivers
  if (!meter || !from || !to || from >= to || !width || picked.some(({ point }) => point === null)) return undefined
  if (shape !== 'mean' && picked.length === 0) return undefined
  return {
    meter,
    from,
    to,
    width,
    shape,
    drivers: picked.map(({ point, as, base }) => ({
      point: point?.id ?? '',
      name: point?.name.slice(0, 100) ?? '',
      as,
      ...(typeof base === 'number' && as.endsWith('days') ? { base } : {}),
    })),
  }
}

interface DefinitionFormProps {
  draft: Draft
  meters: readonly EnergyMeter[]
  busy: boolean
  onChange: (draft: Draft) => void
  onTry: () => void
}

export function DefinitionForm({ draft, meters, busy, onChange, onTry }: DefinitionFormProps) {
  const { t } = useTranslation('energy')
  const set = (change: Partial<Draft>) => onChange({ ...draft, ...change })
  const setDriver = (key: number, change: Partial<DraftDriver>) =>
    set({ drivers: draft.drivers.map((one) => (one.key === key ? { ...one, ...change } : one)) })
  const wanted = draft.shape !== 'mean'
  const backwards = draft.from !== '' && draft.to !== '' && draft.from > draft.to

  function submit(event: FormEvent) {
    event.preventDefault()
    onTry()
  }

  return (
    <form className={`panel ${styles.form}`} onSubmit={submit} aria-label={t('define.title')}>
      <Select
        label={t('define.meter')}
        placeholder={t('define.meterHint')}
        searchable
        value={draft.meter}
        onChange={(meter) => set({ meter })}
        data={meters.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <div className={styles.pair}>
        <TextInput
          type="date"
          label={t('define.from')}
          value={draft.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('define.to')}
          value={draft.to}
          error={backwards ? t('define.order') : null}
          onChange={(event) => set({ to: event.currentTarget.value })}
        />
      </div>
      <div className={styles.pair}>
        <Select
          label={t('define.width')}
          allowDeselect={false}
          value={draft.width}
          onChange={(width) => width && set({ width })}
          data={Object.keys(widths).map((width) => ({
            value: width,
            label: t(`width.${width as keyof typeof widths}`),
          }))}
        />
        <Select
          label={t('define.shape')}
          allowDeselect={false}
          value={draft.shape}
          onChange={(shape) => shape && set({ shape: shape as Shape })}
          data={shapes.map((shape) => ({ value: shape, label: t(`shape.${shape}`) }))}
        />
      </div>
      <p className="quiet">{t(`shapeSays.${draft.shape}`)}</p>
      {wanted &&
        draft.drivers.map((driver, place) => (
          <fieldset key={driver.key} className={styles.driver}>
            <div className={styles.driverHead}>
              <legend className={`label ${styles.legend}`}>{t('define.driver', { place: place + 1 })}</legend>
              {draft.drivers.length > 1 && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('define.dropDriver', { place: place + 1 })}
                  onClick={() => set({ drivers: draft.drivers.filter(({ key }) => key !== driver.key) })}
                >
                  <IconTrash size={16} stroke={1.7} />
                </ActionIcon>
              )}
            </div>
            <PointPicker
              label={t('define.point')}
              value={driver.point}
              onChange={(point) => setDriver(driver.key, { point })}
            />
            <Select
              label={t('define.as')}
              allowDeselect={false}
              value={driver.as}
              onChange={(as) => as && setDriver(driver.key, { as: as as As })}
              data={readings.map((as) => ({ value: as, label: t(`as.${as}`) }))}
            />
            {driver.as.endsWith('days') && (
              <NumberInput
                label={t('define.base')}
                suffix=" °C"
                placeholder={driver.as === 'heating_degree_days' ? '18 °C' : '26 °C'}
                value={driver.base}
                onChange={(base) => setDriver(driver.key, { base })}
              />
            )}
          </fieldset>
        ))}
      {wanted && draft.drivers.length < mostDrivers && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} stroke={1.8} />}
          onClick={() =>
            set({
              drivers: [
                ...draft.drivers,
                { key: 1 + Math.max(0, ...draft.drivers.map(({ key }) => key)), point: null, as: 'mean', base: '' },
              ],
            })
          }
        >
          {t('define.addDriver')}
        </Button>
      )}
      <Button type="submit" loading={busy} disabled={definitionOf(draft) === undefined}>
        {t('define.try')}
      </Button>
    </form>
  )
}
