import type { DeviceProfile, ProfilePoint } from '@millrace/core/profiles'
import { Document, isMap, isSeq, visit } from 'yaml'

/** A profile as a file of the library: one point a line, so that a table reads as a table and a change is one line. */
export function writeProfile(profile: DeviceProfile): string {
  const document = new Document(profile)
  visit(document, {
    Map(_, node, path) {
      const above = path.at(-1)
      const inList = isSeq(above)
      const words = node.items.length === 2 && node.has('en') && node.has('zh')
      const point = inList && node.has('address') && node.has('type')
      if (words || point || node.has('page') || (inList && node.items.length === 1)) node.flow = true
    },
    Seq(_, node) {
      if (!node.items.some((item) => isMap(item))) node.flow = true
    },
  })
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

/** Every field of a point in the order of the schema. */
export function orderedPoint(point: ProfilePoint): ProfilePoint {
  const { name, address, type, unit, factor, offset, exponent, low, high, counter, access, periodMs, states } = point
  return {
    name,
    address,
    type,
    ...(unit === undefined ? {} : { unit }),
    ...(factor === undefined ? {} : { factor }),
    ...(offset === undefined ? {} : { offset }),
    ...(exponent === undefined ? {} : { exponent }),
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    ...(counter === undefined ? {} : { counter }),
    ...(access === undefined ? {} : { access }),
    ...(periodMs === undefined ? {} : { periodMs }),
    ...(states === undefined ? {} : { states }),
    en: point.en,
    zh: point.zh,
  }
}
