import { Status, type Value } from '@millrace/core'
import type { TagSpec } from '../kit/driver.ts'
import type { ItemReading } from '../kit/item-driver.ts'
import { fits, type Refusal, unfit } from '../kit/requests.ts'
import { type BacnetAddress, PRESENT_VALUE } from './address.ts'
import { type ApplicationValue, Tag } from './encoding.ts'

const none = (status: number): ItemReading => ({ value: null, status })

/** What a property holds, as the tag wants it. */
export function readValues(values: readonly ApplicationValue[], { type }: Pick<TagSpec, 'type'>): ItemReading {
  const [only] = values
  // A list or an array as a whole is no value of a tag; one element is.
  if (!only || values.length > 1 || only.tag === Tag.structure) return none(Status.BadTypeMismatch)
  const { tag, value } = only
  if (value === null) return none(Status.BadNoData)
  const isText = typeof value === 'string'
  if ((type === 'string') !== isText) return none(Status.BadTypeMismatch)
  if (type === 'bool') {
    const truth = tag === Tag.boolean ? value === true : binary(tag, value)
    return truth === undefined ? none(Status.BadTypeMismatch) : { value: truth, status: Status.Good }
  }
  if (isText || tag === Tag.real || tag === Tag.double) return { value, status: Status.Good }
  if (typeof value === 'boolean') return none(Status.BadTypeMismatch)
  const status = fits(value, type)
  return status === Status.Good ? { value, status } : none(status)
}

/** BACnetBinaryPV: inactive is 0, active is 1. */
function binary(tag: number, value: Value): boolean | undefined {
  return tag === Tag.enumerated && (value === 0 || value === 1) ? value === 1 : undefined
}

/** The application tag of present values, by object type: for objects that hold no value yet. */
export function usualTag({ objectType, property }: BacnetAddress): number | undefined {
  if (property !== PRESENT_VALUE) return undefined
  if (objectType <= 2) return Tag.real
  if (objectType <= 5) return Tag.enumerated
  return [13, 14, 19].includes(objectType) ? Tag.unsigned : undefined
}

/** A value to be written, in the tag the property has; or why it cannot be. Null gives a commanded property back. */
export function writeValue(raw: Value, tag: number, spec: TagSpec): ApplicationValue | Refusal {
  if (raw === null) return { tag: Tag.null, value: null }
  const status = fits(raw, spec.type)
  if (status !== Status.Good) return unfit(spec, raw, status)
  const mismatch = unfit(spec, raw, Status.BadTypeMismatch)
  const whole = (type: 'uint32' | 'int32'): ApplicationValue | Refusal => {
    if (typeof raw === 'boolean' || typeof raw === 'string') return mismatch
    const fitting = fits(raw, type)
    return fitting === Status.Good ? { tag, value: Number(raw) } : unfit(spec, raw, fitting)
  }
  switch (tag) {
    case Tag.boolean:
      return typeof raw === 'boolean' ? { tag, value: raw } : mismatch
    case Tag.enumerated:
      return typeof raw === 'boolean' ? { tag, value: raw ? 1 : 0 } : whole('uint32')
    case Tag.unsigned:
      return whole('uint32')
    case Tag.signed:
      return whole('int32')
    case Tag.real:
    case Tag.double: {
      if (typeof raw === 'boolean' || typeof raw === 'string') return mismatch
      const fitting = fits(raw, tag === Tag.real ? 'float32' : 'float64')
      return fitting === Status.Good ? { tag, value: Number(raw) } : unfit(spec, raw, fitting)
    }
    case Tag.characters:
      return typeof raw === 'string' ? { tag, value: raw } : mismatch
    default:
      return { status: Status.BadNotSupported, message: 'Properties of this type cannot be written.' }
  }
}
