import type { KeyObject } from 'node:crypto'
import { pack } from '@millrace/packaging'
import { BILL, billOf } from './bill.ts'
import { type AppPackage, appOf, signApp } from './package.ts'

/** The package of an app, with its bill of materials in it. @param key an Ed25519 private key; without it, it is not signed */
export function packApp({ files, ...app }: AppPackage, key?: KeyObject) {
  const whole = appOf(new Map([...files, [BILL, billOf({ files, ...app })]]))
  const signature = key && signApp(whole.digest, key)
  return { app: whole, signature, archive: pack(whole.files, signature) }
}
