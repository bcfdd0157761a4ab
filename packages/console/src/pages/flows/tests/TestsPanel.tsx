import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core'
import { IconChecks, IconPlus, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaultWords } from '../../../parts/FaultView.tsx'
import { FormFault } from '../../../parts/FormFault.tsx'
import { Mark } from '../../../parts/Mark.tsx'
import { platform } from '../../../platform.ts'
import type { FlowTest, TestRow } from '../document.ts'
import { useEditor } from '../editor.ts'
import styles from '../flows.module.css'
import { sent } from '../queries.ts'
import { readRows, rowsText } from './rows-text.ts'

/** Tests that are kept with the flow: they pass before a version is published. */
export function TestsPanel({ ready, readOnly }: { ready: boolean; readOnly: boolean }) {
  const { t } = useTranslation('flows')
  const editor = useEditor()
  const words = useFaultWords()
  const [open, setOpen] = useState<number>()
  const tests = editor.document.tests ?? []
  const run = useMutation({ mutationFn: () => platform.flows.test(sent(editor.document)) })
  const set = (next: readonly FlowTest[], how = '') => editor.change((was) => ({ ...was, tests: next }), how)
  function add() {
    const { nodes, wires } = editor.document
    const fed = new Set(wires.map(({ to }) => to.node))
    const feeds = new Set(wires.map(({ from }) => from.node))
    const inputs = nodes.filter(({ id }) => !fed.has(id) && feeds.has(id))
    const last = wires.find(({ to }) => !feeds.has(to.node))
    set([
      ...tests,
      {
        name: t('tests.new', { number: tests.length + 1 }),
        inputs: Object.fromEntries(inputs.map(({ id }) => [id, []])),
        until: 60,
        expect: last ? [{ ...last.from, rows: [] }] : [],
      },
    ])
    setOpen(tests.length)
  }
  return (
    <div className={styles.stack}>
      <div className={styles.replayBar}>
        <Button
          size="xs"
          leftSection={<IconChecks size={15} stroke={1.8} />}
          disabled={!ready || tests.length === 0}
          loading={run.isPending}
          onClick={() => run.mutate()}
        >
          {t('tests.run')}
        </Button>
        {!readOnly && (
          <Button size="xs" variant="default" leftSection={<IconPlus size={15} />} onClick={add}>
            {t('tests.add')}
          </Button>
        )}
        {run.data && (
          <span role="status">
            <Mark tone={run.data.passed ? 'plain' : 'bad'}>
              {run.data.passed
                ? t('tests.pass', { count: run.data.results.length })
                : t('tests.fail', { count: run.data.results.filter(({ passed }) => !passed).length })}
            </Mark>
          </span>
        )}
      </div>
      {run.error && <FormFault words={words(run.error)} />}
      {tests.length === 0 && <p className="quiet">{t('tests.lesson')}</p>}
      <ul className={styles.tests}>
        {tests.map((test, k) => {
          const result = run.data?.results.find(({ name }) => name === test.name)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is typed
            <li key={k} data-failed={result?.passed === false || undefined}>
              <div className={styles.testHead}>
                <button type="button" aria-expanded={open === k} onClick={() => setOpen(open === k ? undefined : k)}>
                  {test.name}
                </button>
                {result && (
                  <Mark tone={result.passed ? 'plain' : 'bad'}>
                    {t(result.passed ? 'tests.passed' : 'tests.failed')}
                  </Mark>
                )}
                {!readOnly && (
                  <ActionIcon
                    size="sm"
                    variant="subtle"
                    color="gray"
                    aria-label={t('tests.drop', { name: test.name })}
                    onClick={() => set(tests.filter((_, at) => at !== k))}
                  >
                    <IconTrash size={14} />
                  </ActionIcon>
                )}
              </div>
              {result?.says.map((line) => (
                <p key={line} className={styles.wrong}>
                  {line}
                </p>
              ))}
              {open === k && (
                <TestFields
                  test={test}
                  readOnly={readOnly}
                  onChange={(next) =>
                    set(
                      tests.map((each, at) => (at === k ? next : each)),
                      `test ${k}`,
                    )
                  }
                />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

interface TestFieldsProps {
  test: FlowTest
  readOnly: boolean
  onChange: (test: FlowTest) => void
}

function TestFields({ test, readOnly, onChange }: TestFieldsProps) {
  const { t } = useTranslation('flows')
  return (
    <div className={styles.testFields}>
      <TextInput
        size="xs"
        label={t('tests.name')}
        readOnly={readOnly}
        value={test.name}
        onChange={(event) => onChange({ ...test, name: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="number"
        label={t('tests.until')}
        readOnly={readOnly}
        value={String(test.until ?? '')}
        onChange={(event) => onChange({ ...test, until: Number(event.currentTarget.value) })}
      />
      {Object.entries(test.inputs).map(([node, rows]) => (
        <RowsText
          key={node}
          label={t('tests.input', { node })}
          rows={rows}
          readOnly={readOnly}
          onChange={(next) => onChange({ ...test, inputs: { ...test.inputs, [node]: next } })}
        />
      ))}
      {test.expect.map((each, k) => (
        <RowsText
          key={`${each.node}.${each.port}`}
          label={t('tests.expect', { at: `${each.node}.${each.port}` })}
          rows={each.rows}
          readOnly={readOnly}
          onChange={(rows) =>
            onChange({ ...test, expect: test.expect.map((one, at) => (at === k ? { ...one, rows } : one)) })
          }
        />
      ))}
    </div>
  )
}

interface RowsTextProps {
  label: string
  rows: readonly TestRow[]
  readOnly: boolean
  onChange: (rows: readonly TestRow[]) => void
}

/** A row a line: seconds, value, and quality where it is not good. */
function RowsText({ label, rows, readOnly, onChange }: RowsTextProps) {
  const { t } = useTranslation('flows')
  const [text, setText] = useState(() => rowsText(rows))
  const read = readRows(text)
  return (
    <Textarea
      size="xs"
      className={styles.formula ?? ''}
      label={label}
      description={t('tests.rowsHint')}
      error={read === undefined ? t('tests.rowsWrong') : undefined}
      readOnly={readOnly}
      autosize
      minRows={3}
      maxRows={8}
      spellCheck={false}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        const next = readRows(event.currentTarget.value)
        if (next) onChange(next)
      }}
    />
  )
}
