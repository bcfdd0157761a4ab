import { defineFunctions } from './functions.ts'

const x = { name: 'x' }
const one = { name: 'x', unit: '1' }
const angle = { name: 'x', unit: 'rad' }

/** The functions of every engineer; physics and others add theirs. */
defineFunctions({
  abs: {
    parameters: [x],
    result: 'same',
    fromZero: true,
    kernel: Math.abs,
    says: { en: 'The value without its sign.', zh: '绝对值。' },
  },
  sign: {
    parameters: [x],
    result: { unit: '1' },
    fromZero: true,
    kernel: Math.sign,
    says: { en: '-1, 0 or 1.', zh: '符号：-1、0 或 1。' },
  },
  min: {
    parameters: [x],
    repeats: true,
    result: 'same',
    kernel: (least, next) => Math.min(least, next),
    says: { en: 'The least of its values, in the unit of the first.', zh: '各值中的最小值，单位同第一个值。' },
  },
  max: {
    parameters: [x],
    repeats: true,
    result: 'same',
    kernel: (most, next) => Math.max(most, next),
    says: { en: 'The greatest of its values, in the unit of the first.', zh: '各值中的最大值，单位同第一个值。' },
  },
  mean: {
    parameters: [x],
    repeats: true,
    result: 'same',
    kernel: (sum, next) => sum + next,
    finish: (sum, count) => sum / count,
    says: {
      en: 'The arithmetic mean of its values at this moment, in the unit of the first.',
      zh: '各值在同一时刻的算术平均值，单位同第一个值。',
    },
  },
  clamp: {
    parameters: [x, { name: 'low' }, { name: 'high' }],
    result: 'same',
    kernel: (value, low, high) => (low > high ? Number.NaN : Math.min(Math.max(value, low), high)),
    says: { en: 'The value, held between low and high.', zh: '将值限制在 low 与 high 之间。' },
  },
  round: {
    parameters: [x],
    result: 'same',
    kernel: (value) => Math.sign(value) * Math.round(Math.abs(value)),
    says: {
      en: 'The nearest whole figure in the unit of the value; a half goes away from zero.',
      zh: '按该值的单位四舍五入到整数。',
    },
  },
  floor: {
    parameters: [x],
    result: 'same',
    kernel: Math.floor,
    says: { en: 'The next whole figure below.', zh: '向下取整。' },
  },
  ceil: {
    parameters: [x],
    result: 'same',
    kernel: Math.ceil,
    says: { en: 'The next whole figure above.', zh: '向上取整。' },
  },
  mod: {
    parameters: [x, { name: 'y' }],
    result: 'same',
    fromZero: true,
    kernel: (value, by) => value - by * Math.floor(value / by),
    says: {
      en: 'What is left of x after whole steps of y; it has the sign of y.',
      zh: 'x 除以 y 的余数，符号与 y 相同。',
    },
  },
  sqrt: {
    parameters: [x],
    result: 'root',
    fromZero: true,
    kernel: Math.sqrt,
    says: { en: 'The square root; the unit is rooted, too.', zh: '平方根，单位同时开方。' },
  },
  exp: {
    parameters: [one],
    result: { unit: '1' },
    kernel: Math.exp,
    says: { en: 'e to the power of x.', zh: '以 e 为底的指数。' },
  },
  ln: {
    parameters: [one],
    result: { unit: '1' },
    kernel: Math.log,
    says: { en: 'The natural logarithm.', zh: '自然对数。' },
  },
  log10: {
    parameters: [one],
    result: { unit: '1' },
    kernel: Math.log10,
    says: { en: 'The logarithm to base ten.', zh: '以 10 为底的对数。' },
  },
  sin: {
    parameters: [angle],
    result: { unit: '1' },
    kernel: Math.sin,
    says: { en: 'The sine of an angle.', zh: '正弦。' },
  },
  cos: {
    parameters: [angle],
    result: { unit: '1' },
    kernel: Math.cos,
    says: { en: 'The cosine of an angle.', zh: '余弦。' },
  },
  tan: {
    parameters: [angle],
    result: { unit: '1' },
    kernel: Math.tan,
    says: { en: 'The tangent of an angle.', zh: '正切。' },
  },
  atan2: {
    parameters: [{ name: 'y' }, x],
    result: { unit: 'rad' },
    fromZero: true,
    kernel: Math.atan2,
    says: { en: 'The angle of the point (x, y), from -pi to pi.', zh: '点 (x, y) 的方位角，范围为 -pi 至 pi。' },
  },
  pi: {
    parameters: [],
    result: { unit: '1' },
    kernel: () => Math.PI,
    says: { en: 'The ratio of a circle to its diameter.', zh: '圆周率。' },
  },
})
