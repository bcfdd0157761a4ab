/** A name as people mean it, whatever is written large, apart or with marks: `Compressor power` is `compressor_power`. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
