import { describe, expect, it } from 'vitest'
import { Kinds, label, local, words } from './java-kinds.ts'

const schemas = {
  Pump: { type: 'object', properties: { id: { type: 'string' } } },
  Stage: { enum: ['draft', 'published'], description: 'How far it is' },
}
const kinds = new Kinds(schemas)
const of = (schema: object) => kinds.of(schema, { owner: 'Plant', property: 'pumps' })

describe('what Java has for a schema', () => {
  it('keeps columns as arrays, and null in them as NaN where there are numbers', () => {
    expect(of({ type: 'array', items: { type: 'integer' } }).plain).toBe('long[]')
    const numbers = { type: 'array', items: { anyOf: [{ type: 'number' }, { type: 'null' }] } }
    expect(of(numbers).plain).toBe('double[]')
    const moments = { type: 'array', items: { anyOf: [{ type: 'integer' }, { type: 'null' }] } }
    expect(of(moments).plain).toBe('List<Long>')
  })

  it('has null for what may be null, and a tree for what may be several things', () => {
    const nullable = of({ anyOf: [{ type: 'integer' }, { type: 'null' }] })
    expect(nullable).toMatchObject({ plain: 'Long', nullable: true })
    expect(of({ anyOf: [{ type: 'number' }, { type: 'string' }, { type: 'null' }] }).plain).toBe('Json')
    expect(of({}).plain).toBe('Json')
  })

  it('names what stands inside a record by its property, once, and never as another record', () => {
    const inner = { type: 'object', properties: { x: { type: 'number' } } }
    expect(of({ type: 'array', items: inner })).toMatchObject({
      plain: 'List<PlantPump>',
      declares: { name: 'PlantPump' },
    })
  })

  it('reaches what is named, and makes a choice of words of an enumeration', () => {
    expect(of({ $ref: '#/components/schemas/Pump' }).read('json')).toBe('Pump.read(json)')
    expect([kinds.next(), kinds.next()]).toEqual(['Pump', undefined])
    expect(of({ $ref: '#/components/schemas/Stage' }).declares).toMatchObject({ values: ['draft', 'published'] })
  })

  it('nests lists and maps without a name twice', () => {
    const list = of({ type: 'array', items: { type: 'array', items: { type: 'string' } } })
    expect(list.read('json')).toBe('json.readList(item -> item.readList(items -> items.readText()))')
    expect(of({ type: 'object', patternProperties: { '^.*$': { type: 'number' } } }).plain).toBe('Map<String, Double>')
  })
})

describe('what Javadoc says', () => {
  it('tells range and default, and keeps signs of its own apart', () => {
    const limit = {
      type: 'integer',
      minimum: 1,
      maximum: 500,
      default: 100,
      description: 'A `cursor` <b> & @see */ {x}',
    }
    expect(words(limit, of(limit), false)).toBe(
      'A <code>cursor</code> &lt;b&gt; &amp; &#64;see &#42;&#47; &#123;x&#125;; 1 to 500; default 100; null where it is missing',
    )
  })

  it('makes names that Java takes', () => {
    expect([local('class'), local('first'), label('WriteRequest')]).toEqual(['class_', 'first', 'Write request'])
  })
})
