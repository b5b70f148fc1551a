const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text) => text.replace(/[&<>"]/g, (sign) => escapes[sign])

/**
 * Puts values into `{{ name }}` and `{{ person.name }}`, escaped for HTML, and into `{{{ name }}}` as they are.
 * What is not there becomes nothing.
 */
export function fill(template, values) {
  const lookUp = (path) => path.split('.').reduce((value, key) => value?.[key], values)
  return template.replace(/\{\{\{\s*([\w.]+)\s*\}\}\}|\{\{\s*([\w.]+)\s*\}\}/g, (_, raw, escaped) => {
    const value = lookUp(raw ?? escaped)
    if (value === undefined || value === null) return ''
    return raw ? String(value) : escapeHtml(String(value))
  })
}
