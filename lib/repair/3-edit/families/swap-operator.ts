import type { Family, Proposal } from '../family.ts'

/** What each operator is mistaken for, likeliest first. */
const confused: Readonly<Record<string, string>> = {
  '<': '<= > >= !== ===', '<=': '< >= > === !==', '>': '>= < <= !== ===', '>=': '> <= < === !==',
  '===': '!== < > <= >= ==', '!==': '=== < > <= >= !=', '==': '!= === < > <= >=', '!=': '== !== < > <= >=',
  '+': '- * /', '-': '+ * / %', '*': '+ / - ** %', '/': '* % - +', '%': '/ * - +', '**': '* + -',
  '&': '| ^ && %', '|': '& ^ ||', '^': '& |', '<<': '>> >>>', '>>': '<< >>>', '>>>': '>> <<',
  '&&': '|| ??', '||': '&& ??', '??': '|| &&', in: 'instanceof', instanceof: 'in',
  '=': '+= -= ||= ??= *= |= &=', '+=': '-= = *= /=', '-=': '+= = *= /=', '*=': '/= += **= = %=', '/=': '*= -= %= =', '%=': '/= *= = -=', '**=': '*= /= =',
  '&=': '|= ^= = &&=', '|=': '&= ^= = ||=', '^=': '&= |= =', '<<=': '>>= >>>= =', '>>=': '<<= >>>= =', '>>>=': '>>= <<= =',
  '&&=': '||= ??= =', '||=': '&&= ??= =', '??=': '||= &&= =',
}

/** One operator in place of another, the likeliest ones early. */
export const swapOperator: Family = {
  kinds: ['swap-operator', 'swap-step'],
  tiers: [1, 2],
  *propose({ sites }, context, tier): Iterable<Proposal> {
    for (const { node } of sites) {
      if (node.type === 'UpdateExpression') {
        const start = node.prefix ? node.start : node.end - 2
        yield { kind: 'swap-step', cost: 1.2, changes: [{ start, end: start + 2, text: node.operator === '++' ? '--' : '++' }] }
      } else if (node.type === 'BinaryExpression' || node.type === 'LogicalExpression' || node.type === 'AssignmentExpression') {
        if (node.left.type.endsWith('Pattern')) continue
        const at = context.operatorBetween(node.left.end, node.right.start, node.operator)
        if (!at) continue
        const others = (confused[node.operator] ?? '').split(' ').filter(Boolean)
        const isMixed = (operator: string) => operator === '??' && [node.left, node.right].some(({ type }) => type === 'LogicalExpression')
        for (const [rank, other] of (tier === 1 ? others.slice(0, 2) : others).entries()) {
          if (isMixed(other) || (node.type === 'LogicalExpression' && context.parent(node)?.type === 'LogicalExpression' && other === '??')) continue
          yield { kind: 'swap-operator', cost: (rank === 0 ? 1 : rank === 1 ? 1.2 : 1.6) + (/^[-+*/%]$/.test(node.operator) ? 0.2 : 0), changes: [{ ...at, text: other }] }
        }
      }
    }
  },
}
