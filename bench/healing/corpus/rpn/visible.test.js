const assert = require('node:assert');
const { evaluatePostfix } = require('./program.js');

assert.strictEqual(evaluatePostfix('7'), 7);
assert.strictEqual(evaluatePostfix('3 5 +'), 8);
assert.strictEqual(evaluatePostfix('8 2 /'), 4);
assert.strictEqual(evaluatePostfix('3 5 + 2 *'), 16);
assert.strictEqual(evaluatePostfix('9 3 / 1.5 *'), 4.5);
assert.throws(() => evaluatePostfix('1 2'), /left over/);
