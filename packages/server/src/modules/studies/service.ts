import { Fault } from '@millrace/core'
import type { Page, Reach } from '../../database/index.ts'
import type { Actor } from '../audit/index.ts'
import type { Study, StudyQuery, StudyRequest } from './schema.ts'

/** What is worked out of the history in its own time: backtests, calibrations, learning. */
export interface StudyService {
  list(reach: Reach, query: StudyQuery): Promise<Page<Study>>
  get(reach: Reach, id: string): Promise<Study>
  begin(reach: Reach, request: StudyRequest, actor: Actor): Promise<Study>
  /** One that runs is cancelled; one that ended is forgotten. */
  remove(reach: Reach, id: string, actor: Actor): Promise<void>
  /** Of a calibration the parameters hold at its asset; of learning the package is in the registry. */
  apply(reach: Reach, id: string, actor: Actor): Promise<Study>
}

/** Not built yet. */
export function createStudies(): StudyService {
  const notYet = async (): Promise<never> => {
    throw new Fault('http.not_ready')
  }
  return { list: notYet, get: notYet, begin: notYet, remove: notYet, apply: notYet }
}
