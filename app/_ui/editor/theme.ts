import type { editor } from 'monaco-editor/editor/editor.api.js'

/** The page's own palette (app/globals.css) as Monaco wants it: colours without variables. */
export const themeName = 'ouroboros'

export const theme: editor.IStandaloneThemeData = {
  base: 'vs-dark',
  inherit: true,
  rules: [
    { token: '', foreground: 'd7f5df' },
    { token: 'comment', foreground: '8d9da0' },
    { token: 'keyword', foreground: 'bae4fb' },
    { token: 'string', foreground: '51fea4' },
    { token: 'regexp', foreground: '51fea4' },
    { token: 'number', foreground: 'fbdc43' },
    { token: 'type', foreground: 'd07bf0' },
    // SQL has colours of its own to begin with.
    { token: 'string.sql', foreground: '51fea4' },
    { token: 'predefined.sql', foreground: 'd07bf0' },
    { token: 'operator.sql', foreground: 'a3bcae' },
    { token: 'delimiter', foreground: 'a3bcae' },
  ],
  colors: {
    'editor.background': '#0b110f',
    'editor.foreground': '#d7f5df',
    'editorGutter.background': '#0b110f',
    'editorLineNumber.foreground': '#8d9da0',
    'editorLineNumber.activeForeground': '#d7f5df',
    'editorCursor.foreground': '#bae4fb',
    'editor.lineHighlightBackground': '#131c18',
    'editor.lineHighlightBorder': '#00000000',
    'editor.selectionBackground': '#bae4fb40',
    'editorIndentGuide.background1': '#26352e',
    'editorIndentGuide.activeBackground1': '#64786f',
    'editorError.foreground': '#fe343e',
    'editorWarning.foreground': '#fbdc43',
    'editorWidget.background': '#131c18',
    'editorWidget.border': '#26352e',
    'editorSuggestWidget.selectedBackground': '#26352e',
    'focusBorder': '#bae4fb',
    'scrollbarSlider.background': '#26352e',
    'scrollbarSlider.hoverBackground': '#64786f',
    'diffEditor.insertedLineBackground': '#51fea41a',
    'diffEditor.insertedTextBackground': '#51fea440',
    'diffEditor.removedLineBackground': '#fe343e1f',
    'diffEditor.removedTextBackground': '#fe343e4d',
    'diffEditor.border': '#26352e',
    'diffEditor.diagonalFill': '#26352e',
    'diffEditor.unchangedRegionBackground': '#131c18',
    'diffEditor.unchangedRegionForeground': '#a3bcae',
  },
}
