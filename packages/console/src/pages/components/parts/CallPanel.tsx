import { Button, Checkbox, JsonInput, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import { type ComponentService, platform } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { figureText, said } from '../../mechanisms/words.ts'
import styles from '../components.module.css'
import { inputOf, jsonOf, type ServiceField } from '../form.ts'

interface CallPanelProps {
  name: string
  number: number
  service: ComponentService
  /** Only what is published is called. */
  isOpen: boolean
}

/** A service called as oneself, and what it answered. */
export function CallPanel({ name, number, service: { takes, gives }, isOpen }: CallPanelProps) {
  const { t } = useTranslation('components')
  const words = useFaultWords()
  const queries = useQueryClient()
  const calls = useMay('component:use')
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  const [text, setText] = useState('')
  const values = (takes ?? []).map(
    (field) =>
      [
        field,
        inputOf(field, given[field.name] ?? (field.type === 'boolean' && !field.optional ? 'false' : '')),
      ] as const,
  )
  const isWhole = takes
    ? values.every(([{ name: own, optional }, value]) => value !== undefined || (optional && !given[own]?.trim()))
    : text.trim() === '' || jsonOf(text) !== undefined
  const call = useMutation({
    mutationFn: () => {
      const input = takes
        ? Object.fromEntries(values.flatMap(([field, value]) => (value === undefined ? [] : [[field.name, value]])))
        : (jsonOf(text) ?? null)
      return platform.components.call(name, { number, input })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['components', 'use'] }),
  })
  const set = (field: string, value: string) => setGiven((was) => ({ ...was, [field]: value }))
  function onSubmit(event: FormEvent) {
    event.preventDefault()
    if (isWhole) call.mutate()
  }
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="component-call">
      <h2 id="component-call" className="section-title">
        {t('call.title')}
      </h2>
      <p className="quiet">{t(!isOpen ? 'call.closed' : calls ? 'call.lesson' : 'call.mayNot')}</p>
      {isOpen && calls && (
        <form onSubmit={onSubmit}>
          {takes ? (
            <div className={styles.tryFields}>
              {takes.map((field) => (
                <Field key={field.name} field={field} value={given[field.name] ?? ''} onChange={set} />
              ))}
            </div>
          ) : (
            <JsonInput
              mt={12}
              mb={12}
              size="xs"
              label={t('call.json')}
              autosize
              minRows={3}
              maxRows={14}
              value={text}
              error={isWhole ? undefined : t('call.noJson')}
              onChange={setText}
            />
          )}
          <Button type="submit" size="xs" variant="default" disabled={!isWhole} loading={call.isPending}>
            {t('call.do')}
          </Button>
        </form>
      )}
      <div className={styles.below} aria-live="polite">
        {call.error && <FormFault words={words(call.error)} />}
        {call.data && <Answer output={call.data.output} gives={gives} />}
      </div>
    </section>
  )
}

interface FieldProps {
  field: ServiceField
  value: string
  onChange: (name: string, value: string) => void
}

function Field({ field: { name, title, type, unit, optional }, value, onChange }: FieldProps) {
  const about = {
    size: 'xs',
    label: `${said(title)}${unit ? ` (${unitText(unit)})` : ''}`,
    required: !optional,
    withAsterisk: !optional,
  } as const
  switch (type) {
    case 'number':
      return <NumberInput {...about} hideControls value={value} onChange={(next) => onChange(name, String(next))} />
    case 'boolean':
      return (
        <Checkbox
          size="xs"
          mt={26}
          label={about.label}
          checked={value === 'true'}
          onChange={(event) => onChange(name, String(event.currentTarget.checked))}
        />
      )
    case 'json':
      return (
        <Textarea
          {...about}
          autosize
          minRows={1}
          maxRows={8}
          placeholder="{ }"
          value={value}
          error={value.trim() !== '' && jsonOf(value) === undefined}
          onChange={(event) => onChange(name, event.currentTarget.value)}
        />
      )
    default:
      return (
        <TextInput
          {...about}
          {...(type === 'time' && { type: 'datetime-local', step: 1 })}
          value={value}
          onChange={(event) => onChange(name, event.currentTarget.value)}
        />
      )
  }
}

/** By its fields where they say all of it; else as it came. */
function Answer({ output, gives }: { output: unknown; gives: ComponentService['gives'] }) {
  const members = typeof output === 'object' && output !== null ? (output as Readonly<Record<string, unknown>>) : {}
  const isTold = gives && Object.keys(members).every((name) => gives.some((field) => field.name === name))
  return (
    <>
      {gives && (
        <dl className={styles.outputs}>
          {gives.map(({ name, title, type, unit }) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{said(title)}</dt>
              <dd className="num">
                <Shown type={type} unit={unit} value={members[name] ?? null} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {!isTold && (
        <pre className={styles.answer} tabIndex={0}>
          {JSON.stringify(output, null, 2)}
        </pre>
      )}
    </>
  )
}

function Shown({ type, unit, value }: Pick<ServiceField, 'type'> & { unit: string | undefined; value: unknown }) {
  const { t } = useTranslation('components')
  if (value === null) return t('try.nothing')
  if (type === 'number' && typeof value === 'number') return `${figureText(value)} ${unitText(unit)}`
  if (type === 'boolean') return t(value === true ? 'call.yes' : 'call.no')
  if (type === 'json')
    return (
      <pre className={styles.answer} tabIndex={0}>
        {JSON.stringify(value, null, 2)}
      </pre>
    )
  return String(value)
}
