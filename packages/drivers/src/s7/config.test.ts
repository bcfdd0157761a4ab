import { expect, test } from 'vitest'
import { tsapsOf } from './config.ts'

test.each([
  [{}, 0x0100, 0x0101],
  [{ slot: 2 }, 0x0100, 0x0102],
  [{ rack: 1, slot: 3, connectionType: 'op' }, 0x0100, 0x0223],
  [{ rack: 7, slot: 31, connectionType: 'basic' }, 0x0100, 0x03ff],
  [{ localTsap: '10.00', remoteTsap: '4d.57' }, 0x1000, 0x4d57],
] as const)('transport addresses of %o', (config, local, remote) => {
  expect(tsapsOf({ host: 'cpu', ...config })).toEqual({ local, remote })
})
