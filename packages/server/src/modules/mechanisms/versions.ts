interface Parts {
  readonly numbers: readonly number[]
  readonly before: readonly string[]
}

function partsOf(version: string): Parts {
  const [core = '', ...rest] = (version.split('+')[0] as string).split('-')
  return { numbers: core.split('.').map(Number), before: rest.length === 0 ? [] : rest.join('-').split('.') }
}

const isNumber = (text: string): boolean => /^\d+$/.test(text)

function compareWords(a: string, b: string): number {
  if (isNumber(a) && isNumber(b)) return Number(a) - Number(b)
  if (isNumber(a) !== isNumber(b)) return isNumber(a) ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}

/** Which of two versions comes first (SemVer 2.0 §11); of those that differ by their build alone, the text decides. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [partsOf(a), partsOf(b)]
  for (let i = 0; i < 3; i++) {
    const difference = (one.numbers[i] as number) - (other.numbers[i] as number)
    if (difference !== 0) return difference
  }
  if (one.before.length === 0 || other.before.length === 0) {
    const difference = other.before.length - one.before.length
    if (difference !== 0) return difference
  }
  for (let i = 0; i < Math.max(one.before.length, other.before.length); i++) {
    const [left, right] = [one.before[i], other.before[i]]
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1
    const difference = compareWords(left, right)
    if (difference !== 0) return difference
  }
  return a < b ? -1 : a > b ? 1 : 0
}
