/** Longer lines become blocks. */
const widest = 120

const PLAIN = /^[\p{L}_][\p{L}\d _.()/+*^°-]*$/u
/** Words that YAML 1.1 or 1.2 takes for something else. */
const RESERVED = /^(true|false|null|yes|no|on|off|y|n|~)$/i

function scalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value ?? null)
  const isPlain = PLAIN.test(value) && !RESERVED.test(value) && value.trimEnd() === value
  // What JSON quotes, YAML reads (YAML 1.2 §1.3).
  return isPlain ? value : JSON.stringify(value)
}

type Entry = readonly [string, unknown]
const entriesOf = (value: object): Entry[] => Object.entries(value).filter(([, each]) => each !== undefined)
const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (!isTree(value)) return scalar(value)
  const entries = entriesOf(value)
  return entries.length === 0 ? '{}' : `{ ${entries.map(([key, each]) => `${scalar(key)}: ${flow(each)}`).join(', ')} }`
}

function entry([key, value]: Entry, indent: string, top: boolean): string[] {
  const head = `${indent}${scalar(key)}:`
  const line = `${head} ${flow(value)}`
  const isEmpty = isTree(value) && entriesOf(value).length === 0
  const isList = Array.isArray(value) && value.some(isTree)
  if (!isTree(value) || isEmpty || (line.length <= widest && !isList && (!top || key !== 'runtime'))) return [line]
  if (Array.isArray(value)) return [head, ...value.flatMap((each) => item(each, `${indent}  `))]
  return [head, ...entriesOf(value).flatMap((each) => entry(each, `${indent}  `, false))]
}

function item(value: unknown, indent: string): string[] {
  const line = `${indent}- ${flow(value)}`
  if (!isTree(value) || Array.isArray(value) || line.length <= widest) return [line]
  const [first = '', ...rest] = entriesOf(value).flatMap((each) => entry(each, `${indent}  `, false))
  return [`${indent}- ${first.trimStart()}`, ...rest]
}

/** A tree of plain data as YAML that people like to read: short things on a line, long ones in blocks. */
export const yamlOf = (tree: object): string =>
  `${entriesOf(tree)
    .flatMap((each) => entry(each, '', true))
    .join('\n')}\n`
