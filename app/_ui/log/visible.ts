/**
 * The text with everything in it that would act instead of show made visible: control characters by their name
 * (‹ESC›), what reorders or hides text by its code point (‹U+202E›). Tabs stay.
 * Colour sequences are not exempt: take them out first.
 */
export function visible(text: string): string {
  return text.toWellFormed().replace(acting, (char) => {
    const code = char.codePointAt(0)!
    return `‹${names[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`}›`
  })
}

/** Of the first 32, in their order. */
const names = 'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(' ')

/** C0 but tab, DEL, C1, bidi marks and overrides, zero-width, line separators, tag characters. */
const acting = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu
