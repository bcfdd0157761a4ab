export interface PairingSearch {
  /** As the program shows it; a link of the program brings it along. */
  readonly code?: string
}

/** Letters alone count; they are shown in two groups of four. */
export const asShown = (code: string): string => {
  const letters = code
    .toUpperCase()
    .replace(/[^A-Z]/g, '')
    .slice(0, 8)
  return letters.length > 4 ? `${letters.slice(0, 4)}-${letters.slice(4)}` : letters
}

export function parsePairingSearch(search: Record<string, unknown>): PairingSearch {
  const code = asShown(String(search['code'] ?? ''))
  return code === '' ? {} : { code }
}
