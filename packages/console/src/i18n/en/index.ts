import account from './account.json' with { type: 'json' }
import alarms from './alarms.json' with { type: 'json' }
import apps from './apps.json' with { type: 'json' }
import assets from './assets.json' with { type: 'json' }
import audit from './audit.json' with { type: 'json' }
import charts from './charts.json' with { type: 'json' }
import classes from './classes.json' with { type: 'json' }
import components from './components.json' with { type: 'json' }
import derived from './derived.json' with { type: 'json' }
import developer from './developer.json' with { type: 'json' }
import devices from './devices.json' with { type: 'json' }
import diagnosis from './diagnosis.json' with { type: 'json' }
import drawing from './drawing.json' with { type: 'json' }
import energy from './energy.json' with { type: 'json' }
import faults from './faults.json' with { type: 'json' }
import flows from './flows.json' with { type: 'json' }
import history from './history.json' with { type: 'json' }
import imports from './imports.json' with { type: 'json' }
import kpis from './kpis.json' with { type: 'json' }
import library from './library.json' with { type: 'json' }
import login from './login.json' with { type: 'json' }
import machines from './machines.json' with { type: 'json' }
import maintenance from './maintenance.json' with { type: 'json' }
import mechanismRuns from './mechanism-runs.json' with { type: 'json' }
import mechanismStudies from './mechanism-studies.json' with { type: 'json' }
import mechanisms from './mechanisms.json' with { type: 'json' }
import members from './members.json' with { type: 'json' }
import models from './models.json' with { type: 'json' }
import notices from './notices.json' with { type: 'json' }
import organisation from './organisation.json' with { type: 'json' }
import organisations from './organisations.json' with { type: 'json' }
import overview from './overview.json' with { type: 'json' }
import pairing from './pairing.json' with { type: 'json' }
import parts from './parts.json' with { type: 'json' }
import points from './points.json' with { type: 'json' }
import production from './production.json' with { type: 'json' }
import programs from './programs.json' with { type: 'json' }
import recovery from './recovery.json' with { type: 'json' }
import rights from './rights.json' with { type: 'json' }
import roles from './roles.json' with { type: 'json' }
import screens from './screens.json' with { type: 'json' }
import sharing from './sharing.json' with { type: 'json' }
import shell from './shell.json' with { type: 'json' }
import studio from './studio.json' with { type: 'json' }
import writes from './writes.json' with { type: 'json' }

export const texts = {
  shell,
  parts,
  pairing,
  charts,
  components,
  login,
  overview,
  alarms,
  apps,
  assets,
  points,
  derived,
  devices,
  classes,
  diagnosis,
  energy,
  kpis,
  production,
  library,
  rights,
  screens,
  sharing,
  drawing,
  faults,
  history,
  imports,
  models,
  organisation,
  organisations,
  programs,
  account,
  members,
  roles,
  audit,
  machines,
  writes,
  notices,
  maintenance,
  recovery,
  mechanisms,
  studio,
  mechanismRuns,
  mechanismStudies,
  developer,
  flows,
}
