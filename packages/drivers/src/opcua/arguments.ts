import { isBad, Status, type Value } from '@millrace/core'
import { type Argument, DataType, StatusCodes, Variant, VariantArrayType } from 'node-opcua-client'
import type { Refusal } from '../kit/requests.ts'
import { variantOf } from './variants.ts'

/** An input argument as the method declares it; `type` is the built-in type, Null if it is abstract. */
export interface Declared {
  readonly name: string
  readonly type: DataType
  /** Part 3 §5.6.2: -1 one value, 1 a list, more a matrix; -2 and -3 leave it open, 0 any number of dimensions. */
  readonly rank: Argument['valueRank']
}

const LIST = 1
const ANY_DIMENSIONS = 0
const ONE = -1

/**
 * What is written to a method's tag, as its arguments, or why it does not fit. A text that begins with `[` is a JSON array
 * of all of them; whatever else is the only one. 64-bit integers beyond 2^53 are told as texts of digits.
 */
export function argumentsOf(declared: readonly Declared[], value: Value): Variant[] | Refusal {
  const given = givenOf(declared, value)
  if (!Array.isArray(given)) return given
  const wanted = `${declared.length} argument${declared.length === 1 ? '' : 's'}${listed(declared)}`
  if (given.length !== declared.length) {
    const status = given.length < declared.length ? StatusCodes.BadArgumentsMissing : StatusCodes.BadTooManyArguments
    return refused(status.value, `Expected ${wanted}, saw ${given.length}`)
  }
  const variants: Variant[] = []
  for (const [i, one] of declared.entries()) {
    const variant = argumentOf(one, given[i])
    if (variant instanceof Variant) variants.push(variant)
    else
      return refused(
        variant.status,
        `Argument ${i + 1} "${one.name}": expected ${variant.expected}, saw ${seen(given[i])}`,
      )
  }
  return variants
}

function givenOf(declared: readonly Declared[], value: Value): unknown[] | Refusal {
  if (typeof value !== 'string') return [value]
  const [only] = declared
  try {
    if (value.trimStart().startsWith('[')) return JSON.parse(value) as unknown[]
    // One argument alone may be told as it is: a text needs no quotes.
    return [declared.length !== 1 || isText(only!.type) ? value : (JSON.parse(value) as unknown)]
  } catch {
    return refused(
      Status.BadTypeMismatch,
      `Expected a JSON array of ${declared.length} arguments${listed(declared)}, saw ${seen(value)}`,
    )
  }
}

function argumentOf({ type, rank }: Declared, given: unknown): Variant | { status: number; expected: string } {
  if (rank > LIST) return { status: Status.BadNotSupported, expected: 'no matrix (it cannot be told)' }
  const name = type === DataType.Null ? 'a value' : `a value that fits ${DataType[type]}`
  if (!Array.isArray(given)) {
    if (rank === LIST || rank === ANY_DIMENSIONS)
      return { status: Status.BadTypeMismatch, expected: `a list, each ${name}` }
    const scalar = scalarOf(type, given)
    return typeof scalar === 'number' ? { status: scalar, expected: name } : scalar
  }
  if (rank === ONE) return { status: Status.BadTypeMismatch, expected: `${name}, not a list` }
  const raws: unknown[] = []
  let dataType = type
  for (const element of given) {
    const scalar = scalarOf(type, element)
    if (typeof scalar === 'number') return { status: scalar, expected: `a list, each ${name}` }
    if (raws.length > 0 && scalar.dataType !== dataType)
      return { status: Status.BadTypeMismatch, expected: 'a list of one type' }
    dataType = scalar.dataType
    raws.push(scalar.value)
  }
  if (dataType === DataType.Null) return { status: Status.BadTypeMismatch, expected: 'a list that is not empty' }
  return new Variant({ dataType, arrayType: VariantArrayType.Array, value: raws })
}

/** The value in its type, or the status that says why not. An abstract type is what the JSON looks like. */
function scalarOf(type: DataType, given: unknown): Variant | number {
  const value = tagValueOf(type, given)
  if (value === undefined) return Status.BadTypeMismatch
  const concrete = type === DataType.Null ? typeOf(value) : type
  return concrete === undefined ? Status.BadTypeMismatch : variantOf(concrete, value, false)
}

function tagValueOf(type: DataType, given: unknown): Value | undefined {
  if (typeof given === 'string') return isInteger(type) && /^-?\d{1,20}$/.test(given) ? BigInt(given) : given
  // Such a number has lost digits on its way through JSON.
  if (typeof given === 'number') return isInteger(type) && !Number.isSafeInteger(given) ? undefined : given
  return typeof given === 'boolean' || typeof given === 'bigint' ? given : undefined
}

function typeOf(value: Value): DataType | undefined {
  if (typeof value === 'boolean') return DataType.Boolean
  if (typeof value === 'number') return DataType.Double
  if (typeof value === 'bigint') return DataType.Int64
  return value === null ? undefined : DataType.String
}

function isInteger(type: DataType): boolean {
  return type >= DataType.SByte && type <= DataType.UInt64
}

function isText(type: DataType): boolean {
  return type >= DataType.String && type !== DataType.StatusCode
}

function listed(declared: readonly Declared[]): string {
  const names = declared.map(({ name, type, rank }) => {
    const word = type === DataType.Null ? 'any' : DataType[type]
    return `${name}: ${word}${rank >= LIST ? '[]' : ''}`
  })
  return names.length === 0 ? '' : ` (${names.join(', ')})`
}

function seen(given: unknown): string {
  return given === undefined ? 'nothing' : `${typeof given} ${String(JSON.stringify(given, said)).slice(0, 40)}`
}

function said(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}

function refused(status: number, message: string): Refusal {
  return { status: isBad(status) ? status : Status.BadTypeMismatch, message: `${message}; nothing was sent.` }
}
