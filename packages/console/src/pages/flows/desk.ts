import { createContext, use } from 'react'
import type { Catalogue, Port, Ports } from './catalogue.ts'
import type { FlowNode, FlowWire, Place, Settings } from './document.ts'
import type { Change } from './edit/differ.ts'
import type { Misfit } from './edit/fit.ts'

import type { Problem } from './use-check.ts'

/** What a wire or a node shows beside what is drawn. */
export interface Shown {
  readonly value?: string
  readonly quality?: 'good' | 'uncertain' | 'bad'
}

/** What lies over the drawing: values of a run or a replay, breakpoints, or what differs from another version. */
export interface Overlay {
  /** By the id of the wire. */
  readonly wireShown: ReadonlyMap<string, Shown>
  readonly nodeShown: ReadonlyMap<string, string>
  readonly failing: ReadonlySet<string>
  readonly breakpoints: ReadonlySet<string>
  readonly stopped: string | undefined
  readonly nodeChanges: ReadonlyMap<string, Change>
  readonly wireChanges: ReadonlyMap<string, 'added' | 'removed'>
}

export const noOverlay: Overlay = {
  wireShown: new Map(),
  nodeShown: new Map(),
  failing: new Set(),
  breakpoints: new Set(),
  stopped: undefined,
  nodeChanges: new Map(),
  wireChanges: new Map(),
}

/** What is known of the graph that is drawn: ports, problems, and what runs through it just now. */
export interface Desk extends Overlay {
  readonly catalogue: Catalogue
  readonly problems: readonly Problem[]
  /** Id of the flow, and the asset that it is tried for. */
  readonly flow: string
  readonly asset: string | undefined
  ports(node: FlowNode): Ports
  portAt(end: FlowWire['to'], side: 'inputs' | 'outputs'): Port | undefined
  /** Why a wire may not be drawn, as far as it is known. */
  misfitOf(wire: FlowWire): Misfit | undefined
  nameOf(node: FlowNode): string
  hintOf(node: FlowNode): string
  /** Finds out which ports take the wire that is pulled out of one. */
  probe(end: FlowWire['to'], side: 'source' | 'target'): Promise<void>
  /** Draws a wire if the platform takes it. */
  connect(wire: FlowWire): Promise<void>
  /** Gives the id of the new node. */
  add(type: string, at: Place, settings?: Settings): string
}

export const DeskContext = createContext<Desk | null>(null)

/** Only below a provider, which every part of the editor is. */
export const useDesk = (): Desk => use(DeskContext)!
