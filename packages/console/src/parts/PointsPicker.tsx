import { MultiSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Point, platform } from '../platform.ts'
import { placedName } from './point-name.ts'

/** As much of a point as a choice needs. */
export type PickedPoint = Pick<Point, 'id' | 'name' | 'path'>

interface PointsPickerProps {
  label: string
  value: readonly PickedPoint[]
  onChange: (points: readonly PickedPoint[]) => void
}

const offered = 30
/** As many as the platform takes at a time. */
const most = 500

const wordsOf = (point: PickedPoint): string => {
  const { name, place } = placedName(point)
  return place ? `${name} · ${place}` : name
}

/** Points, found by part of their name; the platform searches, so there may be any number. */
export function PointsPicker({ label, value, onChange }: PointsPickerProps) {
  const { t } = useTranslation('parts')
  const [words, setWords] = useState('')
  const [search] = useDebouncedValue(words.trim(), 160)
  const found = useQuery({
    queryKey: ['points', 'pick', search],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await platform.points({ limit: offered, ...(search && { search }) }, signal)).items,
  })
  const known = new Map<string, PickedPoint>([...value, ...(found.data ?? [])].map((point) => [point.id, point]))
  return (
    <MultiSelect
      label={label}
      placeholder={value.length === 0 ? t('pointsPicker.placeholder') : ''}
      nothingFoundMessage={found.data ? t('pointsPicker.none') : t('assetPicker.reading')}
      searchable
      clearable
      hidePickedOptions
      maxValues={most}
      value={value.map(({ id }) => id)}
      data={[...known.values()].map((point) => ({ value: point.id, label: wordsOf(point) }))}
      // The platform has searched; by what it goes is its to say.
      filter={({ options }) => options}
      searchValue={words}
      onSearchChange={setWords}
      onChange={(ids) => onChange(ids.flatMap((id) => known.get(id) ?? []))}
    />
  )
}
