/** `master.slaves[0].timeseries[2]`. */
export const placeOfRow = (device: string, section: string, at: number): string => `${device}.${section}[${at}]`
