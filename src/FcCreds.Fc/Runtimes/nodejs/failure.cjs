// Errors of user code in the shape that Function Compute answers with (pages "Error handling" of the Node.js runtime, FC 2.0 and 3.0).
'use strict';

/** The lines before this bootstrap's own: those and what called them say nothing about the user's code. */
function userLines(text, settings) {
    const lines = text.split('\n');
    const own = lines.findIndex(line => line.includes(settings.ownFolder));
    return own < 0 ? lines : lines.slice(0, own);
}

function bodyOf(error, settings, handled) {
    // callback('text') tells no type and has no stack.
    if (!(error instanceof Error)) return { errorMessage: typeof error === 'string' ? error : JSON.stringify(error), errorType: handled ? 'FunctionHandledError' : 'Error' };
    const stackTrace = userLines(String(error.stack ?? ''), settings);
    return {
        errorMessage: String(error.message).replace(/\nRequire stack:\n(- [^\n]*\n?)+/, ''),
        errorType: settings.isModern || handled ? error.name : `FunctionUnhandledError: ${error.name}`,
        ...(stackTrace.some(line => /^\s+at /.test(line)) ? { stackTrace } : {}),
    };
}

const textOf = (error, settings, handled = false) => JSON.stringify(bodyOf(error, settings, handled));

module.exports = { textOf };
