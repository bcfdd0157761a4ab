import { ActionIcon, Button, SegmentedControl, Switch, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { TextEditor } from '../../../library/parts/TextEditor.tsx'
import { outputRows, withKind, withOptional, withOutputs, withSteps } from '../change.ts'
import { type ModelStep, type Output, SCRIPT, unknownNames } from '../draft.ts'
import { findingsAt, pointerOf } from '../findings.ts'
import { nameFrom } from '../names.ts'
import styles from '../studio.module.css'
import type { PartProps } from './AboutFields.tsx'
import { FormulaField } from './FormulaField.tsx'
import { OutputHead } from './OutputHead.tsx'

/** How it works: a formula for each output with values on the way, or a script. */
export function WorkingFields({ draft, findings, onChange, onLeave }: PartProps & { onLeave: () => void }) {
  const { t } = useTranslation('studio')
  const { manifest } = draft
  const isFormula = manifest.runtime.kind === 'formula'
  const rows = outputRows(manifest)
  const steps = manifest.runtime.steps ?? []
  const unknown = unknownNames(manifest)
  const setRow = (k: number, change: { output?: Output; formula?: string }) =>
    onChange((was) =>
      withOutputs(
        was,
        outputRows(was.manifest).map((row, at) => (at === k ? { ...row, ...change } : row)),
      ),
    )
  const setStep = (k: number, step: ModelStep) =>
    onChange((was) =>
      withSteps(
        was,
        (was.manifest.runtime.steps ?? []).map((each, at) => (at === k ? step : each)),
      ),
    )
  const taken = new Set(
    [manifest.inputs, manifest.outputs, manifest.parameters ?? [], steps].flat().map(({ name }) => name),
  )
  const names = [manifest.inputs, manifest.parameters ?? []].flat().map(({ name }) => name)

  return (
    <section className={`panel ${styles.panel}`} aria-labelledby="working">
      <div className={styles.split}>
        <h2 id="working" className="section-title">
          {t('working.title')}
        </h2>
        <SegmentedControl
          size="xs"
          aria-label={t('working.kind')}
          value={isFormula ? 'formula' : 'script'}
          onChange={(kind) => onChange((was) => withKind(was, kind === 'script' ? 'script' : 'formula'))}
          data={[
            { value: 'formula', label: t('working.formula') },
            { value: 'script', label: t('working.script') },
          ]}
        />
      </div>
      {isFormula &&
        steps.map((step, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place, and its name is typed
          <div key={k} className={styles.formula}>
            <div className={styles.names}>
              <TextInput
                size="xs"
                label={t('working.step')}
                spellCheck={false}
                maxLength={60}
                value={step.name}
                error={findingsAt(findings, pointerOf('runtime', 'steps', k, 'name'))[0]?.says}
                onChange={(event) => setStep(k, { ...step, name: event.currentTarget.value })}
              />
              <TextInput
                size="xs"
                label={t('working.stepUnit')}
                spellCheck={false}
                maxLength={60}
                value={step.unit ?? ''}
                onChange={(event) => setStep(k, withOptional(step, 'unit', event.currentTarget.value))}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('working.dropStep', { name: step.name })}
                onClick={() =>
                  onChange((was) =>
                    withSteps(
                      was,
                      steps.filter((_, at) => at !== k),
                    ),
                  )
                }
              >
                <IconTrash size={16} stroke={1.6} />
              </ActionIcon>
            </div>
            <FormulaField
              label={t('working.formulaOf', { name: step.name })}
              value={step.formula}
              names={[...names, ...steps.slice(0, k).map(({ name }) => name)]}
              findings={findingsAt(findings, pointerOf('runtime', 'steps', k))}
              onLeave={onLeave}
              onChange={(formula) => setStep(k, { ...step, formula })}
            />
          </div>
        ))}
      {rows.map(({ output, formula }, k) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an output is its place, and its name is typed
        <div key={k} className={styles.formula}>
          <OutputHead
            output={output}
            findings={findingsAt(findings, pointerOf('outputs', k))}
            formulaFindings={findingsAt(findings, pointerOf('runtime', 'outputs', output.name))}
            onChange={(next) => setRow(k, { output: next })}
            onDrop={
              rows.length > 1
                ? () =>
                    onChange((was) =>
                      withOutputs(
                        was,
                        rows.filter((_, at) => at !== k),
                      ),
                    )
                : undefined
            }
          />
          {isFormula && (
            <FormulaField
              label={t('working.formulaOf', { name: output.name })}
              value={formula}
              names={[...names, ...steps.map(({ name }) => name)]}
              findings={findingsAt(findings, pointerOf('runtime', 'outputs', output.name))}
              onLeave={onLeave}
              onChange={(next) => setRow(k, { formula: next })}
            />
          )}
        </div>
      ))}
      {unknown.length > 0 && (
        <div>
          <Button size="xs" variant="light" leftSection={<IconPlus size={14} stroke={1.8} />} onClick={onLeave}>
            {t('working.adopt', { names: unknown.join(', ') })}
          </Button>
        </div>
      )}
      {!isFormula && (
        <>
          <TextEditor
            ref={null}
            label={t('working.text')}
            placeholder=""
            value={draft.texts[SCRIPT] ?? ''}
            marked={
              new Set(findings.flatMap(({ file, line }) => (file === SCRIPT && line !== undefined ? [line] : [])))
            }
            onChange={(text) => onChange((was) => ({ ...was, texts: { ...was.texts, [SCRIPT]: text } }))}
          />
          <Switch
            label={t('working.stateful')}
            checked={manifest.stateful === true}
            onChange={(event) => {
              const { checked } = event.currentTarget
              onChange((was) => ({ ...was, manifest: withOptional(was.manifest, 'stateful', checked || undefined) }))
            }}
          />
        </>
      )}
      <div className={styles.buttons}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} stroke={1.8} />}
          onClick={() =>
            onChange((was) =>
              withOutputs(was, [
                ...outputRows(was.manifest),
                { output: { name: nameFrom('result', taken), type: 'number', en: '', zh: '' }, formula: '' },
              ]),
            )
          }
        >
          {t('working.addOutput')}
        </Button>
        {isFormula && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} stroke={1.8} />}
            onClick={() =>
              onChange((was) => withSteps(was, [...steps, { name: nameFrom('step', taken), formula: '' }]))
            }
          >
            {t('working.addStep')}
          </Button>
        )}
      </div>
    </section>
  )
}
