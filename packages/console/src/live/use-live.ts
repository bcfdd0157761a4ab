import { createContext, use, useCallback, useSyncExternalStore } from 'react'
import type { PointSample, Sample } from '../platform.ts'
import type { LiveState, LiveValues } from './live-values.ts'

export const LiveContext = createContext<LiveValues | null>(null)

export function useLiveValues(): LiveValues | null {
  return use(LiveContext)
}

/** The newest sample of a point, kept up to date while the part is on the screen; `known` until the first one is pushed. */
export function useLive(point: string, known?: Sample | null): Sample | PointSample | undefined {
  const values = use(LiveContext)
  const watch = useCallback((listener: () => void) => values?.watch(point, listener) ?? (() => {}), [values, point])
  const pushed = useSyncExternalStore(watch, () => values?.latest(point))
  return pushed ?? known ?? undefined
}

const idle: LiveState = { is: 'idle' }
const never = () => () => {}

/** Whether the live stream is up; `lost` means the values on the screen stand still. */
export function useLiveState(): LiveState {
  const values = use(LiveContext)
  return useSyncExternalStore(values?.watchState ?? never, values?.state ?? (() => idle))
}
