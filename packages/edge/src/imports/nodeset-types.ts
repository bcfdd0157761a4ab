import type { DataType } from '@millrace/drivers'
import type { UaNodeSet } from './nodeset-nodes.ts'

/**
 * Data types of OPC UA (Part 3 §8, Part 5 §12; their ids in Part 6 Annex A) and what the driver makes of their values.
 * DateTime and what identifies come as text.
 */
export const standardTypes: Readonly<Record<string, DataType>> = {
  'i=1': 'bool',
  'i=2': 'int8',
  'i=3': 'uint8',
  'i=4': 'int16',
  'i=5': 'uint16',
  'i=6': 'int32',
  'i=7': 'uint32',
  'i=8': 'int64',
  'i=9': 'uint64',
  'i=10': 'float32',
  'i=11': 'float64',
  'i=12': 'string',
  'i=13': 'string',
  'i=14': 'string',
  'i=15': 'string',
  'i=16': 'string',
  'i=17': 'string',
  'i=18': 'string',
  'i=19': 'uint32',
  'i=20': 'string',
  'i=21': 'string',
  // Number, Integer and UInteger, of which the server chooses one.
  'i=26': 'float64',
  'i=27': 'int64',
  'i=28': 'int64',
  // Enumerations are sent as Int32 (Part 6 §5.2.4).
  'i=29': 'int32',
  'i=288': 'uint32',
  'i=289': 'uint32',
  'i=290': 'float64',
  'i=291': 'string',
  'i=292': 'string',
  'i=293': 'string',
  'i=294': 'string',
  'i=295': 'string',
}
const STRUCTURE = 'i=22'
const BASE = 'i=24'
const DECIMAL = 'i=50'
const MOST_STEPS = 50

/** The type of a point that holds values of this data type, or in words why none does. */
export function typeOf(dataType: string, { nodes, supertypes }: UaNodeSet): { readonly type: DataType } | string {
  let id: string | undefined = dataType
  for (let step = 0; id !== undefined && step < MOST_STEPS; step++) {
    if (id === STRUCTURE)
      return 'has a structure as its value; give its parts points of their own, if the server has nodes for them'
    if (id === DECIMAL) return 'has decimals of any length, which no point holds'
    if (id === BASE) return 'may hold values of any type; choose one by hand'
    const type = standardTypes[id]
    if (type !== undefined) return { type }
    if (!nodes.has(id)) return `has the data type ${id}, which this file does not describe`
    id = supertypes.get(id)
  }
  return `has the data type ${dataType}, which leads to none that is known`
}
