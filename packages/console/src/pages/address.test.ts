import { expect, test } from 'vitest'
import { parseAssetSearch } from './assets/search.ts'
import { parseDeviceSearch } from './devices/search.ts'
import { parsePointSearch } from './points/search.ts'

test('an address keeps a window that stands still, or else a length that follows', () => {
  expect(parsePointSearch({ from: 1000, to: '2000', range: '1h' })).toEqual({ from: 1000, to: 2000 })
  expect(parsePointSearch({ range: '24h' })).toEqual({ range: '24h' })
})

test('what an address says wrongly is left out, not believed', () => {
  expect(parsePointSearch({ from: 2000, to: 1000 })).toEqual({})
  expect(parsePointSearch({ range: '3y' })).toEqual({})
  expect(parseDeviceSearch({ kind: 'toaster', state: 'offline', q: '' })).toEqual({ state: 'offline' })
  expect(parseAssetSearch({ asset: '', q: 42 })).toEqual({ q: '42' })
})
