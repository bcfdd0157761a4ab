import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const pathOf = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url))

/** An SDK and how its guest is started. */
export interface Language {
  readonly name: string
  /** Of the guest; a language whose file is not there is left out. */
  readonly file: string
  readonly run: { readonly command: readonly string[]; readonly env?: Readonly<Record<string, string>> }
}

const all: readonly Language[] = [
  {
    name: 'TypeScript',
    file: 'tests/sdk/guest.ts',
    run: { command: [process.execPath, '--conditions=source', pathOf('tests/sdk/guest.ts')] },
  },
  {
    name: 'Python',
    file: 'sdks/python/tests/guest.py',
    run: { command: ['python3', pathOf('sdks/python/tests/guest.py')] },
  },
  {
    name: 'Java',
    file: 'sdks/java/src/test/java/io/millrace/sdk/Guest.java',
    run: {
      command: ['java', pathOf('sdks/java/Build.java'), '--run', 'io.millrace.sdk.Guest'],
      env: { JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' },
    },
  },
]

export const languages = all.filter(({ file }) => existsSync(pathOf(file)))
/** To be said, not to be passed over in silence. */
export const missing = all.filter((one) => !languages.includes(one)).map(({ name }) => name)
