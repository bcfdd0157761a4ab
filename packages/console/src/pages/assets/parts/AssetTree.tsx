import { IconChevronRight } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../../parts/FaultView.tsx'
import type { Asset } from '../../../platform.ts'
import styles from '../assets.module.css'
import type { Doing } from '../drawing.ts'
import type { Row } from '../tree.ts'
import { useTree } from '../use-tree.ts'

interface AssetTreeProps {
  selected: string | undefined
  onSelect: (asset: Asset) => void
  /** Counts up with each change of the tree. */
  version?: number
  /** Of who may draw. */
  onDo?: ((doing: Doing) => void) | undefined
}

const rowHeight = 32

/** The tree by ARIA's tree pattern: one tab stop; arrows walk, open and close; Home and End jump; F2, M, Insert and Delete draw. */
export function AssetTree({ selected, onSelect, version = 0, onDo }: AssetTreeProps) {
  const { t } = useTranslation('assets')
  const tree = useTree(selected, version)
  const [carried, setCarried] = useState<Asset>()
  const scroll = useRef<HTMLDivElement>(null)
  const { rows } = tree
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const at = rows.findIndex((row) => row.is === 'asset' && row.asset.id === selected)

  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [at, virtual])

  function go(index: number, by: 1 | -1) {
    for (let next = index; next >= 0 && next < rows.length; next += by) {
      const row = rows[next]!
      if (row.is === 'asset') return onSelect(row.asset)
    }
  }

  function onKey(event: KeyboardEvent) {
    const row = rows[at]
    const here = row?.is === 'asset' ? row : undefined
    const keys: Record<string, () => void> = {
      ArrowDown: () => go(at + 1, 1),
      ArrowUp: () => go(at - 1, -1),
      Home: () => go(0, 1),
      End: () => go(rows.length - 1, -1),
      ArrowRight: () => {
        if (!here || here.asset.childCount === 0) return
        if (here.open) go(at + 1, 1)
        else tree.open(here.asset.id)
      },
      ArrowLeft: () => {
        if (!here) return
        if (here.open) return tree.close(here.asset.id)
        for (let up = at - 1; up >= 0; up -= 1) {
          const above = rows[up]!
          if (above.is === 'asset' && above.depth < here.depth) return onSelect(above.asset)
        }
      },
    }
    const drawn: Record<string, () => void> =
      here && onDo
        ? {
            F2: () => onDo({ is: 'change', asset: here.asset }),
            m: () => onDo({ is: 'move', asset: here.asset }),
            Insert: () => onDo({ is: 'make', below: here.asset }),
            Delete: () => onDo({ is: 'remove', asset: here.asset }),
          }
        : {}
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey
    const act = keys[event.key] ?? (plain ? drawn[event.key] : undefined)
    if (!act) return
    event.preventDefault()
    act()
  }

  if (tree.fault && rows.every((row) => row.is === 'loading'))
    return <FaultView fault={tree.fault} retry={tree.retry} />
  if (rows.length === 0) return <p className={styles.treeEmpty}>{t('tree.empty')}</p>
  return (
    <div
      ref={scroll}
      className={styles.tree}
      role="tree"
      tabIndex={0}
      aria-label={t('tree.label')}
      aria-activedescendant={at >= 0 ? `asset-${selected}` : undefined}
      onKeyDown={onKey}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => (
          <TreeRow
            key={item.key}
            row={rows[item.index]!}
            top={item.start}
            selected={item.index === at}
            onSelect={onSelect}
            onToggle={(row) => (row.open ? tree.close(row.asset.id) : tree.open(row.asset.id))}
            onMore={tree.more}
            {...(onDo
              ? { drag: { carried, onCarry: setCarried, onDrop: (asset, to) => onDo({ is: 'move', asset, to }) } }
              : {})}
          />
        ))}
      </div>
    </div>
  )
}

interface TreeRowProps {
  row: Row
  top: number
  selected: boolean
  onSelect: (asset: Asset) => void
  onToggle: (row: Extract<Row, { is: 'asset' }>) => void
  onMore: (parent: string, cursor: string) => void
  /** Of who may move what is there. */
  drag?: {
    carried: Asset | undefined
    onCarry: (asset: Asset | undefined) => void
    onDrop: (asset: Asset, to: Asset) => void
  }
}

/** Nothing goes into itself or what is below it, nor to where it is. */
const takes = (to: Asset, carried: Asset | undefined): boolean =>
  carried !== undefined && carried.parent !== to.id && carried.path.some((name, depth) => to.path[depth] !== name)

function TreeRow({ row, top, selected, onSelect, onToggle, onMore, drag }: TreeRowProps) {
  const { t } = useTranslation('assets')
  const [over, setOver] = useState(false)
  const place = { transform: `translateY(${top}px)`, paddingLeft: 10 + row.depth * 16, height: rowHeight }
  if (row.is === 'loading')
    return (
      <div className={styles.row} style={place}>
        <span className="quiet">{t('tree.loading')}</span>
      </div>
    )
  if (row.is === 'more')
    return (
      <button
        type="button"
        tabIndex={-1}
        className={`${styles.row} link`}
        style={place}
        onClick={() => onMore(row.parent, row.cursor)}
      >
        {t('tree.more')}
      </button>
    )
  const { asset } = row
  const branch = asset.childCount > 0
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
    <div
      id={`asset-${asset.id}`}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-setsize={row.size}
      aria-posinset={row.place}
      aria-selected={selected}
      aria-expanded={branch ? row.open : undefined}
      className={styles.row}
      style={place}
      data-retired={asset.retiredAt !== undefined}
      data-target={drag?.carried && over && takes(asset, drag.carried)}
      draggable={drag !== undefined}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', asset.name)
        drag?.onCarry(asset)
      }}
      onDragEnd={() => drag?.onCarry(undefined)}
      onDragOver={(event) => {
        if (!takes(asset, drag?.carried)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (drag?.carried && takes(asset, drag.carried)) drag.onDrop(drag.carried, asset)
      }}
      onClick={() => onSelect(asset)}
      onDoubleClick={() => branch && onToggle(row)}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; the keys are the tree's */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: for the pointer; the keys are the tree's */}
      <span
        className={styles.twist}
        data-open={row.open}
        data-branch={branch}
        onClick={(event) => {
          event.stopPropagation()
          if (branch) onToggle(row)
        }}
      >
        {branch && <IconChevronRight size={15} stroke={1.8} aria-hidden="true" />}
      </span>
      <span className="clip" title={asset.name}>
        {asset.name}
      </span>
      <span className={`num ${styles.count}`}>{asset.pointCount > 0 ? asset.pointCount : ''}</span>
    </div>
  )
}
