import { Fault, sayFault } from '@millrace/core'
import './faults.ts'

interface Command {
  readonly usage: string
  readonly says: string
  /** True: it answers --help itself. */
  readonly helps?: boolean
  /** Loads the command, so that each brings only what it needs; it ends with the process's exit code. */
  load(): Promise<(args: readonly string[]) => Promise<number>>
}

const commands: Readonly<Record<string, Command>> = {
  up: {
    usage: 'millrace up [--no-demo]',
    says: 'Runs the platform and its edge on this machine, with the demo plant unless told otherwise.',
    load: async () => (await import('./up.ts')).up,
  },
  edge: {
    usage:
      'millrace edge <config.yaml> [--check] | import <file> [--driver D] [--host H] [--port N] [--url U] [--device NAME] [--sheet NAME] [--language zh]',
    says: 'Runs an edge node beside the machines, or only checks its configuration; import makes devices and points of a ThingsBoard, Neuron or OPC UA NodeSet2 file or of a table.',
    load: async () => (await import('./edge.ts')).edge,
  },
  enrol: {
    usage: 'millrace enrol <platform-url> --token TOKEN --out <folder> [--ca root.pem]',
    says: 'Makes a key on this machine and gets the certificate that a one-time token promises.',
    load: async () => (await import('./enrol.ts')).enrol,
  },
  read: {
    usage: 'millrace read <device> <address> [--type float32] [--watch]',
    says: 'Reads one value from a device: modbus-tcp://host:502/1 holding:100, opc.tcp://host:4840 "ns=2;s=Boiler.Pressure".',
    load: async () => (await import('./read.ts')).read,
  },
  browse: {
    usage: 'millrace browse <device> [node]',
    says: 'Lists what a device offers below a node.',
    load: async () => (await import('./browse.ts')).browse,
  },
  import: {
    usage:
      'millrace import <file> [--platform URL] [--time COLUMN] [--point COLUMN | --wide COLUMN=POINT[@UNIT] …] [--dry-run]',
    says: 'Brings history in from CSV, Parquet or Arrow; goes on where it was cut off. millrace import --help tells all options.',
    helps: true,
    load: async () => (await import('./import.ts')).importFile,
  },
  audit: {
    usage: 'millrace audit verify <file.ndjson> [--key FINGERPRINT]',
    says: 'Verifies an exported audit with nothing but the file, and names the first altered record.',
    load: async () => (await import('./audit.ts')).audit,
  },
  'recover-admin': {
    usage: 'millrace recover-admin [user name] [--lost password|factors|both]',
    says: 'Makes a recovery link for who runs the platform, beside the running platform, as the owner of its data folder.',
    load: async () => (await import('./recover-admin.ts')).recoverAdmin,
  },
  backup: {
    usage: 'millrace backup <folder | s3://bucket/prefix> [--every 15m] [--keep N] | verify <place> | list <place>',
    says: 'Copies the whole platform, running or not: what is new since the last time, checksummed.',
    load: async () => (await import('./backup.ts')).backup,
  },
  restore: {
    usage: 'millrace restore <folder | s3://bucket/prefix> <empty folder> [--at TIME] [--master-key FILE]',
    says: 'Makes a data folder of the newest backup, or of the newest that is not later than TIME.',
    load: async () => (await import('./restore.ts')).restore,
  },
  simulate: {
    usage: 'millrace simulate <kind> [--port N]',
    says: 'Runs a device of that protocol in software, and says how an edge reads it.',
    load: async () => (await import('./simulate.ts')).simulate,
  },
  profile: {
    usage:
      'millrace profile list [word] | show | config | simulate <maker/model> [--host H] [--port N] [--unit N] [--name N] [--prefix P] [--set NAME=N] [--language zh] | check <file> | import <points.csv | .xlsx | NodeSet2.xml | .json> --model M --kind K --title T --document D --publisher P [--maker M] [--driver D] [--sheet NAME] [--device NAME] … | push <file> [--submit] | pull <maker/model> [--out file] | remote [word] [--platform URL]',
    says: 'What the library knows about a device: its points, as an entry of an edge configuration, in software; or a new profile, and those of a platform.',
    load: async () => (await import('./profile.ts')).profile,
  },
  app: {
    usage:
      'millrace app create | check | test | dev | key | pack | sign | verify | publish | install | upgrade | uninstall | list | fetch | mirror',
    says: 'Begins an industrial app, tests it, runs it here while it is made, packs, signs and publishes it, installs it on a platform. millrace app --help tells all options.',
    helps: true,
    load: async () => (await import('./app.ts')).app,
  },
  driver: {
    usage: 'millrace driver new <folder> | test <folder>',
    says: 'Begins a driver package for a protocol of your own, or holds one against what every driver must do.',
    load: async () => (await import('./driver.ts')).driver,
  },
  doctor: {
    usage: 'millrace doctor',
    says: 'Checks this machine: Node, ports, data folder, disk, clock.',
    load: async () => (await import('./doctor.ts')).doctor,
  },
}

/** Of one command, or of all of them. */
function help(of?: Command): number {
  const lines = (of ? [of] : Object.values(commands)).map(({ usage, says }) => `  ${usage}\n      ${says}`)
  process.stdout.write(`millrace: from the register to the screen\n\n${lines.join('\n')}\n`)
  return 0
}

const [name = 'help', ...args] = process.argv.slice(2)
// Whoever reads has read enough, as `head` does; what was asked for goes on.
process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
  if (failure.code !== 'EPIPE') throw failure
})
try {
  const command = commands[name]
  const of = commands[args[0] ?? '']
  if (name === 'help' && of?.helps) process.exitCode = await (await of.load())(['--help'])
  else if (name === 'help' || name === '--help' || name === '-h') process.exitCode = help(of)
  else if (command && !command.helps && (args.includes('--help') || args.includes('-h')))
    process.exitCode = help(command)
  else if (!command) throw new Fault('cli.unknown_command', { seen: name })
  else process.exitCode = await (await command.load())(args)
} catch (failure) {
  process.stderr.write(
    `\n${failure instanceof Fault ? `${failure.message}\n  What to do: ${failure.remedy}` : sayFault(failure)}\n`,
  )
  process.exitCode = 1
}
