import { Autocomplete, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PointPicker } from '../../../parts/PointPicker.tsx'
import { platform } from '../../../platform.ts'
import styles from '../flows.module.css'
import { usePointNames } from './use-point-names.ts'

interface PointFieldProps {
  label: string
  hint: string
  value: unknown
  error: ReactNode
  readOnly: boolean
  onChange: (value: unknown) => void
}

const ways = ['point', 'property', 'id'] as const
type Way = (typeof ways)[number]

const wordOf = (value: unknown, way: Way): string =>
  typeof value === 'object' && value !== null ? String((value as Record<string, unknown>)[way] ?? '') : ''

/** A point by its name below the asset that the flow runs for, by a property of its thing model, or one for all. */
export function PointField({ label, hint, value, error, readOnly, onChange }: PointFieldProps) {
  const { t } = useTranslation('flows')
  const given = ways.find((way) => wordOf(value, way) !== '')
  const [way, setWay] = useState<Way>(given ?? 'point')
  const word = wordOf(value, way)
  const names = usePointNames(way, word)
  const point = useQuery({
    queryKey: ['points', 'one', word],
    enabled: way === 'id' && word !== '',
    queryFn: ({ signal }) => platform.point(word, signal),
  })
  return (
    <div className={styles.pointField}>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t('point.way', { name: label })}
        disabled={readOnly}
        value={way}
        data={ways.map((each) => ({ value: each, label: t(`point.${each}`) }))}
        onChange={(next) => setWay(ways.find((each) => each === next) ?? way)}
      />
      {way === 'id' ? (
        <PointPicker
          label={label}
          error={error}
          value={word && point.data ? point.data : null}
          onChange={(next) => onChange(next ? { id: next.id } : undefined)}
        />
      ) : (
        <Autocomplete
          size="xs"
          label={label}
          description={t(`point.${way}Hint`) + (hint ? ` ${hint}` : '')}
          error={error}
          readOnly={readOnly}
          value={word}
          data={[...names]}
          limit={50}
          onChange={(next) => onChange(next === '' ? undefined : { [way]: next })}
        />
      )}
    </div>
  )
}
