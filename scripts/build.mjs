// `npm run build`: compiled JavaScript and the console, as production runs them.
import { checkVersions, ensureBuilt, ensureInstalled } from './toolchain.mjs'

checkVersions()
ensureInstalled()
ensureBuilt()
