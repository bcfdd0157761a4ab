/** What people call a quantity, a place or a state on a machine: the first word is how all of them are counted. */
const concepts: readonly (readonly string[])[] = [
  ['power', 'pwr', 'kw', 'p', '有功功率', '功率'],
  ['energy', 'kwh', 'consumption', 'wp', '电能', '电量', '能耗', '用电量'],
  ['pressure', 'press', 'pres', 'prs', 'p', '压力', '压强'],
  ['temperature', 'temp', 'tmp', 't', '温度'],
  ['flow', 'flowrate', 'fad', 'q', 'f', '容积流量', '流量'],
  ['level', 'lvl', 'l', '液位', '料位'],
  ['speed', 'rpm', 'n', '转速', '速度'],
  ['vibration', 'vib', '振动'],
  ['current', 'curr', 'amps', 'i', '电流'],
  ['voltage', 'volt', 'volts', 'u', 'v', '电压'],
  ['frequency', 'freq', 'hz', 'f', '频率'],
  ['torque', 'trq', '扭矩', '转矩'],
  ['humidity', 'rh', '湿度'],
  ['dew', 'dewpoint', 'dp', '露点'],
  ['oxygen', 'o2', '氧含量', '含氧量', '氧量'],
  ['discharge', 'outlet', 'out', 'exhaust', 'delivery', 'dis', '排气', '出口', '排出', '排'],
  ['suction', 'inlet', 'in', 'intake', 'suct', '吸气', '进口', '入口', '进气'],
  ['supply', 'sup', '供水', '供气', '供'],
  ['return', 'ret', 'rtn', '回水', '回'],
  ['feed', 'feedwater', '给水', '进料'],
  ['steam', 'stm', '蒸汽'],
  ['water', 'h2o', '水'],
  ['air', '空气'],
  ['gas', '燃气', '天然气', '气体'],
  ['fuel', '燃料'],
  ['oil', '油'],
  ['flue', 'stack', 'fluegas', '烟气', '排烟'],
  ['ambient', 'environment', '环境'],
  ['bearing', 'brg', '轴承'],
  ['filter', 'flt', '滤芯', '过滤器'],
  ['drop', 'differential', 'delta', 'diff', '压差', '差'],
  ['state', 'status', 'mode', 'st', '状态', '模式'],
  ['execution', 'exec', '执行'],
  ['running', 'run', 'on', 'active', '运行'],
  ['alarm', 'fault', 'alm', '报警', '故障'],
  ['setpoint', 'sp', 'set', 'target', '设定值', '设定', '目标'],
  ['count', 'counter', 'cnt', 'qty', 'quantity', 'total', 'made', '计数', '件数', '产量', '数量'],
  ['part', 'parts', 'piece', 'pieces', 'pcs', '工件', '零件'],
  ['rejected', 'reject', 'rejects', 'scrap', 'ng', 'bad', '不合格', '废品'],
  ['planned', 'plan', 'scheduled', '计划'],
  ['valve', 'vlv', '阀门', '阀'],
  ['hours', 'runtime', '小时', '工时'],
]
/** Words that tell nothing from anything. */
const empty = new Set([
  'the',
  'of',
  'is',
  'it',
  'has',
  'value',
  'actual',
  'act',
  'pv',
  'meas',
  'measured',
  'electric',
  '值',
  '实际',
])

const byWord = new Map<string, Set<string>>()
for (const [name = '', ...others] of concepts)
  for (const word of [name, ...others]) byWord.set(word, new Set([...(byWord.get(word) ?? []), name]))
const longest = Math.max(...[...byWord.keys()].map((word) => word.length))

/** One part of a name, with what it may mean: itself where nobody knows it. */
export interface Token {
  readonly word: string
  readonly means: ReadonlySet<string>
}

/** What tells machines apart, and not what is measured: K-101, AC2, 1号. */
const tag = /(?<![\p{L}\p{N}])\p{Script=Latin}{1,3}[-_ ]?\d+(?![\p{L}\p{N}])|\d+[号#]/gu

/** `K101_DischargePress` → discharge, pressure. */
export function tokensOf(name: string): Token[] {
  const text = name
    .normalize('NFKC')
    .replaceAll(/[kM]W\.?h/g, ' kwh ')
    .replaceAll(/[kM]W(?!\p{L})/gu, ' kw ')
    .replaceAll('_', ' ')
  const tokens = tokensIn(text.replaceAll(tag, (one) => (byWord.has(one.toLowerCase()) ? one : ' ')))
  // T1 of nothing else is the name itself.
  return tokens.length > 0 ? tokens : tokensIn(text)
}

function tokensIn(text: string): Token[] {
  const parts = text
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .match(/\p{Script=Han}+|h2o|o2|(?:(?!\p{Script=Han})\p{L})+/gu)
  return (parts ?? [])
    .flatMap((part) => (/\p{Script=Han}/u.test(part) ? cut(part) : [part]))
    .flatMap((word) => (empty.has(word) ? [] : [{ word, means: byWord.get(word) ?? new Set([word]) }]))
}

/** Chinese has no spaces: the longest known word from each place on, and what lies between. */
function cut(text: string): string[] {
  const words: string[] = []
  let unknown = ''
  for (let at = 0; at < text.length; ) {
    let length = Math.min(longest, text.length - at)
    while (length > 0 && !byWord.has(text.slice(at, at + length))) length--
    if (length === 0) unknown += text[at++]
    else {
      if (unknown !== '') words.push(unknown)
      unknown = ''
      words.push(text.slice(at, at + length))
      at += length
    }
  }
  return unknown === '' ? words : [...words, unknown]
}
