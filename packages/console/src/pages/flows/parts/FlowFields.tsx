import { ActionIcon, Button, NumberInput, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { FlowParameter } from '../document.ts'
import { useEditor } from '../editor.ts'
import styles from '../flows.module.css'

/** The flow as a whole: its title in both languages, its parameters, and how long it waits for late values. */
export function FlowFields({ readOnly }: { readOnly: boolean }) {
  const { t } = useTranslation('flows')
  const editor = useEditor()
  const { title, description, lateness, parameters = [] } = editor.document
  const setParameter = (k: number, change: Partial<FlowParameter>) =>
    editor.change(
      (was) => ({
        ...was,
        parameters: (was.parameters ?? []).map((each, at) => (at === k ? { ...each, ...change } : each)),
      }),
      `parameter ${k}`,
    )
  return (
    <>
      <h2 className={styles.settingsTitle}>{t('flow.title')}</h2>
      {(['zh', 'en'] as const).map((language) => (
        <TextInput
          key={language}
          size="xs"
          label={t(`flow.name.${language}`)}
          readOnly={readOnly}
          required
          withAsterisk={false}
          maxLength={200}
          value={title[language] ?? ''}
          onChange={(event) => {
            const text = event.currentTarget.value
            editor.change((was) => ({ ...was, title: { ...was.title, [language]: text } }), `title ${language}`)
          }}
        />
      ))}
      <Textarea
        size="xs"
        label={t('flow.description')}
        readOnly={readOnly}
        autosize
        minRows={2}
        maxRows={8}
        value={description?.en ?? ''}
        onChange={(event) => {
          const text = event.currentTarget.value
          editor.change(
            ({ description: was, ...rest }) => (text ? { ...rest, description: { ...was, en: text } } : rest),
            'description',
          )
        }}
      />
      <NumberInput
        size="xs"
        label={t('flow.lateness')}
        description={t('flow.latenessHint')}
        readOnly={readOnly}
        hideControls
        min={0}
        max={86_400}
        rightSection={<span className={styles.fieldUnit}>s</span>}
        value={lateness ?? 1}
        onChange={(value) =>
          editor.change((was) => ({ ...was, lateness: typeof value === 'number' ? value : 1 }), 'lateness')
        }
      />
      <fieldset className={styles.rows}>
        <legend>{t('flow.parameters')}</legend>
        <p className="quiet">{t('flow.parametersHint')}</p>
        {parameters.map((parameter, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is typed
          <div key={k} className={styles.row}>
            <TextInput
              size="xs"
              label={t('flow.parameter.name')}
              readOnly={readOnly}
              value={parameter.name}
              onChange={(event) => setParameter(k, { name: event.currentTarget.value })}
            />
            <NumberInput
              size="xs"
              label={t('flow.parameter.default')}
              readOnly={readOnly}
              hideControls
              value={parameter.default}
              onChange={(value) => setParameter(k, { default: typeof value === 'number' ? value : 0 })}
            />
            <TextInput
              size="xs"
              label={t('flow.parameter.unit')}
              readOnly={readOnly}
              value={parameter.unit ?? ''}
              onChange={(event) => {
                const unit = event.currentTarget.value
                editor.change(
                  (was) => ({
                    ...was,
                    parameters: (was.parameters ?? []).map(({ unit: before, ...each }, at) =>
                      at === k ? { ...each, ...(unit && { unit }) } : { ...each, ...(before && { unit: before }) },
                    ),
                  }),
                  `parameter unit ${k}`,
                )
              }}
            />
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              disabled={readOnly}
              aria-label={t('flow.parameter.drop', { name: parameter.name })}
              onClick={() =>
                editor.change((was) => ({
                  ...was,
                  parameters: (was.parameters ?? []).filter((_, at) => at !== k),
                }))
              }
            >
              <IconX size={14} />
            </ActionIcon>
          </div>
        ))}
        <Button
          size="compact-xs"
          variant="default"
          disabled={readOnly}
          leftSection={<IconPlus size={13} />}
          onClick={() =>
            editor.change((was) => ({
              ...was,
              parameters: [...(was.parameters ?? []), { name: `p${(was.parameters ?? []).length + 1}`, default: 0 }],
            }))
          }
        >
          {t('flow.parameter.add')}
        </Button>
      </fieldset>
    </>
  )
}
