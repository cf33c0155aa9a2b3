// What a handler returned, as bytes.
'use strict';

function bytesOf(returned) {
    if (Buffer.isBuffer(returned)) return returned;
    if (returned === undefined || returned === null) return Buffer.alloc(0);
    return Buffer.from(typeof returned === 'object' ? JSON.stringify(returned) : String(returned));
}

module.exports = { bytesOf };
