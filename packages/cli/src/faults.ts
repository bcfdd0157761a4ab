import { defineFaults } from '@millrace/core'

export const cliFaults = defineFaults('cli', {
  profile_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected a device profile <maker>/<model> of the platform, saw "{seen}".',
    remedy: 'millrace profile remote names them.',
  },
  unknown_command: {
    blame: 'caller',
    status: 400,
    says: 'Expected a command of millrace, saw "{seen}".',
    remedy: 'Run millrace help; it lists them.',
  },
  folder_not_empty: {
    blame: 'caller',
    status: 409,
    says: 'Expected an empty or a new folder, saw {count} entries in {folder}.',
    remedy: 'Name another folder; nothing was written.',
  },
  file_unwritable: {
    blame: 'caller',
    status: 409,
    says: 'Expected to write {file}, saw: {seen}',
    remedy: 'Name a file that can be written; a key is never written over another.',
  },
  usage: {
    blame: 'caller',
    status: 400,
    says: 'Expected {expected}, saw "{seen}".',
    remedy: 'Run millrace help {command}.',
  },
  part_failed: {
    blame: 'us',
    status: 500,
    says: 'The {part} could not start ({seen}).',
    remedy: 'Its own words are above; millrace doctor checks the machine.',
  },
  read_failed: {
    blame: 'device',
    status: 502,
    says: 'Expected a value of {address}, saw {seen}.',
    remedy: 'Check address, unit number and whether the device allows this connection.',
  },
  no_token: {
    blame: 'caller',
    status: 401,
    says: 'Expected a token of the platform, saw none.',
    remedy: 'Set MILLRACE_TOKEN to an API key or session token, or name a file with --token-file.',
  },
  interrupted: {
    blame: 'caller',
    status: 499,
    says: 'The {command} was stopped before its end.',
    remedy: 'Run it again: what it stored stays and is not stored twice, and what is half done counts for nothing.',
  },
  platform_gone: {
    blame: 'us',
    status: 503,
    says: 'The platform ended while it was backed up.',
    remedy: 'Start it, or back up its folder as it is; the snapshot that was begun counts for nothing.',
  },
  platform_elsewhere: {
    blame: 'configuration',
    status: 409,
    says: 'Expected the platform of {folder} to answer, saw its folder held and no answer.',
    remedy:
      'Wait until it has started; if it runs elsewhere (in a container, on another machine), run this command there.',
  },
  file_unreadable: {
    blame: 'caller',
    status: 400,
    says: 'Expected to read {file}, saw: {seen}',
    remedy: 'Check the path and the rights of the file.',
  },
  not_running: {
    blame: 'configuration',
    status: 503,
    says: 'Expected the platform of the data folder {folder} to run, saw {seen}.',
    remedy: 'Start it with npm start (or millrace up) and run this beside it, with the same MILLRACE_DATA.',
  },
  not_the_owner: {
    blame: 'caller',
    status: 403,
    says: 'Expected to read {file}, which belongs to the owner of the data folder; saw: {seen}',
    remedy: 'Run this as the user under whom the platform runs.',
  },
  asset_unknown: {
    blame: 'caller',
    status: 404,
    says: 'Expected an asset that the key may see, saw "{seen}".',
    remedy: 'Name it by its name, by its path with / between, or by its id.',
  },
  asset_unfit: {
    blame: 'caller',
    status: 422,
    says: 'Expected {asset} to have what the need {need} asks for, saw none of: {seen}',
    remedy: 'Name another asset, or give its points these names and units.',
  },
  need_unbound: {
    blame: 'caller',
    status: 422,
    says: 'Expected to be told which assets are {need} ({title}), saw:\n{seen}',
    remedy: 'Name them: --bind {need}=asset,asset, or --bind {need}=* for all that fit.',
  },
  not_agreed: {
    blame: 'caller',
    status: 403,
    says: 'Expected somebody to agree, saw {seen}.',
    remedy: 'Read what is asked for; --agree says yes to all of it.',
  },
  beyond_own: {
    blame: 'caller',
    status: 403,
    says: 'Expected whoever agrees to be allowed it, saw beyond it: {seen}',
    remedy: 'Ask somebody who may do all of it to install the app.',
  },
  not_installed: {
    blame: 'caller',
    status: 404,
    says: 'Expected an app that is installed, saw {seen}.',
    remedy: 'millrace app list tells what is installed.',
  },
  outside_failed: {
    blame: 'caller',
    status: 502,
    says: 'Expected an answer of the host that the app asked, saw: {seen}',
    remedy: 'Look at the address, and whether this machine reaches the host.',
  },
  platform_silent: {
    blame: 'configuration',
    status: 502,
    says: 'Expected the platform to answer at {address}, saw no connection.',
    remedy: 'Start it, or name the right address with --platform or MILLRACE_PLATFORM.',
  },
  platform_refused: {
    blame: 'caller',
    status: 400,
    says: 'The platform refused: {seen}',
    remedy: '{remedy}',
  },
})
