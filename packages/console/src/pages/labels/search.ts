/** What the address of the page of labels keeps: the asset whose labels are printed, with everything below it. */
export const parseLabelSearch = (search: Record<string, unknown>): { asset?: string } =>
  typeof search['asset'] === 'string' && search['asset'] !== '' ? { asset: search['asset'] } : {}
