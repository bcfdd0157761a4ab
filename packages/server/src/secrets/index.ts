export { closedFolder } from './closed-to-others.ts'
export type { KeyWrapper } from './master-key.ts'
export { replaceFile } from './replace-file.ts'
export { openVault, type Vault, type VaultKeys, type VaultOptions } from './vault.ts'
