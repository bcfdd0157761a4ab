export { type ChainedRecord, type Checkpoint, canonical, chainHash, keyIdOf, START, signCheckpoint } from './chain.ts'
export { type Finding, FORMAT, type Verdict, verifyExport } from './verify.ts'
