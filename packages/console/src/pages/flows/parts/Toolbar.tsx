import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBoxMultiple,
  IconChevronRight,
  IconDots,
  IconHierarchy2,
  IconLayoutAlignCenter,
  IconMaximize,
  IconNote,
  IconPlus,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Flow } from '../../../platform.ts'
import { useMay } from '../../../rights.ts'
import { PublishDialog } from '../../components/parts/PublishDialog.tsx'
import { told } from '../catalogue.ts'
import type { Alignment } from '../edit/layout.ts'
import { useEditor } from '../editor.ts'
import styles from '../flows.module.css'
import { sent } from '../queries.ts'
import type { Acts } from '../use-acts.ts'
import type { Draft } from '../use-draft.ts'
import { DraftMark } from './DraftMark.tsx'

const alignments: readonly Alignment[] = ['left', 'centre', 'right', 'top', 'middle', 'bottom', 'spread-x', 'spread-y']

interface ToolbarProps {
  flow: Flow
  draft: Draft
  acts: Acts
  readOnly: boolean
  /** It is to read for no other reason than the width of the screen. */
  onlyNarrow: boolean
  onAdd: () => void
}

export function Toolbar({ flow, draft, acts, readOnly, onlyNarrow, onAdd }: ToolbarProps) {
  const { t } = useTranslation('flows')
  const editor = useEditor()
  const mayPublish = useMay('component:publish')
  const [publishing, setPublishing] = useState(false)
  const tool = (label: string, key: string, icon: ReactNode, act: () => void, disabled = false) => (
    <Tooltip label={key ? `${label} (${key})` : label}>
      <ActionIcon variant="subtle" color="gray" size="md" aria-label={label} disabled={disabled} onClick={act}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
  const few = editor.chosen.size < 2
  return (
    <header className={styles.toolbar}>
      <nav className={styles.crumbs} aria-label={t('crumbs')}>
        <Link to="/flows" search={{}} className="link">
          {t('title')}
        </Link>
        <IconChevronRight size={14} aria-hidden="true" />
        {editor.path.length === 0 ? (
          <h1 className={styles.flowTitle}>{told(editor.document.title)}</h1>
        ) : (
          <button type="button" className="link" onClick={() => editor.enter([])}>
            {told(editor.document.title)}
          </button>
        )}
        {editor.path.map(({ node, name }, k) => {
          const title = editor.document.subflows?.[name]?.title
          const text = title ? told(title) : name
          return (
            <span key={`${node} ${name}`} className={styles.crumb}>
              <IconChevronRight size={14} aria-hidden="true" />
              {k === editor.path.length - 1 ? (
                <h1 className={styles.flowTitle}>{text}</h1>
              ) : (
                <button type="button" className="link" onClick={() => editor.enter(editor.path.slice(0, k + 1))}>
                  {text}
                </button>
              )}
            </span>
          )
        })}
      </nav>
      {onlyNarrow ? (
        <span className="quiet">{t('draft.narrow')}</span>
      ) : (
        <DraftMark flow={flow} draft={draft} readOnly={readOnly} />
      )}
      <div className={styles.tools}>
        {!readOnly && (
          <>
            {tool(t('tool.undo'), 'Ctrl Z', <IconArrowBackUp size={18} stroke={1.7} />, acts.undo, !editor.mayUndo)}
            {tool(t('tool.redo'), 'Ctrl Y', <IconArrowForwardUp size={18} stroke={1.7} />, acts.redo, !editor.mayRedo)}
            <span className={styles.gap} />
            {tool(t('tool.layOut'), 'Shift L', <IconHierarchy2 size={18} stroke={1.7} />, acts.layOut)}
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" size="md" aria-label={t('tool.align')} disabled={few}>
                  <IconLayoutAlignCenter size={18} stroke={1.7} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {alignments.map((to) => (
                  <Menu.Item key={to} onClick={() => acts.align(to)}>
                    {t(`align.${to}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            {tool(t('tool.group'), 'Ctrl G', <IconBoxMultiple size={18} stroke={1.7} />, acts.group, few)}
            {tool(t('tool.frame'), '', <IconNote size={18} stroke={1.7} />, acts.frame)}
          </>
        )}
        {tool(t('tool.fit'), '0', <IconMaximize size={18} stroke={1.7} />, acts.fit)}
        {!readOnly && (
          <>
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" size="md" aria-label={t('tool.more')}>
                  <IconDots size={18} stroke={1.7} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item rightSection="Ctrl C" onClick={() => void acts.copy()}>
                  {t('tool.copy')}
                </Menu.Item>
                <Menu.Item rightSection="Ctrl V" onClick={() => void acts.paste()}>
                  {t('tool.paste')}
                </Menu.Item>
                <Menu.Item rightSection="Ctrl D" onClick={acts.duplicate}>
                  {t('tool.duplicate')}
                </Menu.Item>
                <Menu.Item rightSection="Ctrl A" onClick={acts.chooseAll}>
                  {t('tool.all')}
                </Menu.Item>
                {mayPublish && <Menu.Item onClick={() => setPublishing(true)}>{t('component.whole')}</Menu.Item>}
                <Menu.Item rightSection="Del" color="red" onClick={acts.remove}>
                  {t('tool.remove')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <Button
              size="xs"
              leftSection={<IconPlus size={15} stroke={1.8} />}
              rightSection={<kbd>/</kbd>}
              onClick={onAdd}
            >
              {t('tool.add')}
            </Button>
          </>
        )}
      </div>
      {publishing && (
        <PublishDialog
          document={sent(editor.document)}
          part={{}}
          title={told(editor.document.title)}
          onClose={() => setPublishing(false)}
        />
      )}
    </header>
  )
}
