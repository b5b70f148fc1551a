'use strict';

const operations = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

/** The value of an expression in postfix notation, its parts between blanks. */
function evaluatePostfix(expression) {
  const stack = [];
  for (const token of expression.trim().split(/\s+/)) {
    const operation = operations[token];
    if (operation) {
      if (stack.length < 2) throw new SyntaxError(`too few operands for ${token}`);
      const right = stack.pop();
      const left = stack.pop();
      stack.push(operation(left, right));
    } else {
      const number = Number(token);
      if (token === '' || Number.isNaN(number)) throw new SyntaxError(`what is ${token}?`);
      stack.push(number);
    }
  }
  if (stack.length !== 1) throw new SyntaxError('operands are left over');
  return stack[0];
}

module.exports = { evaluatePostfix };
