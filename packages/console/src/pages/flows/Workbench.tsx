import { useMediaQuery } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ReactFlowProvider } from '@xyflow/react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PickedAsset } from '../../parts/AssetPicker.tsx'
import type { Flow } from '../../platform.ts'
import { FlowCanvas, type Loose } from './canvas/FlowCanvas.tsx'
import type { Catalogue } from './catalogue.ts'
import { DeskContext } from './desk.ts'
import type { Place } from './document.ts'
import { EditorContext, useEditorOf } from './editor.ts'
import styles from './flows.module.css'
import { AddNode } from './parts/AddNode.tsx'
import { ConnectDialog } from './parts/ConnectDialog.tsx'
import { Dock } from './parts/Dock.tsx'
import { Palette } from './parts/Palette.tsx'
import { SettingsPanel } from './parts/SettingsPanel.tsx'
import { Toolbar } from './parts/Toolbar.tsx'
import { draftOf } from './queries.ts'
import { useReplay } from './replay/use-replay.ts'
import { useRunning } from './runs/use-running.ts'
import type { DockTab } from './search.ts'
import { useActs } from './use-acts.ts'
import { type Problem, useCheck } from './use-check.ts'
import { useDeskOf } from './use-desk-of.ts'
import { useDraft } from './use-draft.ts'
import { useKeys } from './use-keys.ts'

interface WorkbenchProps {
  flow: Flow
  catalogue: Catalogue
  mayWrite: boolean
}

export function Workbench(props: WorkbenchProps) {
  return (
    <ReactFlowProvider>
      <Drawing {...props} />
    </ReactFlowProvider>
  )
}

interface Adding {
  readonly at: Place
  readonly loose: Loose | undefined
}

/** Left what there is to draw with, right what the chosen node is set to, below what the flow does. */
function Drawing({ flow, catalogue, mayWrite }: WorkbenchProps) {
  const { t } = useTranslation('flows')
  const navigate = useNavigate()
  const { panel } = useSearch({ from: '/app/flows/$id' })
  const isNarrow = useMediaQuery('(max-width: 60em)') ?? false
  const readOnly = !mayWrite || isNarrow
  const editor = useEditorOf(draftOf(flow))
  const [asset, setAsset] = useState<PickedAsset | null>(null)
  const [adding, setAdding] = useState<Adding>()
  const [connecting, setConnecting] = useState<string>()
  const draft = useDraft(flow, editor.document, mayWrite && !isNarrow)
  const check = useCheck(editor.document, asset?.id)
  const replay = useReplay(editor, asset)
  const running = useRunning(editor, panel === 'runs')
  const onRefused = useCallback(
    (why: string) => notifications.show({ id: 'flow-wire', title: t('misfit.title'), message: why, color: 'red' }),
    [t],
  )
  const overlay = panel === 'runs' ? running.overlay : replay.overlay
  const desk = useDeskOf({
    editor,
    catalogue,
    known: check.ports,
    problems: check.problems,
    overlay,
    flow: flow.id,
    asset: asset?.id,
    onRefused,
  })
  const acts = useActs({ editor, desk, readOnly })
  function show(tab: DockTab | undefined) {
    void navigate({ to: '/flows/$id', params: { id: flow.id }, search: tab ? { panel: tab } : {}, replace: true })
    // The sheet is another size then.
    if ((tab === undefined) !== (panel === undefined)) acts.fit()
  }
  useKeys({
    acts,
    readOnly,
    onAdd: () => setAdding({ at: acts.next(), loose: undefined }),
    onConnect: () => {
      const [id] = editor.chosen
      if (id && editor.graph.nodes.some((node) => node.id === id)) setConnecting(id)
    },
    onSave: () => void draft.saveNow(),
  })

  function open(id: string) {
    const node = editor.graph.nodes.find((each) => each.id === id)
    if (node?.type !== 'subflow') return
    const name = String(node.settings?.['subflow'] ?? '')
    if (editor.document.subflows?.[name]) {
      editor.enter([...editor.path, { node: id, name }])
      acts.fit()
    }
  }
  function add(type: string, at: Place, loose?: Loose) {
    const id = desk.add(type, at)
    setAdding(undefined)
    acts.reveal()
    if (loose) acts.wireLoose(id, type, loose)
  }
  function showProblem({ node, wire }: Problem) {
    const drawn = wire === undefined ? undefined : editor.graph.wires[wire]
    const id = node ?? drawn?.to.node
    if (id) acts.show(id)
  }
  const chosenNode = connecting ? editor.graph.nodes.find(({ id }) => id === connecting) : undefined
  return (
    <EditorContext value={editor}>
      <DeskContext value={desk}>
        <div className={styles.bench} data-narrow={isNarrow || undefined}>
          <Toolbar
            flow={flow}
            draft={draft}
            acts={acts}
            readOnly={readOnly}
            onlyNarrow={mayWrite && isNarrow}
            onAdd={() => setAdding({ at: acts.next(), loose: undefined })}
          />
          <div className={styles.middle}>
            {!readOnly && <Palette onAdd={(type) => add(type, acts.next())} />}
            <div className={styles.sheet}>
              <FlowCanvas
                readOnly={readOnly}
                isSmall={isNarrow || panel !== undefined}
                onAdd={(at, loose) => setAdding({ at, loose })}
                onOpen={open}
                onRefused={onRefused}
              />
              {editor.graph.nodes.length === 0 && (
                <p className={styles.sheetLesson}>{t(readOnly ? 'sheet.emptyRead' : 'sheet.empty')}</p>
              )}
            </div>
            {(!isNarrow || editor.chosen.size > 0) && (
              <SettingsPanel readOnly={readOnly} replay={replay} onOpen={open} onConnect={setConnecting} acts={acts} />
            )}
          </div>
          <Dock
            tab={panel}
            onTab={show}
            flow={flow}
            draft={draft}
            check={check}
            replay={replay}
            running={running}
            asset={asset}
            onAsset={setAsset}
            readOnly={readOnly}
            onProblem={showProblem}
          />
        </div>
        {adding && (
          <AddNode
            kinds={acts.kindsFor(adding.loose)}
            onPick={(type) => add(type, adding.at, adding.loose)}
            onClose={() => setAdding(undefined)}
          />
        )}
        {chosenNode && <ConnectDialog node={chosenNode} onClose={() => setConnecting(undefined)} />}
      </DeskContext>
    </EditorContext>
  )
}
