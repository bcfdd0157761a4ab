import type { AssetId } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Drawn, levels, stand } from './tree.ts'

const place = (id: string, parent: string | null, given?: Drawn['given']): Drawn => ({
  id: id as AssetId,
  parent: parent as AssetId | null,
  name: id,
  given,
})

describe('where places stand', () => {
  it('follows what they hang on, in whatever order they are told', () => {
    const stood = stand([place('c', 'b'), place('a', null), place('b', 'a')])
    expect(stood.get('c' as AssetId)).toEqual({ lineage: ['a', 'b', 'c'], path: ['a', 'b', 'c'], level: 'area' })
  })

  it('begins below what is told of the places above', () => {
    const above = { lineage: ['x' as AssetId], path: ['X'], level: 'work_unit' as const }
    expect(stand([place('a', 'x')], new Map([['x' as AssetId, above]])).get('a' as AssetId)).toEqual({
      lineage: ['x', 'a'],
      path: ['X', 'a'],
      level: 'equipment',
    })
  })

  it('is nowhere for those in a circle', () => {
    expect(() => stand([place('a', 'b'), place('b', 'a')])).toThrow(/outside of/)
  })

  it('never has a level at or above the one it hangs on, but for equipment', () => {
    const tree = fc.array(fc.tuple(fc.nat(), fc.option(fc.constantFrom(...levels), { nil: undefined })), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(tree, (drawn) => {
        const places = drawn.map(([up, given], n) => place(`p${n}`, n === 0 ? null : `p${up % n}`, given))
        let stood: ReturnType<typeof stand>
        try {
          stood = stand(places)
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'assets.level_order' })
          return
        }
        for (const { id, parent } of places) {
          const level = stood.get(id)?.level ?? 'enterprise'
          const above = parent === null ? undefined : stood.get(parent)?.level
          if (above === undefined || (above === 'equipment' && level === 'equipment')) continue
          expect(levels.indexOf(level)).toBeGreaterThan(levels.indexOf(above))
        }
      }),
    )
  })
})
