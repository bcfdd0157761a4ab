/** What the address of the list of models keeps: the words searched for. */
export const parseModelSearch = (search: Record<string, unknown>): { q?: string } =>
  typeof search['q'] === 'string' && search['q'] !== '' ? { q: search['q'] } : {}
