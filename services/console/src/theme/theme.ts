import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/* Shade 7 is the primary in both themes: lighter ones fail contrast under white text. */
const brand: MantineColorsTuple = [
  '#eef3fc', '#dce6f8', '#b7caf0', '#8faaec', '#6d8fe2', '#5079d6', '#406ccd', '#345fc4', '#2b54b0', '#21428c',
];

/* What cannot be undone: our own red, in the dark too, where Mantine's is a bright one under black letters. */
const red: MantineColorsTuple = [
  '#fdeceb', '#fbd5d2', '#ffb4ab', '#ff9a8f', '#e8695f', '#d6463b', '#c5342a', '#b3261e', '#9c1f18', '#8c1d17',
];

const control = { '--input-height': 'var(--control)', '--input-fz': '13px', '--input-size': 'var(--control)' };

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: 7,
  colors: { brand, red },
  autoContrast: true,
  luminanceThreshold: 0.18,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '19px', md: '20px', lg: '24px', xl: '26px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '26px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  // Plain objects, not `Button.extend(...)`: that would load every component named here with the first page.
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      vars: () => ({
        root: { '--button-height': 'var(--control)', '--button-fz': '13px', '--button-padding-x': '12px' },
      }),
      styles: { root: { fontWeight: 500 } },
    },
    ActionIcon: {
      defaultProps: { variant: 'subtle', color: 'gray' },
      vars: () => ({ root: { '--ai-size': 'var(--control)', '--ai-color': 'var(--dimmed)' } }),
    },
    Input: { vars: () => ({ wrapper: control }) },
    InputWrapper: {
      styles: {
        label: { fontSize: 13, fontWeight: 500, marginBottom: 4 },
        description: { fontSize: 12 },
        error: { fontSize: 12 },
      },
    },
    Modal: {
      defaultProps: { centered: true, radius: 'lg', transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.35 } },
      styles: { title: { fontSize: 16, fontWeight: 600 } },
    },
    Popover: { defaultProps: { transitionProps: { duration: 120 }, shadow: 'md' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, events: { hover: true, focus: true, touch: false } } },
  },
});

/* Overriding these in plain CSS would lose to the provider's own rule, so they are set here (default dimmed text is 3.3:1). */
const own = {
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-body': 'var(--card)',
  '--mantine-color-dimmed': 'var(--dimmed)',
  '--mantine-color-placeholder': 'var(--placeholder)',
  '--mantine-color-anchor': 'var(--brand)',
  '--mantine-color-error': 'var(--late)',
  '--mantine-color-default': 'var(--card)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--field)',
  '--mantine-shadow-md': 'var(--float)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: own, dark: own });
