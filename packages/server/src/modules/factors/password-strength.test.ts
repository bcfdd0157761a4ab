import type { Fault } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { checkPassword } from './password-strength.ts'

const seen = (password: string, about: string[] = []): Promise<unknown> =>
  checkPassword(password, about).then(
    () => 'taken',
    (thrown: Fault) => thrown.facts['seen'],
  )

describe('a new password', () => {
  it.each([
    'correct horse battery',
    'lampe zaun kupfer meise',
    'xK9$mQ2vLw7p',
    '钢铁水流向东方去了吗',
    'kvQ7ztPm2xWb9cRnHd4y',
  ])('is taken without rules of composition: %s', async (password) => expect(await seen(password)).toBe('taken'))

  it.each([
    'password',
    'P@ssw0rd123',
    'qwertyuiop',
    '1qaz2wsx3edc',
    '12345678',
    '20261124',
    'letmein123',
    'millrace2026',
    'Administrator1',
    'aaaaaaaaaaaaaaaa',
    'woaini1314',
    '5201314520',
    'nihaoma123',
    'zhangwei1990',
    'wojiushiwo',
    'beijing2008',
  ])('that many others have is refused: %s', async (password) => expect(await seen(password)).toMatch(/easy to guess/))

  it.each(['12/31/1999'.repeat(100), 'aB1!'.repeat(250), '1l!i|$5s'.repeat(120)])(
    'that is long by repetition alone is refused: %s',
    async (password) => expect(await seen(password)).toMatch(/easy to guess/),
  )

  it('must not live on the names of the person or the place', async () => {
    expect(await seen('Grünwaldenthal-77')).toBe('taken')
    expect(await seen('Grünwaldenthal-77', ['r.gruenwald', 'Rita Grünwaldenthal'])).toMatch(/easy to guess/)
  })

  it('has 8 to 1,024 characters, counted as people count them', async () => {
    expect(await seen('xK9$mQ2')).toBe('7 characters')
    expect(await seen('🦉🌲🔧⛵')).toBe('4 characters')
    expect(await seen('xK9$mQ2v'.repeat(129))).toBe('1032 characters')
    expect(await seen(`${'lampe zaun kupfer meise '.repeat(42)}`)).toBe('taken')
  })

  it('is judged the same however the keyboard composed it', async () => {
    expect(await seen('ｐａｓｓｗｏｒｄ１２３')).toMatch(/easy to guess/)
  })
})
