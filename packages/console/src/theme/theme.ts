import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'
import controls from './controls.module.css'
import { fontFamily } from './font.ts'

/** The one colour of things a person can operate; no value and no state uses it (ISA-101 §6.2: colour is for what needs attention). */
const mill: MantineColorsTuple = [
  '#eef4f7',
  '#dbe7ed',
  '#b9d0db',
  '#92b6c7',
  '#6d9bb0',
  '#467b94',
  '#336b85',
  '#265a73',
  '#1c495f',
  '#12364a',
]

const gray: MantineColorsTuple = [
  '#f7f8f9',
  '#eef0f2',
  '#e2e5e8',
  '#d2d7db',
  '#bac1c7',
  '#98a2aa',
  '#6c7881',
  '#4c5760',
  '#323b43',
  '#1c2329',
]

const dark: MantineColorsTuple = [
  '#d9dfe3',
  '#b3bdc4',
  '#8f9ba4',
  '#65717a',
  '#3d4850',
  '#303a41',
  '#242c32',
  '#1c2328',
  '#161c20',
  '#101518',
]

/** What ends or is lost, in the tone of `--bad`. */
const red: MantineColorsTuple = [
  '#fbeceb',
  '#f6dcd9',
  '#eeb9b3',
  '#e59189',
  '#d96a60',
  '#c4453b',
  '#bb352c',
  '#b3261e',
  '#95201a',
  '#751914',
]

export const theme = createTheme({
  primaryColor: 'mill',
  primaryShade: { light: 7, dark: 5 },
  colors: { mill, gray, dark, red },
  fontFamily,
  fontFamilyMonospace:
    '"Cascadia Mono", "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: { fontFamily, fontWeight: '600' },
  defaultRadius: 4,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'sm' }, classNames: { label: controls.buttonLabel } },
    TextInput: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm' } },
    NativeSelect: { defaultProps: { size: 'sm' } },
    // Every field, whatever its control.
    InputWrapper: { classNames: { label: controls.fieldLabel, description: controls.fieldHint } },
    Switch: { classNames: { description: controls.fieldHint } },
    SegmentedControl: {
      defaultProps: { withItemsBorders: false },
      classNames: { root: controls.segments, label: controls.segment, indicator: controls.segmentChosen },
    },
    Tabs: { classNames: { panel: controls.tabPanel } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 6,
        overlayProps: { color: '#0d1418', backgroundOpacity: 0.42 },
        // The head of a dialog is not the head of the page.
        attributes: { header: { role: 'presentation' } },
      },
      classNames: { title: controls.modalTitle },
    },
    Tooltip: { defaultProps: { openDelay: 250, withArrow: true, arrowSize: 6 } },
    Menu: { defaultProps: { shadow: 'md', radius: 6 } },
  },
})

const surfaces = {
  '--mantine-color-body': 'var(--panel)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-hover': 'var(--panel)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
}

/** Mantine's surfaces are ours (tokens.css), in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: surfaces, dark: surfaces })
