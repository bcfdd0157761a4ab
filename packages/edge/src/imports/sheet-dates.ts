import { type XmlNode, xmlAttribute, xmlNodes } from '@millrace/drivers'

/** Numbers of formats that Excel brings and that show dates or times (ISO/IEC 29500-1 §18.8.30, with those of East Asia). */
const builtIn = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
const DAY_MS = 86_400_000

/** Says of a cell's style whether it shows its number as a date or a time. */
export function dateStyles(styles: XmlNode): (style: number) => boolean {
  const own = new Map<number, boolean>()
  for (const node of xmlNodes(styles, 'numFmts').flatMap((list) => xmlNodes(list, 'numFmt'))) {
    // Texts in quotes, after a backslash and in brackets are no parts of a date.
    const code = (xmlAttribute(node, 'formatCode') ?? '').replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '')
    own.set(Number(xmlAttribute(node, 'numFmtId')), /[ymdhs]/i.test(code) && !/general/i.test(code))
  }
  const formats = xmlNodes(styles, 'cellXfs').flatMap((list) =>
    xmlNodes(list, 'xf').map((node) => Number(xmlAttribute(node, 'numFmtId') ?? 0)),
  )
  return (style) => {
    const format = formats[style] ?? 0
    return own.get(format) ?? builtIn(format)
  }
}

/** Days since 1900 (with the 29 February that was none) or 1904, as text. */
export function isoOfSerial(serial: number, since1904: boolean): string {
  const days = since1904 ? serial + 1_462 : serial < 60 ? serial + 1 : serial
  const at = new Date(Date.UTC(1899, 11, 30) + Math.round(days * DAY_MS))
  if (Number.isNaN(at.getTime())) return String(serial)
  return at
    .toISOString()
    .replace(/T00:00:00\.000Z$/, '')
    .replace(/\.000Z$/, '')
}
