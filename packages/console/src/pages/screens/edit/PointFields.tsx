import { CloseButton, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { PointPicker } from '../../../parts/PointPicker.tsx'
import { placedName } from '../../../parts/point-name.ts'
import { unitText } from '../../../parts/unit-text.ts'
import type { PointRef } from '../document.ts'
import { useLook, usePoint, usePoints } from '../points.ts'
import { boundQuery, pointsBelowQuery } from '../queries.ts'
import styles from '../screens.module.css'

interface NameFieldProps {
  label: string
  value: string | null
  onChange: (name: string | null) => void
}

/** A point by its name, so that it is another one at each asset: as the class calls it, else as it is called. */
export function NameField({ label, value, onChange }: NameFieldProps) {
  const { t } = useTranslation('screens')
  const { asset } = useLook()
  const below = useQuery({ ...pointsBelowQuery(asset ?? ''), enabled: asset !== undefined })
  const bound = useQuery({ ...boundQuery(asset ?? ''), enabled: asset !== undefined })
  const byPoint = new Map([...(bound.data ?? [])].map(([property, point]) => [point, property]))
  const options = new Map<string, string>()
  for (const point of below.data ?? []) {
    const name = byPoint.get(point.id) ?? point.name
    options.set(name, [placedName(point).name, unitText(point.unit)].filter(Boolean).join(' · '))
  }
  if (value !== null && !options.has(value)) options.set(value, value)
  return (
    <Select
      size="xs"
      label={label}
      placeholder={t('editor.pick')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('editor.clear') }}
      value={value}
      data={[...options].map(([name, text]) => ({ value: name, label: text }))}
      onChange={onChange}
    />
  )
}

interface RefFieldProps {
  label: string
  /** Of every asset of a class: by name. */
  byName: boolean
  value: PointRef | undefined
  onChange: (ref: PointRef | undefined) => void
}

export function RefField({ label, byName, value, onChange }: RefFieldProps) {
  const { asset } = useLook()
  const found = usePoint(value)
  if (byName || (value && 'name' in value))
    return (
      <NameField
        label={label}
        value={value && 'name' in value ? value.name : (found?.point?.name ?? null)}
        onChange={(name) => onChange(name === null ? undefined : { name })}
      />
    )
  return (
    <PointPicker
      label={label}
      asset={asset}
      value={found?.point ?? null}
      onChange={(point) => onChange(point ? { point: point.id } : undefined)}
    />
  )
}

interface RefsFieldProps {
  label: string
  byName: boolean
  most: number
  value: readonly PointRef[]
  onChange: (refs: PointRef[]) => void
}

/** Several points, in order. */
export function RefsField({ label, byName, most, value, onChange }: RefsFieldProps) {
  const { t } = useTranslation('screens')
  const found = usePoints(value)
  return (
    <div className={styles.refs}>
      <span className={styles.fieldName}>{label}</span>
      {value.map((ref, k) => {
        const name = found[k]?.point ? placedName(found[k].point).name : 'name' in ref ? ref.name : '…'
        return (
          <span key={'name' in ref ? ref.name : ref.point} className={styles.ref}>
            <span className="clip">{name}</span>
            <CloseButton
              size="xs"
              aria-label={t('editor.drop', { name })}
              onClick={() => onChange(value.filter((_, n) => n !== k))}
            />
          </span>
        )
      })}
      {value.length < most && (
        <RefField
          key={value.length}
          label={t('editor.add')}
          byName={byName}
          value={undefined}
          onChange={(ref) => ref && onChange([...value, ref])}
        />
      )}
    </div>
  )
}
