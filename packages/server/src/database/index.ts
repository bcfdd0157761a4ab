export {
  appTable,
  asOwnerWithin,
  columnTypes,
  dropText,
  growthTexts,
  schemaTexts,
  TENANT_COLUMN,
} from './app-schemas.ts'
export { type Database, openDatabase } from './database.ts'
export { type DataFolder, folderFault, RESTORING, takeFolder } from './folder.ts'
export { loadDatabase } from './load.ts'
export { cursorOf, keysOf, type Page, pageOf, patternsOf } from './paging.ts'
export { databaseCode, type House, type Reach, type TenantDb, type TenantTx } from './tenancy.ts'
