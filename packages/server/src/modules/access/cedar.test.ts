import { describe, expect, it } from 'vitest'
import { Cedar, grantPolicies, policiesOf, type Question, type Subject, validationErrors } from './cedar.ts'
import { separated, standardRoles } from './roles.ts'
import { actions, vocabulary } from './vocabulary.ts'

const cedar = new Cedar()
const roles = (...names: string[]) => standardRoles.filter(({ name }) => names.includes(name))

const person = (places: Record<string, string[]>): Subject => ({
  type: 'Person',
  id: 'ann',
  attributes: {},
  roles: Object.keys(places),
  places,
})

const ask = (question: Partial<Question> & Pick<Question, 'policies' | 'subject' | 'action' | 'place'>) =>
  cedar.decide({ now: 1_000, proven: true, ...question })

describe('the policies', () => {
  it('of every standard role, and of grants, are well typed against the vocabulary', () => {
    expect(validationErrors(policiesOf(standardRoles))).toEqual([])
    expect(validationErrors(grantPolicies)).toEqual([])
  })

  it('of a role with an action that is not in the vocabulary are found wrong', () => {
    const wrong = policiesOf([{ name: 'x', title: 'X', actions: ['point:explode' as 'point:read'] }])
    expect(validationErrors(wrong).join()).toContain('point:explode')
  })

  it('that cannot be read name the reason and allow nothing', () => {
    expect(() =>
      ask({ policies: 'permit (principal', subject: person({}), action: 'point:read', place: ['org'] }),
    ).toThrow(/Expected policies that can be evaluated/)
  })
})

describe('a role', () => {
  const policies = policiesOf(roles('viewer', 'operator'))

  it('holds where it was given, and below', () => {
    const subject = person({ viewer: ['boiler'] })
    const may = (...place: [string, ...string[]]) => ask({ policies, subject, action: 'point:read', place }).allowed
    expect([may('org', 'boiler'), may('org', 'boiler', 'pump'), may('org'), may('org', 'packaging')]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  it('gives its own actions alone, each where that role holds', () => {
    const subject = person({ viewer: ['org'], operator: ['boiler'] })
    const may = (action: string, ...place: [string, ...string[]]) => ask({ policies, subject, action, place }).allowed
    expect([
      may('point:write', 'org', 'boiler'),
      may('point:write', 'org', 'packaging'),
      may('point:read', 'org', 'packaging'),
      may('member:manage', 'org'),
    ]).toEqual([true, false, true, false])
  })

  it('names itself as the reason', () => {
    const subject = person({ operator: ['org'] })
    expect(ask({ policies, subject, action: 'point:write', place: ['org'] })).toEqual({
      allowed: true,
      because: ['operator'],
    })
  })

  it('whose name is hostile stays a name', () => {
    const name = 'x", resource); permit(principal, action, resource); //'
    const hostile = policiesOf([{ name, title: '', actions: ['asset:read'] }])
    expect(
      ask({ policies: hostile, subject: person({ other: ['org'] }), action: 'member:manage', place: ['org'] }),
    ).toEqual({
      allowed: false,
      because: [],
    })
    expect(
      ask({ policies: hostile, subject: person({ [name]: ['org'] }), action: 'asset:read', place: ['org'] }),
    ).toEqual({
      allowed: true,
      because: [name],
    })
  })
})

describe('what forbids', () => {
  const policies = policiesOf(standardRoles)

  it('keeps a person without the second factor that is asked out of everything', () => {
    const subject = person({ tenant_admin: ['org'] })
    const answers = actions.map((action) => ask({ policies, subject, action, place: ['org'], proven: false }).allowed)
    expect(answers).not.toContain(true)
  })

  it('keeps a program to its scopes', () => {
    const program = (scopes?: string[]): Subject => ({
      ...person({ operator: ['org'] }),
      type: 'Program',
      attributes: scopes ? { scopes } : {},
    })
    const may = (scopes: string[] | undefined, action: string) =>
      ask({ policies, subject: program(scopes), action, place: ['org'] }).allowed
    expect([
      may(['point:read'], 'point:read'),
      may(['point:read'], 'point:write'),
      may([], 'point:read'),
      may(undefined, 'point:write'),
      may(['member:manage'], 'member:manage'),
    ]).toEqual([true, false, false, true, false])
  })
})

describe('a grant', () => {
  const guest: Subject = {
    type: 'Guest',
    id: 'g',
    attributes: { starts: 100, ends: 200 },
    roles: [],
    places: { 'point:read': ['boiler'], 'member:manage': ['org'] },
  }
  const may = (action: string, now: number, ...place: [string, ...string[]]) =>
    ask({ policies: grantPolicies, subject: guest, action, place, now }).allowed

  it('opens what it names from its start until just before its end', () => {
    expect([99, 100, 199, 200].map((now) => may('point:read', now, 'org', 'boiler', 'pump'))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('opens nothing beside, and never what is not for sharing', () => {
    expect([
      may('point:read', 150, 'org', 'packaging'),
      may('point:write', 150, 'org', 'boiler'),
      may('member:manage', 150, 'org'),
    ]).toEqual([false, false, false])
  })
})

describe('the standard roles', () => {
  it('keep the three administrators apart: none can do what changes the work of another', () => {
    const changing = actions.filter(
      (action) => !action.endsWith(':read') && vocabulary[action].about === 'organisation',
    )
    for (const action of changing) {
      const holders = separated.filter((name) => roles(name)[0]?.actions.includes(action))
      expect([action, holders.length <= 1]).toEqual([action, true])
    }
  })

  it('let nobody but platform operators above organisations', () => {
    const above = standardRoles.filter(({ actions: may }) =>
      may.some((action) => vocabulary[action].about === 'platform'),
    )
    expect(above.map(({ name }) => name)).toEqual(['platform_operator'])
  })

  it('are the same in a slice as in the whole set', () => {
    const whole = policiesOf(standardRoles)
    for (const { name } of standardRoles) {
      const subject = person({ [name]: ['org'] })
      for (const action of actions) {
        const place = ['org', 'boiler'] as const
        const slice = ask({ policies: policiesOf(roles(name)), subject, action, place: [...place] })
        expect(slice).toEqual(ask({ policies: whole, subject, action, place: [...place] }))
      }
    }
  })
})

describe('many different policy sets', () => {
  it('are each answered by their own, however often slots are given anew', () => {
    const set = (i: number) => policiesOf([{ name: `r${i}`, title: '', actions: ['asset:read'] }])
    for (let turn = 0; turn < 2; turn++)
      for (let i = 0; i < 300; i++) {
        const answer = ask({
          policies: set(i),
          subject: person({ [`r${i}`]: ['org'] }),
          action: 'asset:read',
          place: ['org'],
        })
        expect(answer.because).toEqual([`r${i}`])
      }
  })
})
