import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Point, platform } from '../platform.ts'
import { placedName } from './point-name.ts'
import { unitText } from './unit-text.ts'

/** As much of a point as a choice needs. */
export type PickedPoint = Pick<Point, 'id' | 'name' | 'path'> & { readonly unit?: string | undefined }

interface PointPickerProps {
  label: string
  /** Points of this asset and below it come first. */
  asset?: string | undefined
  error?: ReactNode
  required?: boolean
  value: PickedPoint | null
  onChange: (point: PickedPoint | null) => void
}

const offered = 30

const wordsOf = (point: PickedPoint): string => {
  const { name, place } = placedName(point)
  return [name, place, unitText(point.unit)].filter(Boolean).join(' · ')
}

/** One point with its place and unit, found by part of its name. */
export function PointPicker({ label, asset, error, required = false, value, onChange }: PointPickerProps) {
  const { t } = useTranslation('parts')
  const [words, setWords] = useState('')
  const [search] = useDebouncedValue(words.trim(), 160)
  // What is chosen stands in the field; it is no search.
  const asked = value && search === wordsOf(value) ? '' : search
  const found = useQuery({
    queryKey: ['points', 'pick-one', asked],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) =>
      (await platform.points({ limit: offered, ...(asked && { search: asked }) }, signal)).items,
  })
  const own = useQuery({
    queryKey: ['points', 'pick-one', asked, asset],
    enabled: Boolean(asset),
    queryFn: async ({ signal }) =>
      (await platform.points({ limit: offered, asset: asset ?? '', ...(asked && { search: asked }) }, signal)).items,
  })
  const here = asset ? (own.data ?? []) : []
  const elsewhere = [...(value ? [value] : []), ...(found.data ?? [])].filter(
    ({ id }) => !here.some((one) => one.id === id),
  )
  const known = new Map<string, PickedPoint>([...here, ...elsewhere].map((one) => [one.id, one]))
  const optionsOf = (points: readonly PickedPoint[]) =>
    [...new Map(points.map((point) => [point.id, point])).values()].map((point) => ({
      value: point.id,
      label: wordsOf(point),
    }))
  return (
    <Select
      label={label}
      placeholder={t('pointsPicker.placeholder')}
      nothingFoundMessage={found.data ? t('pointsPicker.none') : t('assetPicker.reading')}
      searchable
      clearable={!required}
      error={error}
      clearButtonProps={{ 'aria-label': t('clear') }}
      value={value?.id ?? null}
      data={
        here.length === 0
          ? optionsOf(elsewhere)
          : [
              { group: t('pointsPicker.here'), items: optionsOf(here) },
              { group: t('pointsPicker.elsewhere'), items: optionsOf(elsewhere) },
            ].filter(({ items }) => items.length > 0)
      }
      // The platform has searched.
      filter={({ options }) => options}
      searchValue={words}
      onSearchChange={setWords}
      onChange={(id) => onChange((id && known.get(id)) || null)}
    />
  )
}
