import type { DefaultOptions } from '@tanstack/react-query'
import { PlatformFault } from './platform.ts'

const worthAgain = (fault: unknown) => !(fault instanceof PlatformFault) || fault.status === 0 || fault.status >= 500

/** How the console asks, wherever a page does not say otherwise. */
export const queryDefaults: DefaultOptions = {
  queries: {
    staleTime: 5000,
    refetchOnWindowFocus: false,
    retry: (count, fault) => count < 2 && worthAgain(fault),
  },
}
