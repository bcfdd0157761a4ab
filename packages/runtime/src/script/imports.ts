import { posix } from 'node:path'
import type { JSModuleLoader, JSModuleLoadResult, JSModuleNormalizer, QuickJSContext } from 'quickjs-emscripten'
import type { CellSource } from './cell-source.ts'

/** In front of what is asked for by another way than a relative path: the engine loses what its resolver throws. */
const BARE = 'bare:'

/** Name of what importing it throws within the engine. */
export const IMPORT_REFUSED = 'ImportError'

const refusal = (context: QuickJSContext, message: string): JSModuleLoadResult => ({
  error: context.newError({ name: IMPORT_REFUSED, message }),
})

/** Files of the package by relative path, and nothing else. */
export const importsOf = ({ files }: CellSource): { load: JSModuleLoader; resolve: JSModuleNormalizer } => ({
  load: (path, context) => {
    const asked = path.slice(0, 200)
    if (path.startsWith(BARE))
      return refusal(context, `"${asked.slice(BARE.length)}" is no file of the package: imports begin with ./ or ../`)
    return Object.hasOwn(files, path) ? (files[path] as string) : refusal(context, `the package has no script ${asked}`)
  },
  resolve: (from, asked) => (/^\.\.?\//.test(asked) ? posix.join(posix.dirname(from), asked) : `${BARE}${asked}`),
})
