import { describe, expect, it } from 'vitest'
import { emailOf, groupsOf, isInDomains, profileOf, rolesOf } from './claims.ts'

describe('what a provider says of somebody', () => {
  it('becomes a name without what nobody sees', () => {
    const claims = { name: ' Al\u202eice\u0000\n ', preferred_username: 'al ice\u200b', email: 'a@b.example' }
    expect(profileOf(claims, 's')).toEqual({ username: 'alice', name: 'Alice', email: undefined })
    expect(profileOf({}, 'subject-1')).toEqual({ username: 'subject-1', name: 'subject-1', email: undefined })
    expect(profileOf({ name: 7, preferred_username: ['x'] }, 's')).toMatchObject({ username: 's', name: 's' })
    expect(profileOf({ name: 'x'.repeat(1_000) }, 's').name).toHaveLength(200)
  })

  it('is an address only if they verified it', () => {
    expect(emailOf({ email: 'a@b.example', email_verified: true })).toBe('a@b.example')
    for (const email_verified of [undefined, false, 'true', 1])
      expect(emailOf({ email: 'a@b', email_verified })).toBeUndefined()
  })

  it('is in a domain by what follows the last @', () => {
    expect(isInDomains('a@Works.Example', ['works.example'])).toBe(true)
    for (const email of [
      'a@evil.example',
      'a@works.example@evil.example',
      'a@sub.works.example',
      'works.example.evil',
      undefined,
    ])
      expect(isInDomains(email, ['works.example'])).toBe(false)
    expect(isInDomains(undefined, [])).toBe(true)
  })
})

describe('groups', () => {
  it('are read from a claim, a claim with dots in its name, or a path', () => {
    expect([...groupsOf({ groups: ['a', 'b', 7, null] }, 'groups')]).toEqual(['a', 'b'])
    expect([...groupsOf({ groups: 'a' }, 'groups')]).toEqual(['a'])
    expect([...groupsOf({ realm_access: { roles: ['r'] } }, 'realm_access.roles')]).toEqual(['r'])
    expect([...groupsOf({ 'https://a.example/groups': ['u'] }, 'https://a.example/groups')]).toEqual(['u'])
  })

  it('are none where the claim is missing or something else, whatever an object inherits', () => {
    for (const claims of [{}, { groups: null }, { groups: { a: 1 } }, { groups: 5 }])
      expect(groupsOf(claims, 'groups').size).toBe(0)
    for (const claim of ['__proto__', 'constructor.name', 'toString']) expect(groupsOf({}, claim).size).toBe(0)
  })

  it('give each role at each place once', () => {
    const mapping = [
      { group: 'a', role: 'viewer' },
      { group: 'b', role: 'viewer', below: null },
      { group: 'b', role: 'viewer', below: 'x' },
      { group: 'c', role: 'administrator' },
      { group: 'A', role: 'administrator' },
    ]
    expect(rolesOf(mapping, new Set(['a', 'b']))).toEqual([
      { role: 'viewer', below: null },
      { role: 'viewer', below: 'x' },
    ])
  })
})
