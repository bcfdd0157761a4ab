import { createContext, use, useMemo, useReducer } from 'react'
import type { FlowDocument, FlowGraph } from './document.ts'
import { graphAt, withGraph } from './edit/graph.ts'
import { begun, changed, type History, redone, undone } from './edit/history.ts'

/** The node that was opened, and the subflow that it stands for. */
export interface Step {
  readonly node: string
  readonly name: string
}

interface EditorState {
  readonly history: History<FlowDocument>
  /** Subflows that one went into, the innermost last. */
  readonly path: readonly Step[]
  /** Nodes and frames. */
  readonly chosen: ReadonlySet<string>
  readonly chosenWires: ReadonlySet<string>
}

type Move =
  | { do: 'change'; with: (document: FlowDocument) => FlowDocument; run: string }
  | { do: 'take'; document: FlowDocument }
  | { do: 'undo' }
  | { do: 'redo' }
  | { do: 'choose'; nodes: ReadonlySet<string>; wires: ReadonlySet<string> }
  | { do: 'enter'; path: readonly Step[] }

const none: ReadonlySet<string> = new Set()

function next(state: EditorState, move: Move): EditorState {
  const { history } = state
  if (move.do === 'change') return { ...state, history: changed(history, move.with(history.now), move.run) }
  if (move.do === 'take') return { ...state, history: begun(move.document), chosen: none, chosenWires: none }
  if (move.do === 'choose') return { ...state, chosen: move.nodes, chosenWires: move.wires }
  if (move.do === 'enter') return { ...state, path: move.path, chosen: none, chosenWires: none }
  const moved = move.do === 'undo' ? undone(history) : redone(history)
  const isThere = ({ name }: Step) => moved.now.subflows?.[name] !== undefined
  return { ...state, history: moved, path: state.path.every(isThere) ? state.path : [] }
}

/** A flow while it is drawn. */
export interface Editor {
  readonly document: FlowDocument
  readonly path: readonly Step[]
  /** Before the ids of nodes, where the platform names them: "node/" of each step. */
  readonly prefix: string
  readonly inside: string | undefined
  readonly graph: FlowGraph
  readonly chosen: ReadonlySet<string>
  readonly chosenWires: ReadonlySet<string>
  readonly mayUndo: boolean
  readonly mayRedo: boolean
  /** Changes with the same `run` one after the other are one step back. */
  change(how: (document: FlowDocument) => FlowDocument, run?: string): void
  /** The graph that is drawn. */
  changeGraph(how: (graph: FlowGraph) => FlowGraph, run?: string): void
  /** Another document, without a way back. */
  take(document: FlowDocument): void
  undo(): void
  redo(): void
  choose(nodes: Iterable<string>, wires?: Iterable<string>): void
  enter(path: readonly Step[]): void
}

export function useEditorOf(start: FlowDocument): Editor {
  const [state, move] = useReducer(next, start, (document) => ({
    history: begun(document),
    path: [],
    chosen: none,
    chosenWires: none,
  }))
  const { history, path, chosen, chosenWires } = state
  const inside = path.at(-1)?.name
  const acts = useMemo(
    () => ({
      change: (how: (document: FlowDocument) => FlowDocument, run = '') => move({ do: 'change', with: how, run }),
      take: (document: FlowDocument) => move({ do: 'take', document }),
      undo: () => move({ do: 'undo' }),
      redo: () => move({ do: 'redo' }),
      choose: (nodes: Iterable<string>, wires: Iterable<string> = []) =>
        move({ do: 'choose', nodes: new Set(nodes), wires: new Set(wires) }),
      enter: (to: readonly Step[]) => move({ do: 'enter', path: to }),
    }),
    [],
  )
  return useMemo(
    () => ({
      ...acts,
      changeGraph: (how: (graph: FlowGraph) => FlowGraph, run = '') =>
        acts.change((document) => withGraph(document, inside, how(graphAt(document, inside))), run),
      document: history.now,
      path,
      prefix: path.map(({ node }) => `${node}/`).join(''),
      inside,
      graph: graphAt(history.now, inside),
      chosen,
      chosenWires,
      mayUndo: history.past.length > 0,
      mayRedo: history.future.length > 0,
    }),
    [acts, history, path, inside, chosen, chosenWires],
  )
}

export const EditorContext = createContext<Editor | null>(null)

/** Only below a provider, which every part of the editor is. */
export const useEditor = (): Editor => use(EditorContext)!
