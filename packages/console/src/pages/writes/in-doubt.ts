import { PlatformFault } from '../../platform.ts'

/** True if the request may have been carried out all the same. */
export const inDoubt = (fault: unknown): boolean =>
  !(fault instanceof PlatformFault) || fault.status === 0 || fault.status >= 500
