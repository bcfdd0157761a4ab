/** What `millrace app --help` tells: a line a verb, what it does below. */
export const appHelp = `millrace app: an app from an empty folder to a running platform (docs/apps.md)

  Here, without a platform
  create <folder>            begins an app that already does something; new is the same
  check <folder>             every mistake of app.yaml with its line; what the app needs and asks for
  test <folder> [--json]     runs its tests; ends with 1 if one fails
  dev <folder> [--port N]    shows its pages, read anew when a file is saved; with recorded or made-up values
      --against URL [--token-file FILE] --bind NEED=ASSET,…     with the values of a running platform

  A package
  key <file.pem>             makes the key that is yours as a publisher
  pack <folder> [--key FILE] [--out FILE]      one file of it, with its bill of materials; signed where a key is named
  sign <file.zip> --key FILE [--out FILE]      signs what is packed already, in place unless --out names another file
  verify <file.zip>          whether it is as it was packed, who signed it, what it needs and asks for

  On a platform: --platform URL or MILLRACE_PLATFORM, --token-file FILE or MILLRACE_TOKEN; else the platform of ./data
  publish <file | folder>    onto its shelf
  install <file | folder | publisher/name[@version]> [--agree] [--despite-tests]
      --bind NEED=ASSET,…    what it works on, again for each need; NEED=* takes all that fit
      --set NAME=VALUE       a setting;  --secret NAME=FILE  a secret out of a file
  upgrade <file | folder | publisher/name[@version]>           asks only for what is more than before
  uninstall <publisher/name> [--agree]
  list                       what is installed
  fetch <publisher/name[@version]> [--out FILE]                a package of the shelf as a file
  mirror <address> [--key-file FILE] [--take publisher/name[@version] | --take all] [--follow]
`
