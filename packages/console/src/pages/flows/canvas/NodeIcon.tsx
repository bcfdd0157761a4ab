import {
  type Icon,
  IconAdjustmentsHorizontal,
  IconArrowMerge,
  IconBell,
  IconBoxMultiple,
  IconChartHistogram,
  IconClock,
  IconCode,
  IconComponents,
  IconDatabaseExport,
  IconFilter,
  IconGitBranch,
  IconLogin2,
  IconLogout2,
  IconMathFunction,
  IconMessage2,
  IconPlugConnected,
  IconSend,
  IconTable,
  IconTypography,
} from '@tabler/icons-react'

const groups: Readonly<Record<string, Icon>> = {
  in: IconLogin2,
  math: IconMathFunction,
  logic: IconGitBranch,
  time: IconClock,
  filter: IconFilter,
  combine: IconArrowMerge,
  stats: IconChartHistogram,
  control: IconAdjustmentsHorizontal,
  lookup: IconTable,
  text: IconTypography,
  code: IconCode,
  model: IconMathFunction,
  subflow: IconBoxMultiple,
  component: IconComponents,
  out: IconLogout2,
}
const types: Readonly<Record<string, Icon>> = {
  'in.alarm': IconBell,
  'out.alarm': IconBell,
  'out.notice': IconMessage2,
  'out.http': IconSend,
  'out.point': IconDatabaseExport,
  'out.service': IconPlugConnected,
}

export function NodeIcon({ type }: { type: string }) {
  const Shown = types[type] ?? groups[type.split(/[.:]/)[0] ?? ''] ?? IconBoxMultiple
  return <Shown size={14} stroke={1.7} />
}
