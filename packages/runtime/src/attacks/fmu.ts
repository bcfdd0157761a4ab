import { modes, subjectFmu, subjectPackage } from '../fmu/subject/subject.ts'
import { type Attack, asSent, broken, died, failed, slugOf, starved, stopped, TOLD } from './attack.ts'

const misbehaving: readonly (readonly [string, keyof typeof modes, readonly string[]])[] = [
  ['a crash', 'crashing', died],
  ['processes without end', 'forking', [...stopped, ...starved]],
  ['a loop without end', 'endless', stopped],
  ['memory without end', 'greedy', starved],
  ['words without end', 'flooding', [...stopped, ...starved]],
  ['its own end', 'leaving', died],
  ['an abort', 'aborting', died],
  ['more memory than there is', 'hoarding', [...starved, ...died, ...failed]],
  ['processes that it leaves behind', 'parting', starved],
  ['a fatal error', 'grave', died],
]

/** What it looks for comes out as a number, which is good only where it was found. */
const looking: readonly (readonly [string, 'found' | 'reached', number])[] = [
  ['files of the machine', 'found', 2],
  ['the network', 'reached', 1],
]

export const fmuAttacks: readonly Attack[] = [
  ...misbehaving.map(
    ([name, mode, ends]): Attack => ({
      kind: 'fmu',
      name,
      ends,
      model: () => asSent(subjectPackage(slugOf('fmu', name), { mode: modes[mode], outputs: ['same'] })),
    }),
  ),
  ...looking.map(
    ([name, output, low]): Attack => ({
      kind: 'fmu',
      name,
      ends: [TOLD],
      model: () => {
        const plain = subjectPackage(slugOf('fmu', name), { outputs: [output] })
        return asSent(plain, { outputs: plain.manifest.outputs.map((one) => ({ ...one, low })) })
      },
    }),
  ),
  ...(
    [
      ['an archive that leads up', subjectFmu({ files: { '../../escaped': new Uint8Array(1) } })],
      ['nothing at all', new TextEncoder().encode('no archive')],
      ['a library of another', subjectFmu({ token: '{0}' })],
    ] as const
  ).map(
    ([name, fmu]): Attack => ({
      kind: 'fmu',
      name,
      ends: broken,
      model: () => asSent(subjectPackage(slugOf('fmu', name), { fmu, outputs: ['same'] })),
    }),
  ),
]
