import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { setLanguage, startLanguage } from '../../i18n/language.ts'
import { type Asset, platform } from '../../platform.ts'
import { AssetTree } from './parts/AssetTree.tsx'
import { emptyTree, rowsOf, treeReducer } from './tree.ts'

const asset = (id: string, parent: string | null, childCount: number): Asset => ({
  id,
  parent,
  name: id,
  level: 'area',
  levelGiven: false,
  tags: [],
  path: [id],
  childCount,
  pointCount: 1,
})
const tree: Record<string, Asset[]> = {
  root: [asset('plant', null, 2)],
  plant: [asset('boiler', 'plant', 1), asset('air', 'plant', 0)],
  boiler: [asset('drum', 'boiler', 0)],
}

beforeAll(async () => {
  // Mantine asks the browser for its colour scheme; happy-dom has no answer of its own, nor sizes for a virtual list.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  for (const side of ['clientHeight', 'clientWidth'])
    Object.defineProperty(HTMLElement.prototype, side, { configurable: true, get: () => 600 })
  await startLanguage()
  await setLanguage('en')
})
afterEach(cleanup)

test('a page of children read later stands after the first, and nothing stands twice', () => {
  let state = treeReducer(emptyTree, { is: 'read', parent: 'root', items: [asset('a', null, 0)], next: 'c' })
  expect(rowsOf(state).map((row) => row.is)).toEqual(['asset', 'more'])
  state = treeReducer(state, { is: 'read', parent: 'root', items: [asset('a', null, 0), asset('b', null, 0)] })
  expect(rowsOf(state).map((row) => row.is === 'asset' && row.asset.id)).toEqual(['a', 'b'])
})

test('an opened branch that is not read yet says that it loads; a closed one forgets nothing', () => {
  let state = treeReducer(emptyTree, { is: 'read', parent: 'root', items: tree['root']! })
  state = treeReducer(state, { is: 'open', ids: ['plant'] })
  expect(rowsOf(state).map((row) => row.is)).toEqual(['asset', 'loading'])
  state = treeReducer(state, { is: 'read', parent: 'plant', items: tree['plant']! })
  state = treeReducer(state, { is: 'close', id: 'plant' })
  expect(rowsOf(state)).toHaveLength(1)
  expect(rowsOf(treeReducer(state, { is: 'open', ids: ['plant'] }))).toHaveLength(3)
})

function Page() {
  const [selected, select] = useState<string>()
  return (
    <MantineProvider>
      <AssetTree selected={selected} onSelect={(chosen) => select(chosen.id)} />
    </MantineProvider>
  )
}

test('the arrows walk through the tree, open and close it', async () => {
  vi.spyOn(platform, 'assets').mockImplementation(async ({ parent } = {}) => ({ items: tree[parent ?? 'root'] ?? [] }))
  vi.spyOn(platform, 'asset').mockImplementation(
    async (id) =>
      Object.values(tree)
        .flat()
        .find((each) => each.id === id)!,
  )
  render(<Page />)
  const names = () => screen.getAllByRole('treeitem').map((item) => item.id)
  await waitFor(() => expect(names()).toEqual(['asset-plant', 'asset-boiler', 'asset-air']))
  const press = (key: string) => fireEvent.keyDown(screen.getByRole('tree'), { key })
  const active = () => screen.getByRole('tree').getAttribute('aria-activedescendant')

  press('ArrowDown')
  expect(active()).toBe('asset-plant')
  press('ArrowRight')
  expect(active()).toBe('asset-boiler')
  press('ArrowRight')
  await waitFor(() => expect(names()).toContain('asset-drum'))
  press('ArrowRight')
  expect(active()).toBe('asset-drum')
  press('ArrowLeft')
  expect(active()).toBe('asset-boiler')
  press('ArrowLeft')
  expect(names()).not.toContain('asset-drum')
  press('End')
  expect(active()).toBe('asset-air')
})
