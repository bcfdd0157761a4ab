import { Checkbox, NumberInput } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type PickedPoint, PointPicker } from '../../../parts/PointPicker.tsx'
import { type KpiDefinitionRequest, platform } from '../../../platform.ts'
import { nowQuery } from '../../production/queries.ts'
import styles from '../kpis.module.css'

type Bindings = KpiDefinitionRequest['bindings']
type Bound = Bindings[string]

interface BoundUnitsProps {
  /** Inputs that each work unit needs a point, or a figure, for. */
  points: readonly string[]
  constants: readonly string[]
  value: Bindings
  onChange: (bindings: Bindings) => void
}

/** For which work units it is told, and where its inputs come from there. */
export function BoundUnits({ points, constants, value, onChange }: BoundUnitsProps) {
  const { t } = useTranslation('kpis')
  const units = useQuery(nowQuery)
  const ids = [...new Set(Object.values(value).flatMap(({ points: own }) => Object.values(own)))]
  const known = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['point', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => platform.point(id, signal),
    })),
  })
  const pointOf = (id: string | undefined): PickedPoint | null =>
    known.find(({ data }) => data?.id === id)?.data ?? null
  const put = (asset: string, bound: Bound | undefined) => {
    const { [asset]: _, ...rest } = value
    onChange(bound ? { ...rest, [asset]: bound } : rest)
  }
  return (
    <section className={`panel ${styles.panel}`} aria-label={t('definitions.bound')}>
      <h2 className="section-title">{t('definitions.bound')}</h2>
      {units.data?.length === 0 && <p className="quiet">{t('emptyTitle')}</p>}
      {units.data?.map(({ asset, name, path }) => {
        const bound = value[asset]
        return (
          <div key={asset} className={styles.bound}>
            <Checkbox
              label={name}
              description={path.slice(0, -1).join(' / ')}
              checked={bound !== undefined}
              onChange={(event) => put(asset, event.currentTarget.checked ? { points: {} } : undefined)}
            />
            {bound &&
              points.map((input) => (
                <PointPicker
                  key={input}
                  label={t('definitions.pointFor', { input, unit: name })}
                  asset={asset}
                  value={pointOf(bound.points[input])}
                  onChange={(point) => {
                    const { [input]: _, ...rest } = bound.points
                    put(asset, { ...bound, points: point ? { ...rest, [input]: point.id } : rest })
                  }}
                />
              ))}
            {bound &&
              constants.map((input) => (
                <NumberInput
                  key={input}
                  label={t('definitions.figureFor', { input, unit: name })}
                  value={bound.constants?.[input] ?? ''}
                  onChange={(figure) => {
                    const { [input]: _, ...rest } = bound.constants ?? {}
                    put(asset, {
                      ...bound,
                      constants: typeof figure === 'number' ? { ...rest, [input]: figure } : rest,
                    })
                  }}
                />
              ))}
          </div>
        )
      })}
    </section>
  )
}
