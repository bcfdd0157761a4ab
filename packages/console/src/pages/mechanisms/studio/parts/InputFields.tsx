import { ActionIcon, Button, NumberInput, Select, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../../i18n/language.ts'
import { inputOf, withInputs, withOptional } from '../change.ts'
import { type Input, worded } from '../draft.ts'
import { findingsAt, pointerOf } from '../findings.ts'
import { nameFrom } from '../names.ts'
import styles from '../studio.module.css'
import type { PartProps } from './AboutFields.tsx'

const types = ['number', 'boolean', 'text'] as const

/** What it takes: names that formulas use, with unit and the range that it was made for. */
export function InputFields({ draft, findings, onChange }: PartProps) {
  const { t } = useTranslation('studio')
  const { t: model } = useTranslation('mechanisms')
  const { inputs } = draft.manifest
  const number = (value: number | string): number | undefined => (typeof value === 'number' ? value : undefined)
  const set = (k: number, change: (input: Input) => Input) =>
    onChange((was) =>
      withInputs(
        was,
        was.manifest.inputs.map((input, at) => (at === k ? change(input) : input)),
      ),
    )
  const add = () =>
    onChange((was) => {
      const taken = new Set(was.manifest.inputs.map(({ name }) => name))
      return withInputs(was, [...was.manifest.inputs, inputOf(nameFrom('x', taken), undefined)])
    })
  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="inputs">
      <div className={styles.split}>
        <h2 id="inputs" className="section-title">
          {t('inputs.title')}
        </h2>
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} stroke={1.8} />} onClick={add}>
          {t('inputs.add')}
        </Button>
      </div>
      {inputs.length === 0 && <p className="quiet">{t('inputs.none')}</p>}
      {inputs.map((input, k) => {
        const own = findingsAt(findings, pointerOf('inputs', k))
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an input is its place, and its name is typed
          <fieldset key={k} className={styles.quantity} aria-label={input.name}>
            <TextInput
              size="xs"
              label={t('inputs.name')}
              spellCheck={false}
              maxLength={60}
              value={input.name}
              onChange={(event) => {
                const name = event.currentTarget.value
                set(k, (was) => ({ ...was, name }))
              }}
            />
            <TextInput
              size="xs"
              label={t('inputs.meaning')}
              placeholder={input.name}
              maxLength={200}
              value={input[currentLanguage()]}
              onChange={(event) => {
                const text = event.currentTarget.value
                set(k, (was) => worded(was, text))
              }}
            />
            {input.type === 'number' ? (
              <TextInput
                size="xs"
                label={t('inputs.unit')}
                placeholder="1"
                spellCheck={false}
                maxLength={60}
                value={input.unit ?? ''}
                onChange={(event) => {
                  const unit = event.currentTarget.value
                  set(k, (was) => withOptional(was, 'unit', unit))
                }}
              />
            ) : (
              <Select
                size="xs"
                label={t('inputs.type')}
                allowDeselect={false}
                value={input.type}
                data={types.map((type) => ({ value: type, label: model(`type.${type}`) }))}
                onChange={(value) => {
                  const type = types.find((each) => each === value)
                  if (type) set(k, (was) => ({ ...was, type }))
                }}
              />
            )}
            {input.type === 'number' &&
              (['low', 'high'] as const).map((end) => (
                <NumberInput
                  key={end}
                  size="xs"
                  label={t(`inputs.${end}`)}
                  hideControls
                  value={input[end] ?? ''}
                  onChange={(value) => set(k, (was) => withOptional(was, end, number(value)))}
                />
              ))}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('inputs.drop', { name: input.name })}
              onClick={() =>
                onChange((was) =>
                  withInputs(
                    was,
                    inputs.filter((_, at) => at !== k),
                  ),
                )
              }
            >
              <IconTrash size={16} stroke={1.6} />
            </ActionIcon>
            {own.map(({ says }) => (
              <span key={says} className={styles.rowWrong} role="alert">
                {says.split('\n')[0]}
              </span>
            ))}
          </fieldset>
        )
      })}
      {inputs.length > 0 && <p className="label">{t('inputs.lesson')}</p>}
    </section>
  )
}
