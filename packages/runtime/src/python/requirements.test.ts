import { describe, expect, it } from 'vitest'
import { readRequirements } from './requirements.ts'

const a = `--hash=sha256:${'a'.repeat(64)}`
const b = `--hash=sha256:${'b'.repeat(64)}`

describe('requirements', () => {
  it('are packages pinned by version and hash, in whatever way pip lets write them', () => {
    expect(
      readRequirements(
        [
          '# made by a tool',
          '',
          `scipy==1.17.1 \\`,
          `    ${b} \\`,
          `    ${a}`,
          `numpy[extra] == 2.0 ; python_version >= "3.9" ${a} # why`,
        ].join('\r\n'),
        'm/m',
      ),
    ).toBe(`numpy[extra]==2.0; python_version >= "3.9" ${a}\nscipy==1.17.1 ${a} ${b}\n`)
    expect(readRequirements('# none\n', 'm/m')).toBe('')
  })

  it.each([
    ['numpy', /line 1 .*numpy/],
    ['numpy==2.0', /numpy without --hash/],
    [`numpy>=2.0 ${a}`, /name==version/],
    [`numpy==2.* ${a}`, /name==version/],
    [`numpy==2.0,<3 ${a}`, /name==version/],
    ['numpy==2.0 --hash=sha256:abc', /hash is expected/],
    [`numpy==2.0 --hash=md5:${'a'.repeat(32)}`, /hash is expected/],
    [`numpy==2.0 ${a} --config-settings=x=y`, /hash is expected/],
    [`numpy @ https://example.org/numpy.whl ${a}`, /name==version/],
    [`./numpy.whl ${a}`, /name==version/],
    [`-e git+https://example.org/x ${a}`, /name==version/],
    ['-r /etc/shadow', /name==version/],
    ['--index-url https://example.org', /name==version/],
    ['\n--find-links /', /line 2 .*find-links/],
    ['--trusted-host example.org', /name==version/],
    [`numpy==2.0 --pre ${a}`, /hash is expected/],
    [`numpy==2.0 \${HOME} ${a}`, /name==version/],
    [`numpy==2.0 ; os_name == "x" $HOME ${a}`, /name==version/],
    [`numpy==2.0 ${a} \\`, /not ended/],
  ])('%j is refused', (text, seen) => {
    expect(() => readRequirements(text, 'm/m')).toThrow(seen)
  })
})
