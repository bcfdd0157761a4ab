/** How code of ours is called in the stack of an error. */
export const GUEST_FILE = 'millrace'

/** What was thrown, as the engine tells it: any of it may be the model's invention. */
export interface Thrown {
  readonly name: string
  readonly message: string
  readonly stack: string
}

const MOST = 300
const FRAME = /^\s*at (?:.*?\()?([^()\s]+:\d+(?::\d+)?)\)?$/

/** The first line of the model's own code in a stack. */
export function placeOf(stack: string): string | undefined {
  for (const line of stack.split('\n')) {
    const place = FRAME.exec(line)?.[1]
    if (place !== undefined && !place.startsWith(`${GUEST_FILE}:`)) return place
  }
  return undefined
}

/** One line of what a model says, cut to what a person reads. */
export const plain = (text: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a model says goes into logs and pages
  const line = text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim()
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line
}

/** One line: what it is, file, line and column, and the row if there is one. */
export function wordsOf({ name, message, stack }: Thrown, row = -1): string {
  const place = placeOf(stack)
  const said = name === '' || name === 'Error' ? message : `${name}: ${message}`
  const where = [...(place === undefined ? [] : [place]), ...(row < 0 ? [] : [`row ${row + 1}`])].join(', ')
  return `${plain(said) || 'no words'}${where === '' ? '' : ` (${plain(where)})`}`
}

export const isOutOfMemory = (name: string, message: string): boolean =>
  name === 'InternalError' && message === 'out of memory'
