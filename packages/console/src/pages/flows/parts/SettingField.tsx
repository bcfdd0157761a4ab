import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { unitText } from '../../../parts/unit-text.ts'
import { TextEditor } from '../../library/parts/TextEditor.tsx'
import { rangeText, said } from '../../mechanisms/words.ts'
import type { SettingKind } from '../catalogue.ts'
import styles from '../flows.module.css'
import { ComponentField } from './ComponentField.tsx'
import { ModelField } from './ModelField.tsx'
import { PointField } from './PointField.tsx'
import { RowsField } from './RowsField.tsx'
import { SecretField } from './SecretField.tsx'

export interface SettingFieldProps {
  kind: SettingKind
  value: unknown
  /** Of the port that its unit follows. */
  unit: string | undefined
  error?: ReactNode
  readOnly: boolean
  /** Names that may stand in its place. */
  parameters: readonly string[]
  subflows: readonly { value: string; label: string }[]
  onChange: (value: unknown) => void
}

const parameterOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'parameter' in value ? String(value.parameter) : undefined

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value))

/** One setting by what the catalogue tells of it. */
export function SettingField(props: SettingFieldProps) {
  const { kind, value, readOnly, parameters, onChange } = props
  const { t } = useTranslation('flows')
  const parameter = parameterOf(value)
  const isFigure = kind.kind === 'number' || kind.kind === 'whole'
  if (isFigure && parameters.length > 0)
    return (
      <div className={styles.figureField}>
        {parameter === undefined ? (
          <Plain {...props} />
        ) : (
          <Select
            size="xs"
            label={said(kind.title)}
            error={props.error}
            allowDeselect={false}
            readOnly={readOnly}
            value={parameter}
            data={[...new Set([parameter, ...parameters])]}
            onChange={(name) => onChange({ parameter: name })}
          />
        )}
        <button
          type="button"
          className={styles.byParameter}
          aria-pressed={parameter !== undefined}
          aria-label={t('settings.byParameter', { name: said(kind.title) })}
          title={t('settings.byParameter', { name: said(kind.title) })}
          disabled={readOnly}
          onClick={() => onChange(parameter === undefined ? { parameter: parameters[0] } : kind.default)}
        >
          P
        </button>
      </div>
    )
  return <Plain {...props} />
}

