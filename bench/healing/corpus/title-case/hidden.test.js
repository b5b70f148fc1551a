const assert = require('node:assert');
const { titleCase } = require('./program.js');

assert.strictEqual(titleCase('hello'), 'Hello');
assert.strictEqual(titleCase('the lord of the rings'), 'The Lord of the Rings');
assert.strictEqual(titleCase('WAR AND PEACE'), 'War and Peace');
assert.strictEqual(titleCase('what are you here for'), 'What Are You Here For');
