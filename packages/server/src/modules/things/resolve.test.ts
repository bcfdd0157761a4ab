import { describe, expect, it } from 'vitest'
import { resolve } from './resolve.ts'
import type { ModelContent } from './schema.ts'

describe('what a model refers to', () => {
  it('is worked out once, however often and however deep it is referred to', () => {
    const depth = 12
    const width = 100
    const models = new Map<string, ModelContent>()
    for (let level = 0; level <= depth; level++) {
      const below = `urn:millrace:thing-model:m:${level - 1}.0.0`
      const names = Array.from({ length: width }, (_, n) => `p${n}`)
      const properties = Object.fromEntries(
        names.map((name) => [
          name,
          level === 0 ? { type: 'number' as const } : { 'tm:ref': `${below}#/properties/${name}` },
        ]),
      )
      models.set(`${level}.0.0`, { title: 'm', properties })
    }
    const opened: string[] = []
    const find = (_: string, version: string) => {
      opened.push(version)
      return models.get(version)
    }
    const { properties } = resolve(models.get(`${depth}.0.0`) ?? { title: '' }, find)
    expect(Object.keys(properties)).toHaveLength(width)
    expect(opened).toHaveLength(depth)
  })

  it('may be named as objects are made of, and means nothing by it', () => {
    const content: ModelContent = { title: 'm', properties: { a: { 'tm:ref': '#/properties/constructor' } } }
    expect(() => resolve(content, () => undefined)).toThrow(/reference/)
  })
})
