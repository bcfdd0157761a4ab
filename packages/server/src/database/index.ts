export { type Database, openDatabase } from './database.ts'
export { type DataFolder, folderFault, takeFolder } from './folder.ts'
export { cursorOf, keysOf, type Page, pageOf, patternsOf } from './paging.ts'
export { databaseCode, type House, type Reach, type TenantDb, type TenantTx } from './tenancy.ts'
