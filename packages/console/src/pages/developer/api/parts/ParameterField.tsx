import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../../parts/AssetPicker.tsx'
import { type PickedPoint, PointPicker } from '../../../../parts/PointPicker.tsx'
import type { Parameter } from '../document.ts'
import { resolved, type Schemas, valuesOf } from '../schema.ts'

interface ParameterFieldProps {
  parameter: Parameter
  /** First word of the path it belongs to. */
  word: string
  schemas: Schemas
  value: string
  onChange: (value: string) => void
}

/** What the parameter names, where the reader can choose among their own. */
function subjectOf({ name }: Parameter, word: string): 'asset' | 'point' | undefined {
  if (name === 'asset' || name === 'below' || (word === 'assets' && (name === 'id' || name === 'parent')))
    return 'asset'
  return name === 'point' || (name === 'id' && word === 'points') ? 'point' : undefined
}

export function ParameterField({ parameter, word, schemas, value, onChange }: ParameterFieldProps) {
  const { t } = useTranslation('developer')
  const { name, required } = parameter
  const schema = resolved(parameter.schema, schemas)
  const values = schema.type === 'boolean' ? [true, false] : valuesOf(schema)
  const preset = schema.default === undefined ? '' : String(schema.default)
  const label = required ? `${name} *` : name
  const subject = subjectOf(parameter, word)
  if (subject) return <SubjectField subject={subject} label={label} onChange={onChange} />
  if (values.length > 0)
    return (
      <Select
        label={label}
        clearable={!required}
        placeholder={preset}
        value={value || null}
        onChange={(chosen) => onChange(chosen ?? '')}
        data={values.map(String)}
      />
    )
  return (
    <TextInput
      label={label}
      placeholder={preset || (parameter.in === 'path' ? t('try.ofPath') : '')}
      autoComplete="off"
      spellCheck={false}
      inputMode={schema.type === 'integer' || schema.type === 'number' ? 'decimal' : 'text'}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

interface SubjectFieldProps {
  subject: 'asset' | 'point'
  label: string
  onChange: (id: string) => void
}

function SubjectField({ subject, label, onChange }: SubjectFieldProps) {
  const [asset, setAsset] = useState<PickedAsset | null>(null)
  const [point, setPoint] = useState<PickedPoint | null>(null)
  if (subject === 'asset')
    return (
      <AssetPicker
        label={label}
        value={asset}
        onChange={(chosen) => {
          setAsset(chosen)
          onChange(chosen?.id ?? '')
        }}
      />
    )
  return (
    <PointPicker
      label={label}
      value={point}
      onChange={(chosen) => {
        setPoint(chosen)
        onChange(chosen?.id ?? '')
      }}
    />
  )
}
