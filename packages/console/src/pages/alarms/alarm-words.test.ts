import { expect, it } from 'vitest'
import { halfOf } from './use-alarm-words.ts'

it('shows of a text in both languages the half of the reader, and others as they are', () => {
  const effect = '润滑油结焦，油分可能着火。\nThe oil cokes and may burn in the separator.'
  expect([halfOf(effect, 'en'), halfOf(effect, 'zh')]).toEqual(effect.split('\n').reverse())
  const reason = 'air-compressor 1.1.0: 空气压缩机 / Air compressor'
  expect(halfOf(reason, 'en')).toBe('air-compressor 1.1.0: Air compressor')
  expect(halfOf(reason, 'zh')).toBe('air-compressor 1.1.0: 空气压缩机')
  for (const text of ['Close the feed', 'Pump A / pump B', '关阀', 'one\ntwo\nthree', ''])
    expect([halfOf(text, 'en'), halfOf(text, 'zh')]).toEqual([text, text])
})
