import { Tabs } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { AssetPicker, type PickedAsset } from '../../../parts/AssetPicker.tsx'
import type { Flow } from '../../../platform.ts'
import { useEditor } from '../editor.ts'
import styles from '../flows.module.css'
import { ReplayPanel } from '../replay/ReplayPanel.tsx'
import type { ReplayState } from '../replay/use-replay.ts'
import { RunsPanel } from '../runs/RunsPanel.tsx'
import type { Running } from '../runs/use-running.ts'
import { type DockTab, dockTabs } from '../search.ts'
import { TestsPanel } from '../tests/TestsPanel.tsx'
import type { Problem, useCheck } from '../use-check.ts'
import type { Draft } from '../use-draft.ts'
import { VersionsPanel } from '../versions/VersionsPanel.tsx'
import { Problems } from './Problems.tsx'

interface DockProps {
  tab: DockTab | undefined
  onTab: (tab: DockTab | undefined) => void
  flow: Flow
  draft: Draft
  check: ReturnType<typeof useCheck>
  replay: ReplayState
  running: Running
  /** Below which names of points are looked for. */
  asset: PickedAsset | null
  onAsset: (asset: PickedAsset | null) => void
  readOnly: boolean
  onProblem: (problem: Problem) => void
}

/** Below the sheet: what is wrong, what the flow did in the past, its tests and versions, and where it runs. */
export function Dock(props: DockProps) {
  const { t } = useTranslation('flows')
  const editor = useEditor()
  const { tab, onTab, check, flow, draft, replay, running, readOnly } = props
  const ready = check.isCurrent && check.problems.length === 0 && editor.document.nodes.length > 0
  const counts: Partial<Record<DockTab, number>> = {
    problems: check.problems.length,
    tests: editor.document.tests?.length ?? 0,
    versions: flow.versions.length,
    runs: flow.deployments,
  }
  return (
    <section className={styles.dock} data-open={tab !== undefined || undefined} aria-label={t('dock.title')}>
      <Tabs
        value={tab ?? null}
        keepMounted={false}
        onChange={(next) => onTab(dockTabs.find((each) => each === next))}
        className={styles.dockTabs ?? ''}
      >
        <Tabs.List aria-label={t('dock.title')}>
          {dockTabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`dock.${each}`)}
              {(counts[each] ?? 0) > 0 && (
                <span className={styles.count} data-bad={each === 'problems' || undefined}>
                  {counts[each]}
                </span>
              )}
            </Tabs.Tab>
          ))}
          <div className={styles.dockAsset}>
            <AssetPicker
              label={t('dock.asset')}
              placeholder={t('dock.asset')}
              value={props.asset}
              onChange={props.onAsset}
            />
          </div>
          {tab && (
            <button
              type="button"
              className={styles.dockClose}
              aria-label={t('dock.close')}
              onClick={() => onTab(undefined)}
            >
              <IconChevronDown size={16} stroke={1.8} />
            </button>
          )}
        </Tabs.List>
        <Tabs.Panel value="problems">
          <Problems current={check.isCurrent} onShow={props.onProblem} />
        </Tabs.Panel>
        <Tabs.Panel value="replay">
          <ReplayPanel replay={replay} ready={ready} readOnly={readOnly} />
        </Tabs.Panel>
        <Tabs.Panel value="tests">
          <TestsPanel ready={ready} readOnly={readOnly} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <VersionsPanel flow={flow} draft={draft} ready={ready} />
        </Tabs.Panel>
        <Tabs.Panel value="runs">
          <RunsPanel flow={flow} running={running} />
        </Tabs.Panel>
      </Tabs>
    </section>
  )
}
