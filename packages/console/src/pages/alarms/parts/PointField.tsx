import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { PointPicker } from '../../../parts/PointPicker.tsx'
import { platform } from '../../../platform.ts'

interface PointFieldProps {
  label: string
  value: string
  /** Its points are offered first. */
  asset?: string | undefined
  error?: ReactNode
  onChange: (id: string) => void
}

/** One point by its id. */
export function PointField({ label, value, asset, error, onChange }: PointFieldProps) {
  const chosen = useQuery({
    queryKey: ['point', value, 'own'],
    enabled: value !== '',
    queryFn: ({ signal }) => platform.point(value, signal),
  })
  return (
    <PointPicker
      label={label}
      asset={asset}
      error={error}
      required
      value={value === '' ? null : (chosen.data ?? null)}
      onChange={(point) => onChange(point?.id ?? '')}
    />
  )
}