function Plain({ kind, value, unit, error, readOnly, subflows, onChange }: SettingFieldProps) {
  const { t } = useTranslation('flows')
  const label = said(kind.title)
  const shownUnit = unitText(unit ?? kind.unit)
  const range = rangeText(kind.low, kind.high)
  const hint = [kind.help ? said(kind.help) : '', range].filter(Boolean).join(' · ')
  const given = value ?? kind.default
  const common = { size: 'xs', label, error, readOnly, ...(hint && { description: hint }) } as const
  switch (kind.kind) {
    case 'number':
    case 'whole':
      return (
        <NumberInput
          {...common}
          allowDecimal={kind.kind === 'number'}
          value={typeof given === 'number' ? given : ''}
          {...(kind.low !== undefined && { min: kind.low })}
          {...(kind.high !== undefined && { max: kind.high })}
          clampBehavior="none"
          hideControls
          rightSection={shownUnit ? <span className={styles.fieldUnit}>{shownUnit}</span> : undefined}
          rightSectionWidth={shownUnit ? 16 + shownUnit.length * 7 : undefined}
          onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
        />
      )
    case 'boolean':
      return (
        <Checkbox
          size="xs"
          label={label}
          {...(hint && { description: hint })}
          error={error}
          disabled={readOnly}
          checked={given === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'choice':
      return (
        <Select
          {...common}
          allowDeselect={kind.optional === true}
          value={given === undefined ? null : textOf(given)}
          data={(kind.choices ?? []).map((choice) => ({ value: choice.value, label: said(choice.title) }))}
          onChange={(next) => onChange(next ?? undefined)}
        />
      )
    case 'subflow':
      return (
        <Select
          {...common}
          value={textOf(given) || null}
          data={[...subflows]}
          nothingFoundMessage={t('settings.noSubflow')}
          onChange={(next) => onChange(next ?? undefined)}
        />
      )
    case 'model':
      return <ModelField label={label} value={textOf(given)} error={error} readOnly={readOnly} onChange={onChange} />
    case 'secret':
      return <SecretField label={label} value={textOf(given)} error={error} readOnly={readOnly} onChange={onChange} />
    case 'formula':
    case 'template':
      return (
        <Textarea
          {...common}
          className={styles.formula ?? ''}
          autosize
          minRows={2}
          maxRows={10}
          spellCheck={false}
          value={textOf(given)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case 'code':
      return (
        <div className={styles.code}>
          <span className={styles.codeLabel}>{label}</span>
          <TextEditor
            ref={null}
            label={label}
            placeholder=""
            value={textOf(given)}
            marked={linesOf(error)}
            onChange={onChange}
          />
          {error && <div className={styles.wrong}>{error}</div>}
        </div>
      )
    case 'point':
      return (
        <PointField label={label} hint={hint} value={given} error={error} readOnly={readOnly} onChange={onChange} />
      )
    case 'component':
    case 'service':
      return (
        <ComponentField
          label={label}
          value={textOf(given)}
          error={error}
          readOnly={readOnly}
          services={kind.kind === 'service'}
          onChange={onChange}
        />
      )
    case 'rows':
      return (
        <RowsField
          kind={kind}
          value={given}
          error={error}
          readOnly={readOnly}
          field={(column, cell, change) => (
            <SettingField
              kind={column}
              value={cell}
              unit={column.unit}
              readOnly={readOnly}
              parameters={[]}
              subflows={[]}
              onChange={change}
            />
          )}
          onChange={onChange}
        />
      )
    case 'list':
    case 'json':
      return <JsonField {...common} value={given} list={kind.kind === 'list'} onChange={onChange} />
    default:
      return (
        <TextInput
          {...common}
          type={kind.kind === 'clock' ? 'time' : 'text'}
          value={textOf(given)}
          onChange={(event) => onChange(event.currentTarget.value || undefined)}
        />
      )
  }
}

/** A script's fault names its line. */
function linesOf(error: ReactNode): ReadonlySet<number> {
  const line = typeof error === 'string' ? /(?:line |\u7b2c\s*|:)(\d+)/.exec(error)?.[1] : undefined
  return new Set(line === undefined ? [] : [Number(line)])
}

interface JsonFieldProps {
  size: 'xs'
  label: string
  description?: string
  error: ReactNode
  readOnly: boolean
  value: unknown
  list: boolean
  onChange: (value: unknown) => void
}

const written = (value: unknown, list: boolean): string => {
  if (value === undefined) return ''
  return list && Array.isArray(value) ? value.map(String).join(', ') : JSON.stringify(value, null, 2)
}

const figureOr = (text: string): number | string => (text !== '' && Number.isFinite(Number(text)) ? Number(text) : text)

/** A list with commas, or JSON; what does not read yet stays as it is written. */
function JsonField({ value, list, onChange, ...field }: JsonFieldProps) {
  function read(text: string) {
    if (text.trim() === '') return onChange(undefined)
    if (list) return onChange(text.split(/[,\uff0c\n]/).map((each) => figureOr(each.trim())))
    try {
      onChange(JSON.parse(text))
    } catch {
      onChange(text)
    }
  }
  return (
    <Textarea
      {...field}
      className={styles.formula ?? ''}
      autosize
      minRows={1}
      maxRows={12}
      spellCheck={false}
      key={written(value, list)}
      defaultValue={typeof value === 'string' && !list ? value : written(value, list)}
      onBlur={(event) => read(event.currentTarget.value)}
    />
  )
}
