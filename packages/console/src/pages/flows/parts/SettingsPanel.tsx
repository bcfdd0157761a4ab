import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { unitText } from '../../../parts/unit-text.ts'
import { useMay } from '../../../rights.ts'
import { PublishDialog } from '../../components/parts/PublishDialog.tsx'
import { said } from '../../mechanisms/words.ts'
import { told } from '../catalogue.ts'
import { useDesk } from '../desk.ts'
import type { FlowNode, Words } from '../document.ts'
import { changedFrame, changedNode, frameId } from '../edit/graph.ts'
import { useEditor } from '../editor.ts'
import styles from '../flows.module.css'
import { sent } from '../queries.ts'
import { Trace } from '../replay/Trace.tsx'
import type { ReplayState } from '../replay/use-replay.ts'
import type { Acts } from '../use-acts.ts'
import { useProblemWords } from '../use-problem-words.ts'
import { ComponentParameters } from './ComponentParameters.tsx'
import { FlowFields } from './FlowFields.tsx'
import { SettingField } from './SettingField.tsx'

interface SettingsPanelProps {
  readOnly: boolean
  replay: ReplayState
  acts: Acts
  onOpen: (id: string) => void
  onConnect: (id: string) => void
}

/** What the chosen node is set to; without one, what the flow is. */
export function SettingsPanel(props: SettingsPanelProps) {
  const { t } = useTranslation('flows')
  const { graph, chosen } = useEditor()
  const [first] = chosen
  const node = chosen.size === 1 ? graph.nodes.find(({ id }) => id === first) : undefined
  const frame = chosen.size === 1 ? (graph.frames ?? []).findIndex((_, k) => frameId(k) === first) : -1
  return (
    <aside className={styles.settings} aria-label={t('settings.title')}>
      {node && <NodeFields key={node.id} node={node} {...props} />}
      {frame >= 0 && <FrameFields key={first} k={frame} readOnly={props.readOnly} />}
      {!node && frame < 0 && chosen.size > 1 && <p className="quiet">{t('settings.many', { count: chosen.size })}</p>}
      {chosen.size === 0 && <FlowFields readOnly={props.readOnly} />}
    </aside>
  )
}

/** Words in the reader's language; the other keeps what it was, or follows where it is empty. */
function worded(was: Words | undefined, text: string): Words | undefined {
  if (text === '' && currentLanguage() === 'en') return undefined
  return currentLanguage() === 'en' ? { ...was, en: text } : { en: was?.en || text, zh: text }
}

/** A point that is chosen has a type and a unit: what stood for one that was not known does not hold for it. */
function known(settings: NonNullable<FlowNode['settings']>, value: unknown): NonNullable<FlowNode['settings']> {
  if (typeof value !== 'object' || value === null || !('id' in value)) return settings
  const { type: _, unit: __, ...rest } = settings
  return rest
}

