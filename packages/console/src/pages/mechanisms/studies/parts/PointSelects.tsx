import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { placedName } from '../../../../parts/point-name.ts'
import { unitText } from '../../../../parts/unit-text.ts'
import type { Point } from '../../../../platform.ts'
import { said } from '../../words.ts'
import styles from '../studies.module.css'

interface PointSelectsProps {
  title: string
  of: readonly { readonly name: string; readonly en: string; readonly zh: string; readonly unit?: string }[]
  points: readonly Point[]
  values: Readonly<Record<string, string>>
  onChange: (name: string, id: string) => void
}

/** A point of an asset for each input or output. */
export function PointSelects({ title, of, points, values, onChange }: PointSelectsProps) {
  const { t } = useTranslation('mechanismStudies')
  const data = points.map((point) => ({
    value: point.id,
    label: [placedName(point).name, unitText(point.unit)].filter(Boolean).join(' · '),
  }))
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{title}</legend>
      <div className={styles.three}>
        {of.map((one) => (
          <Select
            key={one.name}
            label={[said(one), unitText(one.unit)].filter(Boolean).join(', ')}
            placeholder={t('field.noPoint')}
            searchable
            clearable
            value={values[one.name] || null}
            data={data}
            onChange={(id) => onChange(one.name, id ?? '')}
          />
        ))}
      </div>
    </fieldset>
  )
}
