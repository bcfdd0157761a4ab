import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Point, platform } from '../platform.ts'
import { placedName } from './point-name.ts'
import { unitText } from './unit-text.ts'

/** As much of a point as a choice needs. */
export type PickedPoint = Pick<Point, 'id' | 'name' | 'path'> & { readonly unit?: string | undefined }

interface PointPickerProps {
  label: string
  value: PickedPoint | null
  onChange: (point: PickedPoint | null) => void
}

const offered = 30

const wordsOf = (point: PickedPoint): string => {
  const { name, place } = placedName(point)
  return [name, place, unitText(point.unit)].filter(Boolean).join(' · ')
}

/** One point, found by part of its name. */
export function PointPicker({ label, value, onChange }: PointPickerProps) {
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
  const known = new Map<string, PickedPoint>(
    [...(value ? [value] : []), ...(found.data ?? [])].map((one) => [one.id, one]),
  )
  return (
    <Select
      label={label}
      placeholder={t('pointsPicker.placeholder')}
      nothingFoundMessage={found.data ? t('pointsPicker.none') : t('assetPicker.reading')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
      value={value?.id ?? null}
      data={[...known.values()].map((point) => ({ value: point.id, label: wordsOf(point) }))}
      // The platform has searched.
      filter={({ options }) => options}
      searchValue={words}
      onSearchChange={setWords}
      onChange={(id) => onChange((id && known.get(id)) || null)}
    />
  )
}
