/** A type's name: the last part of a reference, or of words: `two_words` → `TwoWords`. */
export const nameOf = (words: string): string =>
  words
    .slice(words.lastIndexOf('/') + 1)
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** `pageSize` → `page_size`. */
export const snake = (words: string): string =>
  words
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()

/** A text of Python. */
export const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

const KEYWORDS = new Set(
  'and as assert async await break class continue def del elif else except False finally for from global if import in is lambda None nonlocal not or pass raise return True try while with yield'.split(
    ' ',
  ),
)
/** It can stand as a name by itself. */
export const isField = (key: string): boolean => /^[A-Za-z_]\w*$/.test(key) && !KEYWORDS.has(key)

export const docText = (text: string): string => {
  const safe = text.replaceAll('\\', '\\\\').replaceAll('"""', "'''")
  return `"""${safe}${safe.endsWith('"') ? ' ' : ''}"""`
}

export const PYTHON_HEADER = '# From the routes of packages/server by `npm run sdk`; never edited.\n'
