/** UCUM codes whose print symbol is not the code (UCUM 2.1, tables of §4): what people read on instruments. */
const prints: Record<string, string> = {
  Cel: '°C',
  '[degF]': '°F',
  Ohm: 'Ω',
  deg: '°',
  "'": '′',
  "''": '″',
  '[ppm]': 'ppm',
  '[ppth]': '‰',
  '[pi]': 'π',
  '10*3': '10³',
  '10*6': '10⁶',
  bar_g: 'bar(g)',
  u: 'u',
  '[in_i]': 'in',
  '[psi]': 'psi',
  '[pH]': 'pH',
  tonne: 't',
  a: 'a',
}
const superscript: Record<string, string> = {
  '-': '⁻',
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
}

/** A UCUM code as people read it: `m3/h` → m³/h, `Cel` → °C, `kW.h` → kW·h, `{part}/min` → part/min. A code it does not know stays as it is. */
export function unitText(code: string | null | undefined): string {
  if (!code || code === '1') return ''
  return code
    .split(/([./])/)
    .map((term) => {
      if (term === '.') return '·'
      if (term === '/' || term === '') return term
      const plain = term.replace(/(?<!^)\{[^}]*\}$/, '').replace(/^\{([^}]*)\}$/, '$1')
      const whole = prints[plain]
      if (whole) return whole
      const power = /^([^\d]*[^\d\-*])(-?\d+)$/.exec(plain)
      if (!power) return plain.replace(/^u(?=[A-Za-z])/, 'µ')
      const base = prints[power[1]!] ?? power[1]!
      return base + [...power[2]!].map((digit) => superscript[digit]).join('')
    })
    .join('')
}
