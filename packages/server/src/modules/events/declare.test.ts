import { Compile } from 'typebox/compile'
import { describe, expect, it } from 'vitest'
import '../index.ts'
import { isAction } from '../access/index.ts'
import { dataOf, declarationOf, declarations, declarationsOf, defineEvents } from './declare.ts'

describe('a declaration of an event', () => {
  it.each(declarations().map((one) => [one.type, one] as const))(
    '%s has an example that its schema takes',
    (_, one) => {
      const check = Compile(one.schema)
      expect([...check.Errors(one.example)]).toEqual([])
      expect(isAction(one.permission)).toBe(true)
      expect(one.title.en + one.says.en).not.toMatch(/\p{Script=Han}/u)
      expect(one.title.zh).toMatch(/\p{Script=Han}/u)
      expect(one.says.zh).toMatch(/\p{Script=Han}/u)
    },
  )

  it('is refused where another has its name', () => {
    const [first] = declarations()
    const again = {
      permission: 'asset:read',
      title: { en: '', zh: '' },
      says: { en: '', zh: '' },
      data: {},
      example: {},
    } as const
    expect(() => defineEvents('test', { [first?.type ?? '']: again })).toThrow(/declared once/)
  })

  it('takes of an entry of the audit what it declares, and neither address nor anything else', () => {
    const entry = {
      actor: { kind: 'person', id: 'p', name: 'ann', remote: '10.0.0.1' },
      action: 'certificate.revoked',
      target: { kind: 'certificate', id: 'c', name: 'press' },
      detail: { reason: 'superseded', fingerprint: 'f', machine: 'press', other: 1, name: 'forged', by: 'forged' },
    } as const
    const [one] = declarationsOf(entry)
    expect(one && dataOf(one, entry)).toEqual({
      name: 'press',
      by: { kind: 'person', id: 'p', name: 'ann' },
      reason: 'superseded',
      fingerprint: 'f',
      machine: 'press',
    })
    expect(declarationsOf({ ...entry, outcome: 'refused' })).toEqual([])
    expect(declarationOf('certificate.revoked')?.module).toBe('machines')
  })
})
