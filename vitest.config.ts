import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Drills take minutes: begun first, they do not end last. */
class DrillsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isDrill = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/tests/drills/')
    return [...sorted.filter(isDrill), ...sorted.filter((file) => !isDrill(file))]
  }
}

const source = { resolve: { conditions: ['source'] }, ssr: { resolve: { conditions: ['source'] } } }

/** `unit` has no I/O beyond a temporary folder; `real` talks to databases, brokers and protocol servers; `console` runs in a browser-like page. */
export default defineConfig({
  test: {
    // Most of them wait for databases, brokers and clocks: also two cores bear three files at a time.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    sequence: { sequencer: DrillsFirst },
    projects: [
      {
        ...source,
        test: {
          name: 'unit',
          include: ['{packages,demo,bench}/**/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['**/*.real.test.ts', '**/node_modules/**', '**/dist/**', 'packages/console/**'],
          // No test is about how fast a busy machine is.
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        ...source,
        test: {
          name: 'real',
          include: ['{packages,demo,bench,tests}/**/*.real.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**'],
          // What ends a test that hangs: a busy machine is no reason to fail.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        ...source,
        test: {
          name: 'console',
          include: ['packages/console/src/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          testTimeout: 30_000,
        },
      },
    ],
  },
})
