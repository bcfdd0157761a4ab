import { Button, Checkbox, Modal, NumberInput, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import form from '../../../../parts/form.module.css'
import { unitText } from '../../../../parts/unit-text.ts'
import type { MechanismManifest } from '../../../../platform.ts'
import { said } from '../../words.ts'
import { caseOf, freeName, type RowInputs } from '../case-of.ts'
import type { ModelCase } from '../draft.ts'
import styles from '../studio.module.css'

type Values = Readonly<Record<string, number | boolean | string>>

interface CaseDialogProps {
  manifest: MechanismManifest
  /** Of a row of the plot: what went in, and what was measured or came out. */
  inputs?: Values
  expected?: Values
  name?: string
  onKeep: (one: ModelCase) => void
  onClose: () => void
}

/** A reference case by hand, or of a row that was seen. */
export function CaseDialog({ manifest, onKeep, onClose, ...from }: CaseDialogProps) {
  const { t } = useTranslation('studio')
  const { t: part } = useTranslation('parts')
  const [name, setName] = useState(
    freeName(manifest, from.name ?? t('case.named', { number: manifest.cases.length + 1 })),
  )
  const [source, setSource] = useState(manifest.sources[0]?.id ?? '')
  const [percent, setPercent] = useState<number | string>(1)
  const [inputs, setInputs] = useState<Values>(from.inputs ?? {})
  const [expected, setExpected] = useState<Values>(from.expected ?? {})
  const isWhole =
    name.trim() !== '' &&
    source !== '' &&
    typeof percent === 'number' &&
    Object.keys(expected).length > 0 &&
    manifest.inputs.every((input) => input.default !== undefined || inputs[input.name] !== undefined)
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!isWhole || typeof percent !== 'number') return
    onKeep(caseOf({ name: name.trim(), source, relative: percent / 100, inputs: inputs as RowInputs, expected }))
    onClose()
  }
  const fields = (
    of: readonly { name: string; en: string; zh: string; type: 'number' | 'boolean' | 'text'; unit?: string }[],
    values: Values,
    set: (change: (was: Values) => Values) => void,
  ) =>
    of.map((one) => {
      const label = said(one) || one.name
      const put = (value: number | boolean | string | undefined) =>
        set(({ [one.name]: _, ...rest }) =>
          value === undefined || value === '' ? rest : { ...rest, [one.name]: value },
        )
      if (one.type === 'boolean')
        return (
          <Checkbox
            key={one.name}
            label={label}
            checked={values[one.name] === true}
            onChange={(event) => put(event.currentTarget.checked)}
          />
        )
      if (one.type === 'text')
        return (
          <TextInput
            key={one.name}
            label={label}
            value={String(values[one.name] ?? '')}
            onChange={(event) => put(event.currentTarget.value)}
          />
        )
      return (
        <NumberInput
          key={one.name}
          label={unitText(one.unit) ? `${label}, ${unitText(one.unit)}` : label}
          hideControls
          value={(values[one.name] as number | undefined) ?? ''}
          onChange={(value) => put(typeof value === 'number' ? value : undefined)}
        />
      )
    })
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={t('case.title')}
      closeButtonProps={{ 'aria-label': part('close') }}
    >
      <form className={form.form} onSubmit={submit}>
        <p className={form.lesson}>{t('case.lesson')}</p>
        <TextInput
          label={t('case.name')}
          data-autofocus
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className={styles.pair}>{fields(manifest.inputs, inputs, setInputs)}</div>
        <h3 className={styles.subTitle}>{t('case.expected')}</h3>
        <div className={styles.pair}>{fields(manifest.outputs, expected, setExpected)}</div>
        <div className={styles.pair}>
          <NumberInput
            label={t('case.tolerance')}
            min={0}
            max={100}
            decimalScale={6}
            hideControls
            value={percent}
            onChange={setPercent}
          />
          <Select
            label={t('case.source')}
            allowDeselect={false}
            value={source}
            data={manifest.sources.map(({ id, title }) => ({ value: id, label: title || id }))}
            onChange={(value) => setSource(value ?? source)}
          />
        </div>
        <div className={form.actions}>
          <Button variant="default" onClick={onClose}>
            {part('cancel')}
          </Button>
          <Button type="submit" disabled={!isWhole}>
            {t('case.keep')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
