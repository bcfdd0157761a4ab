/** Names from the top down as one text: a JSON pointer without its first slash (RFC 6901 §3: `~0` is ~, `~1` is /). */
export const pathText = (names: readonly string[]): string =>
  names.map((name) => name.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')
