import { Tabs } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MechanismVersion, Point } from '../../../platform.ts'
import { TextEditor } from '../../library/parts/TextEditor.tsx'
import type { Bound } from './beside.ts'
import { informed, inputOf, withInputs } from './change.ts'
import { filesOf, isBegun, type Naming, type StudioDraft, unknownNames } from './draft.ts'
import { AboutFields } from './parts/AboutFields.tsx'
import { CaseFields } from './parts/CaseFields.tsx'
import { DataPanel } from './parts/DataPanel.tsx'
import { Findings } from './parts/Findings.tsx'
import { InputFields } from './parts/InputFields.tsx'
import { MoreFields } from './parts/MoreFields.tsx'
import { StudioFooter } from './parts/StudioFooter.tsx'
import { WorkingFields } from './parts/WorkingFields.tsx'
import styles from './studio.module.css'
import { useCheck } from './use-check.ts'
import { type Hours, useTry } from './use-try.ts'

interface StudioProps {
  naming: Naming
  start: StudioDraft
  stored: MechanismVersion | undefined
  onSaved: (version: MechanismVersion) => void
}

/** Left what is written, right what it gives over live and past data, at the foot the way to a published model. */
export function Studio({ naming, start, stored, onSaved }: StudioProps) {
  const { t } = useTranslation('studio')
  const [draft, setDraft] = useState(start)
  /** model.yaml as it is typed by hand. */
  const [text, setText] = useState<string>()
  const [bound, setBound] = useState<Bound>({})
  const [measured, setMeasured] = useState<Bound>({})
  const [hours, setHours] = useState<Hours>(1)
  const [row, setRow] = useState<number>()
  const files = filesOf(draft, text)
  const begun = text !== undefined || isBegun(draft)
  const { check, findings, isCurrent } = useCheck(files, begun)
  const { manifest } = draft
  const ids = (points: Bound, names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.flatMap((name) => (points[name] ? [[name, points[name].id]] : [])))
  const inputs = ids(
    bound,
    manifest.inputs.map(({ name }) => name),
  )
  const isFed = manifest.inputs.every(({ name, default: stand }) => inputs[name] !== undefined || stand !== undefined)
  const trial =
    isCurrent && findings.length === 0 && (isFed || manifest.cases.length > 0)
      ? {
          files,
          inputs: isFed ? inputs : {},
          measured: ids(
            measured,
            manifest.outputs.map(({ name }) => name),
          ),
        }
      : undefined
  const tried = useTry(trial, hours)

  function bind(name: string, point: Point | undefined) {
    setBound(({ [name]: _, ...rest }) => (point ? { ...rest, [name]: point } : rest))
    setRow(undefined)
    if (!point) return
    setDraft((was) =>
      withInputs(
        was,
        was.manifest.inputs.map((input) => (input.name === name ? informed(input, point) : input)),
      ),
    )
  }
  /** A point of the plant becomes an input. */
  function take(name: string, point: Point) {
    setDraft((was) => withInputs(was, [...was.manifest.inputs, inputOf(name, point)]))
    setBound((was) => ({ ...was, [name]: point }))
  }
  /** Names that formulas read become inputs. */
  function adopt() {
    setDraft((was) => {
      const names = unknownNames(was.manifest)
      return names.length === 0
        ? was
        : withInputs(was, [...was.manifest.inputs, ...names.map((name) => inputOf(name, undefined))])
    })
  }
  function leaveText(tab: string | null) {
    if (tab === 'text') return setText(files[0]?.text ?? '')
    const read = isCurrent ? check.data?.manifest : undefined
    if (text !== undefined && !read) return
    if (read) setDraft((was) => ({ ...was, manifest: read, named: true }))
    setText(undefined)
  }
  const parts = { draft, findings, onChange: setDraft }
  const inText = text !== undefined
  const readable = !inText || (isCurrent && check.data?.manifest !== undefined)

  return (
    <>
      <div className={styles.studio}>
        <Tabs value={inText ? 'text' : 'form'} onChange={leaveText} className={styles.left ?? ''}>
          <Tabs.List aria-label={t('title')}>
            <Tabs.Tab value="form" disabled={!readable}>
              {t('tab.form')}
            </Tabs.Tab>
            <Tabs.Tab value="text">model.yaml</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="form">
            <div className={styles.stack}>
              <AboutFields {...parts} naming={naming} />
              <WorkingFields {...parts} onLeave={adopt} />
              <InputFields {...parts} />
              <CaseFields {...parts} results={tried.data?.cases ?? []} />
              <MoreFields {...parts} />
            </div>
          </Tabs.Panel>
          <Tabs.Panel value="text">
            {inText && (
              <div className={styles.stack}>
                <p className="quiet">{t('textLesson')}</p>
                <div className={styles.tall}>
                  <TextEditor
                    ref={null}
                    label="model.yaml"
                    placeholder=""
                    value={text}
                    marked={
                      new Set(
                        findings.flatMap(({ file, line }) =>
                          file === 'model.yaml' && line !== undefined ? [line] : [],
                        ),
                      )
                    }
                    onChange={setText}
                  />
                </div>
              </div>
            )}
          </Tabs.Panel>
          {begun && <Findings findings={findings} current={isCurrent} fault={check.error} />}
        </Tabs>
        <DataPanel
          draft={draft}
          bound={bound}
          measured={measured}
          tried={trial || tried.isFetching ? tried : undefined}
          hours={hours}
          row={row}
          onHours={setHours}
          onRow={setRow}
          onBind={bind}
          onTake={take}
          onMeasured={(name, point) =>
            setMeasured(({ [name]: _, ...rest }) => (point ? { ...rest, [name]: point } : rest))
          }
          onChange={setDraft}
        />
      </div>
      <StudioFooter
        files={files}
        stored={stored}
        onSaved={onSaved}
        ready={begun && isCurrent && findings.length === 0}
        mistakes={begun ? findings.length : undefined}
        untitled={!inText && manifest.title.en.trim() === '' && manifest.title.zh.trim() === ''}
        cases={manifest.cases.length}
      />
    </>
  )
}
