import { arithmeticCases } from './arithmetic-cases-for-tests.ts'
import { figureCases } from './figure-cases-for-tests.ts'
import type { NodeCase } from './rows-for-tests.ts'
import { timeCases } from './time-cases-for-tests.ts'

export const nodeCases: readonly NodeCase[] = [...arithmeticCases, ...timeCases, ...figureCases]
