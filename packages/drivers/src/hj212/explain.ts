import { type Explain, FieldReader } from '../kit/explain.ts'

/** HJ 212-2017 §6.3.2, §6.6.5: what each part of the data segment is called. */
const names: Readonly<Record<string, string>> = {
  QN: 'QN request number',
  ST: 'ST system',
  CN: 'CN command',
  PW: 'PW password',
  MN: 'MN device',
  Flag: 'Flag',
  PNUM: 'PNUM packets',
  PNO: 'PNO packet',
}
const commands: Readonly<Record<string, string>> = {
  '2011': 'real-time data',
  '2031': 'daily data',
  '2051': 'minute data',
  '2061': 'hourly data',
  '9013': 'notice taken',
  '9014': 'data taken',
  '9015': 'notice of start',
}

/** A data segment, with or without the ## and the CRC of its packet around it. */
export const explainHj212: Explain = (_direction, bytes) => {
  const text = Buffer.from(bytes).toString('latin1')
  const reader = new FieldReader(bytes)
  const said = new Map<string, string>()
  // A password ends at the semicolon, whatever else it holds.
  for (const match of text.matchAll(/(PW)=([^;]*)|([\w-]+)=([^;,&=]*)/g)) {
    const [whole] = match
    const name = match[1] ?? match[3]!
    const value = match[2] ?? match[4]!
    if (name === 'CP') continue
    const from = match.index + whole.length - value.length
    reader.at = from
    if (name === 'PW') reader.secret(value.length, names['PW']!)
    else
      reader.add(
        names[name] ?? name,
        commands[value] && name === 'CN' ? `${value} ${commands[value]}` : value,
        from,
        from + value.length,
      )
    if (!said.has(name)) said.set(name, value)
  }
  const cn = said.get('CN')
  if (cn === undefined) reader.say('no data segment')
  else {
    const values = [...said.keys()].filter((name) => names[name] === undefined && name !== 'DataTime').length
    reader.say(
      `${said.get('MN') ?? 'unknown device'}: ${commands[cn] ?? `command ${cn}`}${values > 0 ? `, ${values} values` : ''}`,
    )
  }
  return reader.end()
}
