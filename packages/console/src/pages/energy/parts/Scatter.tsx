import { useTranslation } from 'react-i18next'
import { PlotFrame } from '../../../charts/PlotFrame.tsx'
import { extent, pathOf } from '../../../charts/plot.ts'
import type { EnergyBaselineTrial } from '../../../platform.ts'
import styles from '../energy.module.css'

interface ScatterProps {
  rows: EnergyBaselineTrial['rows']
  drivers: readonly { readonly name: string; readonly unit?: string }[]
  /** Of energy, as people read it. */
  unit: string
}

/** Each period: energy over the only variable, with the line; over what is expected of all where there are several. */
export function Scatter({ rows, drivers, unit }: ScatterProps) {
  const { t } = useTranslation('energy')
  const single = drivers.length === 1
  const xs = (single ? rows.drivers[0] : rows.expected) ?? []
  const energy = `${t('fit.energy')}, ${unit}`
  const [driver] = drivers
  const label =
    single && driver ? driver.name + (driver.unit ? `, ${driver.unit}` : '') : `${t('fit.expected')}, ${unit}`
  const line = xs
    .flatMap((x, i) => {
      const y = rows.expected[i]
      return x === null || y == null ? [] : [[x, y] as const]
    })
    .sort(([a], [b]) => a - b)
  return (
    <PlotFrame
      label={t('fit.scatter', { x: label, y: energy })}
      x={{ range: extent(xs), label }}
      y={{ range: extent([...rows.energy, ...rows.expected]), label: energy }}
    >
      {(xOf, yOf) => (
        <>
          {xs.map((x, i) => {
            const y = rows.energy[i]
            return x === null || y == null ? null : (
              // biome-ignore lint/suspicious/noArrayIndexKey: a period is its place
              <circle key={i} cx={xOf(x)} cy={yOf(y)} r={3} className={styles.dot} />
            )
          })}
          <path d={pathOf(line.map(([x, y]) => [xOf(x), yOf(y)]))} className={styles.fit} />
        </>
      )}
    </PlotFrame>
  )
}
