/** Where whole frames go. */
export interface ReaderEnds {
  /** The unit and the PDU, their checksum was right; the bytes are valid until the call returns. */
  frame(frame: Uint8Array): void
  /** True of the frame that is waited for. */
  wants(frame: Uint8Array): boolean
}

/** Finds the frames in what comes over a serial line. Never throws: what is no frame is noise. */
export interface SerialReader {
  push(chunk: Uint8Array): void
  /** Forgets what is unfinished. */
  clear(): void
  /** Bytes since `clear` that belong to no whole frame. */
  readonly noise: number
}

/** How Modbus looks on a serial line: RTU or ASCII (MODBUS over Serial Line V1.02 §2.5). */
export interface SerialFraming {
  readonly name: 'RTU' | 'ASCII'
  encode(unit: number, pdu: Uint8Array): Uint8Array
  /** Bytes on the wire of a frame whose PDU has so many. */
  wireBytes(pduBytes: number): number
  /** For a client. */
  replies(ends: ReaderEnds): SerialReader
  /** For a device in software. */
  requests(ends: ReaderEnds): SerialReader
}