function NodeFields({ node, readOnly, replay, onOpen, onConnect }: SettingsPanelProps & { node: FlowNode }) {
  const { t } = useTranslation('flows')
  const editor = useEditor()
  const desk = useDesk()
  const words = useProblemWords()
  const mayPublish = useMay('component:publish')
  const [publishing, setPublishing] = useState(false)
  const kind = desk.catalogue.get(node.type)
  const ports = desk.ports(node)
  const own = desk.problems.filter((problem) => problem.node === node.id)
  const set = (change: (was: FlowNode) => FlowNode, run: string) =>
    editor.changeGraph((was) => changedNode(was, node.id, change), `${node.id} ${run}`)
  const setSetting = (name: string, value: unknown) =>
    set((was) => {
      const { [name]: _, ...rest } = was.settings ?? {}
      return { ...was, settings: value === undefined ? rest : { ...known(rest, value), [name]: value } }
    }, name)
  const loose = own.filter(({ setting }) => !kind?.settings.some(({ name }) => name === setting))
  return (
    <>
      <h2 className={styles.settingsTitle}>{desk.nameOf(node)}</h2>
      {kind && <p className={styles.help}>{said(kind.help)}</p>}
      {loose.map((problem) => (
        <p key={problem.says} className={styles.wrong} role="alert">
          {words(problem).says} <span className="quiet">{words(problem).remedy}</span>
        </p>
      ))}
      <TextInput
        size="xs"
        label={t('settings.name')}
        placeholder={desk.nameOf({ id: node.id, type: node.type, ...(node.settings && { settings: node.settings }) })}
        readOnly={readOnly}
        maxLength={200}
        value={node.title ? told(node.title) : ''}
        onChange={(event) => {
          const title = worded(node.title, event.currentTarget.value)
          set(({ title: _, ...rest }) => (title ? { ...rest, title } : rest), 'title')
        }}
      />
      {node.type.startsWith('subflow.') && (
        <TextInput
          size="xs"
          label={t('settings.portName')}
          readOnly={readOnly}
          value={String(node.settings?.['name'] ?? '')}
          onChange={(event) => setSetting('name', event.currentTarget.value)}
        />
      )}
      {(kind?.settings ?? []).map((setting) => {
        if (node.type === 'component' && setting.name === 'parameters')
          return (
            <ComponentParameters
              key={setting.name}
              component={String(node.settings?.['component'] ?? '')}
              value={node.settings?.[setting.name]}
              readOnly={readOnly}
              onChange={(value) => setSetting(setting.name, value)}
            />
          )
        const problem = own.find((each) => each.setting === setting.name)
        const unit = setting.unitOf
          ? [...ports.inputs, ...ports.outputs].find(({ name }) => name === setting.unitOf)?.face.unit
          : setting.unit
        return (
          <SettingField
            key={setting.name}
            kind={setting}
            value={node.settings?.[setting.name]}
            unit={unit}
            error={problem ? words(problem).says : undefined}
            readOnly={readOnly}
            parameters={(editor.document.parameters ?? []).map(({ name }) => name)}
            subflows={Object.entries(editor.document.subflows ?? {}).map(([name, { title }]) => ({
              value: name,
              label: title ? told(title) : name,
            }))}
            onChange={(value) => setSetting(setting.name, value)}
          />
        )
      })}
      <Textarea
        size="xs"
        label={t('settings.note')}
        readOnly={readOnly}
        autosize
        minRows={1}
        maxRows={6}
        value={node.note ?? ''}
        onChange={(event) => {
          const note = event.currentTarget.value
          set(({ note: _, ...rest }) => (note ? { ...rest, note } : rest), 'note')
        }}
      />
      <dl className={styles.portList}>
        {[...ports.inputs, ...ports.outputs].map((port) => (
          <div key={port.name}>
            <dt>{port.title}</dt>
            <dd>
              {t(`type.${port.face.type}`)} {unitText(port.face.unit)}
            </dd>
          </div>
        ))}
      </dl>
      <Trace node={node} replay={replay} />
      <div className={styles.settingsActs}>
        {node.type === 'subflow' && (
          <Button size="compact-xs" variant="default" onClick={() => onOpen(node.id)}>
            {t('settings.open')}
          </Button>
        )}
        {mayPublish && (node.type === 'subflow' || node.type === 'code.script') && (
          <Button size="compact-xs" variant="default" onClick={() => setPublishing(true)}>
            {t('component.publish')}
          </Button>
        )}
        {!readOnly && ports.outputs.length > 0 && (
          <Button size="compact-xs" variant="default" onClick={() => onConnect(node.id)}>
            {t('settings.connect')}
          </Button>
        )}
        <code className="quiet">
          {node.id} · {node.type}
        </code>
      </div>
      {publishing && (
        <PublishDialog
          document={sent(editor.document)}
          part={node.type === 'subflow' ? { subflow: String(node.settings?.['subflow'] ?? '') } : { node: node.id }}
          title={desk.nameOf(node)}
          onClose={() => setPublishing(false)}
        />
      )}
    </>
  )
}

function FrameFields({ k, readOnly }: { k: number; readOnly: boolean }) {
  const { t } = useTranslation('flows')
  const editor = useEditor()
  const frame = editor.graph.frames?.[k]
  if (!frame) return null
  return (
    <>
      <h2 className={styles.settingsTitle}>{t('frame.title')}</h2>
      <TextInput
        size="xs"
        label={t('frame.name')}
        readOnly={readOnly}
        maxLength={200}
        value={frame.title ?? ''}
        onChange={(event) => {
          const title = event.currentTarget.value
          editor.changeGraph((was) => changedFrame(was, frameId(k), { title }), `frame ${k}`)
        }}
      />
      <Textarea
        size="xs"
        label={t('frame.text')}
        readOnly={readOnly}
        autosize
        minRows={3}
        value={frame.text ?? ''}
        onChange={(event) => {
          const text = event.currentTarget.value
          editor.changeGraph((was) => changedFrame(was, frameId(k), { text }), `frame text ${k}`)
        }}
      />
    </>
  )
}
