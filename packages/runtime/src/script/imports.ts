import { posix } from 'node:path'
import type { JSModuleLoader, JSModuleNormalizer } from 'quickjs-emscripten'
import type { Program } from './program.ts'

/** What stands in the place of a module that is not there: importing it throws. Only `Error` crosses into the engine. */
const refusal = (words: string): { error: Error } => ({
  error: Object.assign(new Error(words), { name: 'ImportError' }),
})

/** In front of what is asked for by another way than a relative path: the engine loses what its resolver throws. */
const BARE = 'bare:'

/** Files of the package by relative path, and nothing else. */
export const importsOf = ({ files }: Program): { load: JSModuleLoader; resolve: JSModuleNormalizer } => ({
  load: (path) => {
    if (path.startsWith(BARE))
      return refusal(`"${path.slice(BARE.length, 200)}" is no file of the package: imports begin with ./ or ../`)
    return Object.hasOwn(files, path)
      ? (files[path] as string)
      : refusal(`the package has no script ${path.slice(0, 200)}`)
  },
  resolve: (from, asked) => (/^\.\.?\//.test(asked) ? posix.join(posix.dirname(from), asked) : `${BARE}${asked}`),
})
