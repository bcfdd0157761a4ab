export type { ActingApp, BoundAsset } from './acting.ts'
export type { AppChange } from './changes.ts'
export type { AppPrincipals, AppWrite, Beside } from './principals.ts'
export {
  Ask,
  AskReply,
  type Plain,
  type Row,
  RowCount,
  RowPage,
  RowQuery,
  RowRemoval,
  RowsRequest,
  Self,
} from './schema.ts'
export type { AppService } from './service.ts'
