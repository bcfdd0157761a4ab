/** Pieces are put together from here on: the browser keeps such a part on disk if it likes, not in the page's memory. */
const partBytes = 8 * 1024 ** 2

/** The name that the platform gave the file, or another. */
export function nameOf(reply: Response, otherwise: string): string {
  return /filename="([^"]+)"/.exec(reply.headers.get('content-disposition') ?? '')?.[1] ?? otherwise
}

/** Everything of a reply, telling how many bytes have come. Throws what the reply's stream throws when it is cut. */
export async function receive(reply: Response, onBytes: (bytes: number) => void): Promise<Blob> {
  const parts: Blob[] = []
  let held: Uint8Array<ArrayBuffer>[] = []
  let heldBytes = 0
  let bytes = 0
  const keep = (): void => {
    parts.push(new Blob(held))
    held = []
    heldBytes = 0
  }
  const reader = reply.body?.getReader()
  for (;;) {
    const piece = await reader?.read()
    if (!piece || piece.done) break
    held.push(piece.value as Uint8Array<ArrayBuffer>)
    heldBytes += piece.value.length
    bytes += piece.value.length
    onBytes(bytes)
    if (heldBytes >= partBytes) keep()
  }
  keep()
  return new Blob(parts)
}
