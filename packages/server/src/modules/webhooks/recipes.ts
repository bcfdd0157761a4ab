import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const page = new URL('../../../../../docs/webhooks.md', import.meta.url)
const run = promisify(execFile)

/** What a receiver holds and got, and the time of its clock, s. */
export interface Case {
  readonly secret: string
  readonly id: string
  readonly timestamp: string
  readonly signature: string
  readonly body: string
  readonly now: string
}

export const hasJava = spawnSync('java', ['-version']).status === 0

/** What stands around a recipe so that it answers a line for each six arguments. */
const programs = {
  ts: {
    file: 'recipe.ts',
    command: process.execPath,
    around: (recipe: string) => `${recipe}
const given = process.argv.slice(2)
for (let at = 0; at < given.length; at += 6) {
  const [secret, id, timestamp, signature, body, now] = given.slice(at, at + 6) as [string, string, string, string, string, string]
  console.log(verify(secret, { id, timestamp, signature }, body, Number(now)))
}`,
  },
  python: {
    file: 'recipe.py',
    command: 'python3',
    around: (recipe: string) => `${recipe}
import sys
given = sys.argv[1:]
for at in range(0, len(given), 6):
    secret, message, timestamp, signature, body, now = given[at:at + 6]
    headers = {"webhook-id": message, "webhook-timestamp": timestamp, "webhook-signature": signature}
    print(str(verify(secret, headers, body.encode(), float(now))).lower())`,
  },
  java: {
    file: 'Recipe.java',
    command: 'java',
    // The first class of a file is the one that runs; imports stand before it.
    around: (recipe: string) =>
      recipe.replace(
        'final class Webhook',
        `final class Recipe {
  public static void main(String[] given) throws Exception {
    for (int at = 0; at < given.length; at += 6)
      System.out.println(Webhook.verify(given[at], given[at + 1], given[at + 2], given[at + 3],
          given[at + 4].getBytes(StandardCharsets.UTF_8), Long.parseLong(given[at + 5])));
  }
}

final class Webhook`,
      ),
  },
} as const

/** What the recipe of the page says of each case. */
export async function verdicts(language: keyof typeof programs, cases: readonly Case[]): Promise<boolean[]> {
  const { file, command, around } = programs[language]
  const text = await readFile(page, 'utf8')
  const [, recipe = ''] = new RegExp(`\`\`\`${language}\n(import [\\s\\S]*?)\`\`\``).exec(text) ?? []
  const folder = await mkdtemp(join(tmpdir(), 'millrace-recipe-'))
  try {
    const path = join(folder, file)
    await writeFile(path, around(recipe))
    const given = cases.flatMap(({ secret, id, timestamp, signature, body, now }) => [
      secret,
      id,
      timestamp,
      signature,
      body,
      now,
    ])
    const { stdout } = await run(command, [path, ...given])
    return stdout
      .trim()
      .split('\n')
      .map((line) => line === 'true')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
