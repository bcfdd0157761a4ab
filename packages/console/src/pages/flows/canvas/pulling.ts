import { createContext } from 'react'
import type { Misfit } from '../edit/fit.ts'

/** A wire that is being drawn, and why a port may not take it. */
export interface Pulling {
  readonly node: string
  readonly port: string
  readonly from: 'source' | 'target'
  misfitOf(node: string, port: string): Misfit | undefined
}

export const PullingContext = createContext<Pulling | undefined>(undefined)
