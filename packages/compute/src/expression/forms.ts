import type { Words } from './functions.ts'

/** A call with a rule of its own, beyond functions of numbers. */
export interface FormRow {
  /** As it is written, for people. */
  readonly parameters: string
  readonly result: Words
  readonly says: Words
}

const condition: Words = { en: 'true or false', zh: '真或假' }

/** Calls that the checker and the compiler know by name. */
export const forms: Readonly<Record<'if' | 'in' | 'isgood' | 'isbad' | 'fallback', FormRow>> = {
  if: {
    parameters: 'condition, a, b',
    result: { en: 'as a', zh: '同 a' },
    says: {
      en: 'a where the condition holds, else b. What is not taken does not count, neither its value nor its quality.',
      zh: '条件成立时取 a，否则取 b。未取的一方不参与计算，其质量也不计入。',
    },
  },
  in: {
    parameters: 'x, a, b, …',
    result: condition,
    says: {
      en: 'Whether x equals one of the others: texts, numbers or conditions.',
      zh: 'x 是否等于其余值之一：文本、数值或条件。',
    },
  },
  isgood: {
    parameters: 'x',
    result: condition,
    says: {
      en: 'Whether the quality of x is good. Is itself always good.',
      zh: 'x 的质量是否良好；结果本身质量始终良好。',
    },
  },
  isbad: {
    parameters: 'x',
    result: condition,
    says: {
      en: 'Whether x has no value: its quality is bad. Is itself always good.',
      zh: 'x 是否无值（质量坏）；结果本身质量始终良好。',
    },
  },
  fallback: {
    parameters: 'x, y',
    result: { en: 'as x', zh: '同 x' },
    says: { en: 'x; where its quality is bad, y.', zh: '取 x；x 质量坏时取 y。' },
  },
}
