import type { Asset } from '../../platform.ts'

/** Children of one asset as far as they were read; `next` is where the rest begins. */
export interface Branch {
  items: readonly Asset[]
  next?: string
}

export const root = 'root'

export interface TreeState {
  branches: ReadonlyMap<string, Branch>
  open: ReadonlySet<string>
}

export const emptyTree: TreeState = { branches: new Map(), open: new Set([root]) }

export type TreeAction =
  | { is: 'read'; parent: string; items: readonly Asset[]; next?: string }
  | { is: 'open'; ids: readonly string[] }
  | { is: 'close'; id: string }
  /** What was read may have changed; what is open stays open. */
  | { is: 'forget' }

export function treeReducer(state: TreeState, action: TreeAction): TreeState {
  switch (action.is) {
    case 'read': {
      const before = state.branches.get(action.parent)
      const known = new Set(before?.items.map((item) => item.id))
      const items = [...(before?.items ?? []), ...action.items.filter((item) => !known.has(item.id))]
      const branches = new Map(state.branches).set(action.parent, {
        items,
        ...(action.next ? { next: action.next } : {}),
      })
      return { ...state, branches }
    }
    case 'forget':
      return { ...state, branches: new Map() }
    case 'open':
      return { ...state, open: new Set([...state.open, ...action.ids]) }
    case 'close': {
      const open = new Set(state.open)
      open.delete(action.id)
      return { ...state, open }
    }
  }
}

/** A line of the tree as it stands on the screen. */
export type Row =
  | { is: 'asset'; asset: Asset; depth: number; open: boolean; size: number; place: number }
  | { is: 'more'; parent: string; depth: number; cursor: string }
  | { is: 'loading'; parent: string; depth: number }

export function rowsOf(state: TreeState, parent = root, depth = 0): Row[] {
  const branch = state.branches.get(parent)
  if (!branch) return [{ is: 'loading', parent, depth }]
  const rows: Row[] = []
  branch.items.forEach((asset, index) => {
    const open = state.open.has(asset.id) && asset.childCount > 0
    rows.push({ is: 'asset', asset, depth, open, size: branch.items.length, place: index + 1 })
    if (open) rows.push(...rowsOf(state, asset.id, depth + 1))
  })
  if (branch.next) rows.push({ is: 'more', parent, depth, cursor: branch.next })
  return rows
}
