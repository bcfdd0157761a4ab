import { ActionIcon, Button, Skeleton, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChevronRight,
  IconDeviceFloppy,
  IconEye,
  IconHistory,
  IconPencil,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useBlocker, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { FaultView, useFaultWords } from '../../parts/FaultView.tsx'
import type { Screen } from '../../platform.ts'
import { told } from './document.ts'
import { EditGrid } from './edit/EditGrid.tsx'
import { Palette } from './edit/Palette.tsx'
import { ScreenSettings } from './edit/ScreenSettings.tsx'
import { useEditing } from './edit/use-editing.ts'
import { type Saving, useSaving } from './edit/use-saving.ts'
import { VersionsDialog } from './edit/VersionsDialog.tsx'
import { WidgetSettings } from './edit/WidgetSettings.tsx'
import { AssetSwitch } from './parts/AssetSwitch.tsx'
import { ScreenGrid } from './parts/ScreenGrid.tsx'
import { LookContext } from './points.ts'
import { screenQuery } from './queries.ts'
import styles from './screens.module.css'
import { useLookOf } from './use-look.ts'

const route = getRouteApi('/app/screens/$id/edit')

/** Where a screen is put together. */
export function EditorPage() {
  const { id } = route.useParams()
  const screen = useQuery({ ...screenQuery(id), refetchOnWindowFocus: false })
  if (screen.isError && !screen.data) return <FaultView fault={screen.error} retry={() => void screen.refetch()} />
  if (!screen.data) return <Skeleton height="60vh" m={20} w="auto" />
  return <Bench key={id} screen={screen.data} />
}

function Bench({ screen }: { screen: Screen }) {
  const { t } = useTranslation('screens')
  const navigate = useNavigate()
  const { asset } = route.useSearch()
  const editing = useEditing(screen.document)
  const saving = useSaving(screen, editing.document)
  const [isPreview, setIsPreview] = useState(false)
  const [versions, setVersions] = useState(false)
  const { document, chosen } = editing
  const { look, items } = useLookOf(screen, document.of, asset)
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => saving.isChanged && current.pathname !== next.pathname,
    enableBeforeUnload: saving.isChanged,
    withResolver: true,
  })
  // What went wrong is told by the editor itself.
  const acts = { undo: editing.undo, redo: editing.redo, save: () => void saving.save().catch(() => undefined) }
  useKeys(acts)
  const tool = (label: string, key: string, icon: ReactNode, act: () => void, isOff: boolean) => (
    <Tooltip label={`${label} (${key})`}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} disabled={isOff} onClick={act}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
  async function finish() {
    if (saving.isChanged) await saving.save()
    await navigate({
      to: '/screens/$id',
      params: { id: screen.id },
      search: asset ? { asset } : {},
      ignoreBlocker: true,
    })
  }
  return (
    <LookContext value={look}>
      <div className={styles.bench}>
        <title>{`${told(document.title)} – ${t('title')} – Millrace`}</title>
        <header className={styles.toolbar}>
          <nav aria-label={t('crumbs')} className={styles.crumbs}>
            <Link to="/screens" search={{}} className="link">
              {t('title')}
            </Link>
            <IconChevronRight size={14} aria-hidden="true" />
            <h1 className={`clip ${styles.benchTitle}`}>{told(document.title)}</h1>
          </nav>
          <Kept saving={saving} onTake={editing.set} />
          <div className={styles.tools}>
            {items.length > 1 && (
              <AssetSwitch
                assets={items}
                value={look.asset}
                onChange={(next) =>
                  void navigate({
                    to: '/screens/$id/edit',
                    params: { id: screen.id },
                    search: { asset: next },
                    replace: true,
                  })
                }
              />
            )}
            {tool(
              t('editor.undo'),
              'Ctrl Z',
              <IconArrowBackUp size={18} stroke={1.7} />,
              editing.undo,
              !editing.mayUndo,
            )}
            {tool(
              t('editor.redo'),
              'Ctrl Y',
              <IconArrowForwardUp size={18} stroke={1.7} />,
              editing.redo,
              !editing.mayRedo,
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('versions.title')}
              title={t('versions.title')}
              onClick={() => setVersions(true)}
            >
              <IconHistory size={18} stroke={1.7} />
            </ActionIcon>
            <Button
              size="xs"
              variant="default"
              leftSection={isPreview ? <IconPencil size={15} stroke={1.7} /> : <IconEye size={15} stroke={1.7} />}
              onClick={() => setIsPreview(!isPreview)}
            >
              {t(isPreview ? 'editor.goOn' : 'editor.preview')}
            </Button>
            <Button
              size="xs"
              loading={saving.isPending}
              leftSection={<IconDeviceFloppy size={15} stroke={1.7} />}
              // What went wrong is told by the editor itself.
              onClick={() => void finish().catch(() => undefined)}
            >
              {t(saving.isChanged ? 'editor.saveDone' : 'editor.done')}
            </Button>
          </div>
        </header>
        {isPreview ? (
          <div className={styles.preview}>
            <ScreenGrid document={document} />
          </div>
        ) : (
          <div className={styles.work}>
            <Palette onAdd={(kind) => editing.add(kind, t('editor.text'))} />
            <div className={styles.canvas}>
              <EditGrid editing={editing} />
            </div>
            <aside className={styles.side} aria-label={t('editor.settings')}>
              {chosen ? (
                <WidgetSettings key={chosen.id} editing={editing} widget={chosen} />
              ) : (
                <ScreenSettings editing={editing} />
              )}
            </aside>
          </div>
        )}
        {versions && (
          <VersionsDialog id={screen.id} onTake={(taken) => editing.set(taken)} onClose={() => setVersions(false)} />
        )}
        {leaving.status === 'blocked' && (
          <ConfirmDialog
            title={t('leave.title')}
            action={t('leave.do')}
            destructive
            busy={false}
            fault={null}
            onConfirm={leaving.proceed}
            onClose={leaving.reset}
          >
            {t('leave.lesson')}
          </ConfirmDialog>
        )}
      </div>
    </LookContext>
  )
}

interface Acts {
  readonly undo: () => void
  readonly redo: () => void
  readonly save: () => void
}

/** Keys of the editor; while somebody types, undo and redo are the field's own. */
function useKeys(acts: Acts): void {
  const now = useRef(acts)
  now.current = acts
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey)) return
      const key = event.key.toLowerCase()
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea') !== null
      const act =
        key === 's'
          ? now.current.save
          : isTyping
            ? undefined
            : key === 'y' || (key === 'z' && event.shiftKey)
              ? now.current.redo
              : key === 'z'
                ? now.current.undo
                : undefined
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** Whether what stands on the sheet is kept; where somebody else kept another, the choice between both. */
function Kept({ saving, onTake }: { saving: Saving; onTake: (document: Screen['document']) => void }) {
  const { t } = useTranslation('screens')
  const words = useFaultWords()
  if (saving.isConflict)
    return (
      <span className={styles.wrong} role="alert">
        {words(saving.fault).says}
        <Button size="compact-xs" variant="default" onClick={() => void saving.theirs().then(onTake)}>
          {t('conflict.theirs')}
        </Button>
        <Button size="compact-xs" variant="default" color="red" onClick={() => void saving.overwrite()}>
          {t('conflict.mine')}
        </Button>
      </span>
    )
  if (saving.fault)
    return (
      <span className={styles.wrong} role="alert">
        {words(saving.fault).says}
      </span>
    )
  return (
    <span className="quiet" role="status">
      {t(saving.isChanged ? 'editor.changed' : 'editor.kept')}
    </span>
  )
}
