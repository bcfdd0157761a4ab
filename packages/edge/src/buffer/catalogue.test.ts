import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assign, readCatalogue, writeCatalogue } from './catalogue.ts'

const tag = (name: string, type = 'double'): { name: string; type: string } => ({ name, type })

describe('the catalogue of tags', () => {
  it('numbers devices and points densely', () => {
    const devices = assign(
      [],
      [
        { name: 'a', tags: [tag('x'), tag('y')] },
        { name: 'b', tags: [tag('x')] },
      ],
      { floor: 0, head: 0 },
    )
    expect(devices.map(({ index, tags }) => [index, tags.map(({ id }) => id)])).toEqual([
      [0, [0, 1]],
      [1, [2]],
    ])
  })

  it('keeps the number of what stays, and of what went for as long as the buffer holds older records', () => {
    const before = assign(
      [],
      [
        { name: 'a', tags: [tag('x'), tag('y')] },
        { name: 'b', tags: [tag('x')] },
      ],
      { floor: 0, head: 0 },
    )
    const after = assign(before, [{ name: 'b', tags: [tag('x', 'int64'), tag('z')] }], { floor: 5, head: 10 })
    expect(after).toEqual([
      {
        index: 1,
        name: 'b',
        tags: [
          { id: 3, name: 'x', type: 'int64' },
          { id: 4, name: 'z', type: 'double' },
          { id: 2, name: 'x', type: 'double', retired: 10 },
        ],
      },
      {
        index: 0,
        name: 'a',
        tags: [
          { id: 0, name: 'x', type: 'double', retired: 10 },
          { id: 1, name: 'y', type: 'double', retired: 10 },
        ],
      },
    ])
    const later = assign(after, [{ name: 'b', tags: [tag('x', 'int64'), tag('z'), tag('q')] }], { floor: 10, head: 12 })
    expect(later).toEqual([
      {
        index: 1,
        name: 'b',
        tags: [
          { id: 3, name: 'x', type: 'int64' },
          { id: 4, name: 'z', type: 'double' },
          { id: 0, name: 'q', type: 'double' },
        ],
      },
    ])
  })

  it('takes a point back under its old number', () => {
    const wanted = [{ name: 'a', tags: [tag('x')] }]
    const before = assign([], wanted, { floor: 0, head: 0 })
    const without = assign(before, [], { floor: 0, head: 3 })
    expect(assign(without, wanted, { floor: 0, head: 4 })).toEqual(before)
  })

  it('is read as it was written, and refused when it makes no sense', () => {
    const folder = mkdtempSync(join(tmpdir(), 'edge-catalogue-'))
    const devices = assign(assign([], [{ name: 'a', tags: [tag('x')] }], { floor: 0, head: 0 }), [], {
      floor: 0,
      head: 3,
    })
    expect(readCatalogue(folder)).toEqual([])
    writeCatalogue(folder, devices)
    expect(readCatalogue(folder)).toEqual(devices)
    writeFileSync(join(folder, 'catalogue.json'), '[[0,"a",[[-1,"x","double"]]]]')
    expect(() => readCatalogue(folder)).toThrow(expect.objectContaining({ code: 'edge_buffer.state_malformed' }))
    rmSync(folder, { recursive: true })
  })
})
