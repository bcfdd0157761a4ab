/** Names from the top down as one text: a JSON pointer without its first slash (RFC 6901 §3: `~0` is ~, `~1` is /). */
export const pathText = (names: readonly string[]): string =>
  names.map((name) => name.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')

/** The names that {@link pathText} wrote. U+0000, which no name holds, is left out: no table can be asked for it. */
export const namesOf = (text: string): string[] =>
  text
    .replaceAll('\0', '')
    .toWellFormed()
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
