// The process in which a handler runs: takes invocations from the runtime API and answers them, one at a time.
'use strict';
const { takeSettings } = require('./environment.cjs');
const settings = takeSettings();
const { Output } = require('./output.cjs');
const { RuntimeApi } = require('./api.cjs');
const { contextOf } = require('./context.cjs');
const { Handlers } = require('./handlers.cjs');
const { textOf } = require('./failure.cjs');
const { bytesOf } = require('./result.cjs');
const { Answer } = require('./answer.cjs');

const exit = process.exit.bind(process); // before user code can replace it

const HANDLERS = { 1: 'function-initializer', 2: 'instance-lifecycle-pre-stop-handler' };

async function run(call, handlers, output) {
    const context = contextOf(call, output.contextLogger());
    const hook = HANDLERS[call.header('function-type')];
    const handler = await handlers.load(call.header(hook ?? 'function-handler'));
    return Answer.of(handler, hook ? [context] : [call.event, context], settings);
}

async function main() {
    const output = new Output(settings);
    const api = new RuntimeApi(settings.runtimeApi);
    const handlers = new Handlers(settings);
    // What is thrown outside of the handler's own call counts for the invocation that runs.
    process.on('uncaughtException', error => Answer.current?.fail(error) ?? output.error(textOf(error, settings)));
    // Before user code is loaded, so that breakpoints in it are met. Opened no sooner: a debugger that came before would say that it is
    // there, once, and then be waited for.
    if (settings.debugPort) require('inspector').open(settings.debugPort, '127.0.0.1', true);
    // A handler that waits for nothing and never answers runs into the timeout; without a timer Node.js would end here.
    setInterval(() => {}, 2 ** 31 - 1);
    for (;;) {
        const call = await api.next();
        output.begin(call.requestId);
        const answer = await run(call, handlers, output).catch(error => ({ error }));
        const failure = 'error' in answer ? textOf(answer.error, settings, answer.handled) : null;
        if (failure !== null) output.error(failure);
        output.end();
        if (failure !== null) await api.fail(call.requestId, failure, answer.handled);
        else await api.respond(call.requestId, bytesOf(answer.returned));
    }
}

main().catch(() => exit(0)); // nobody answers any more, or this instance has been given up
