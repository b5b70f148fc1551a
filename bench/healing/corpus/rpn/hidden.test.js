const assert = require('node:assert');
const { evaluatePostfix } = require('./program.js');

assert.strictEqual(evaluatePostfix('10 4 -'), 6);
assert.strictEqual(evaluatePostfix('2 3 4 * -'), -10);
assert.strictEqual(evaluatePostfix(' 1  2 3 + - '), -4);
assert.throws(() => evaluatePostfix('1 +'), SyntaxError);
assert.throws(() => evaluatePostfix('1 x *'), /what is x/);
assert.throws(() => evaluatePostfix(''), SyntaxError);
