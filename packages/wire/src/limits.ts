/** Longest string value that the platform takes, UTF-8 bytes. */
export const MOST_TEXT_BYTES = 16_384

/** Cheap for short texts, which nearly all are. */
export const isTextTooLong = (text: string): boolean =>
  text.length * 3 > MOST_TEXT_BYTES && Buffer.byteLength(text) > MOST_TEXT_BYTES
