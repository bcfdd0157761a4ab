export {
  canonical,
  chainHash,
  type Finding,
  FORMAT,
  START,
  signCheckpoint,
  type Verdict,
  verifyExport,
} from './modules/audit/index.ts'
