/** What the page says. Words of the plant (names of assets) are the plant's. */
const words = {
  en: {
    title: 'Specific power',
    limit: (limit) => `Too much from ${limit} kW·min/m³`,
    none: 'It delivers no air',
    day: 'The last 24 hours',
    exceeded: 'Days with too much',
    nothing: 'Nothing was too much yet.',
    lesson: 'Each minute above the limit is counted here, by compressor and day.',
    compressor: 'Compressor',
    date: 'Day',
    minutes: 'Minutes',
    highest: 'Highest',
    noAssets: 'No compressor is bound yet.',
    bind: 'Bind compressors where the app is installed.',
  },
  zh: {
    title: '比功率',
    limit: (limit) => `上限 ${limit} kW·min/m³`,
    none: '未供气',
    day: '最近 24 小时',
    exceeded: '超限日',
    nothing: '尚无超限。',
    lesson: '高于上限的每一分钟按空压机和日期累计。',
    compressor: '空压机',
    date: '日期',
    minutes: '分钟',
    highest: '最高',
    noAssets: '尚未绑定空压机。',
    bind: '请在应用的安装页绑定空压机。',
  },
}

export const wordsOf = (language) => words[language]
