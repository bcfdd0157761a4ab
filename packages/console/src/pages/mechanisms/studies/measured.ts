import type { Binding, Point } from '../../../platform.ts'

/** Points that a binding compares its outputs with, among those of an asset. */
export const measuredBy = (binding: Binding | undefined, points: readonly Point[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(binding?.measured ?? {}).flatMap(([output, { property, point }]) => {
      const found = points.find(({ id, name }) => id === point || name === property)
      return found ? [[output, found.id]] : []
    }),
  )
