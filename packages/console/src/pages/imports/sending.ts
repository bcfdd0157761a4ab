import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query'
import { type Import, PlatformFault, platform } from '../../platform.ts'

const partBytes = 4 * 1024 ** 2
const retryMs = 1_000
/** The platform may restart meanwhile; what was sent is kept. */
const tries = 60

const passes = (fault: unknown): boolean =>
  fault instanceof PlatformFault && (fault.status === 0 || fault.status === 429 || fault.status >= 500)
const keepPage = (event: Event): void => event.preventDefault()

async function sendPart({ id, received }: Import, part: Uint8Array): Promise<Import> {
  for (let left = tries; ; left--) {
    try {
      return await platform.imports.send(id, received, part)
    } catch (fault) {
      if (left === 0 || !passes(fault)) throw fault
      await new Promise((go) => setTimeout(go, retryMs))
    }
  }
}

/** What of the file the platform does not have yet, part by part. */
export async function sendFile(begun: Import, file: Blob): Promise<Import> {
  let now = begun
  window.addEventListener('beforeunload', keepPage)
  try {
    while (now.state === 'receiving') {
      const part = file.slice(now.received, now.received + partBytes)
      now = await sendPart(now, new Uint8Array(await part.arrayBuffer()))
    }
    return now
  } finally {
    window.removeEventListener('beforeunload', keepPage)
  }
}

const key = ['imports', 'send']
interface Sent {
  readonly begun: Import
  readonly file: File
}

/** Goes on when the page that began it is left, as long as the console stays open. */
export function useSending(onFault: (fault: unknown) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationKey: key,
    mutationFn: ({ begun, file }: Sent) => sendFile(begun, file),
    onError: onFault,
    onSettled: () => queries.invalidateQueries({ queryKey: ['imports', 'list'] }),
  })
}

/** Imports whose files this console is sending. */
export const useSentHere = (): readonly string[] =>
  useMutationState({
    filters: { mutationKey: key, status: 'pending' },
    select: ({ state }) => (state.variables as Sent).begun.id,
  })
