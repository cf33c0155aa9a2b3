// Standard output, the log formats, and the mark that tells the host where a call's output ends.
'use strict';
const fs = require('node:fs');
const { format } = require('node:util');

const LEVELS = ['debug', 'info', 'warn', 'error'];

class Output {
    #settings;
    #requestId = '';
    #markTo;
    #lowest;

    constructor(settings) {
        this.#settings = settings;
        this.#lowest = settings.isModern ? Math.max(0, LEVELS.indexOf(settings.logLevel)) : 0;
        this.#markTo = openOwnOutput();
        for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // the handler closed it
        const plain = settings.isModern ? 'info' : 'silly';
        Object.assign(console, this.#methods({ log: plain, info: 'info', warn: 'warn', error: 'error', debug: 'debug' }));
    }

    contextLogger() {
        return this.#methods({ log: 'info', info: 'info', warn: 'warn', error: 'error', debug: 'debug' });
    }

    begin(requestId) {
        this.#requestId = requestId;
    }

    error(text) {
        this.#write('error', text);
    }

    end() {
        fs.writeSync(this.#markTo, `${this.#settings.marker} call ${this.#requestId} ${process.resourceUsage().maxRSS}\n`);
    }

    #methods(levels) {
        return Object.fromEntries(Object.entries(levels).map(([name, level]) => [name, (...args) => this.#print(level, format(...args))]));
    }

    #print(level, text) {
        if (LEVELS.indexOf(level) >= this.#lowest || !LEVELS.includes(level)) this.#write(level, text);
    }

    // 2023-04-01T10:04:19.024Z id [info] text up to 16, 2024-03-04 07:01:16.927 id [info] text from 18 on (pages "Print logs").
    #write(level, text) {
        const now = new Date().toISOString();
        const time = this.#settings.isModern ? now.replace('T', ' ').replace('Z', '') : now;
        process.stdout.write(`${time} ${this.#requestId} [${level}] ${text}\n`);
    }
}

/** An open file of our own, so that the mark gets out even when a handler closes its standard output. */
function openOwnOutput() {
    try {
        return fs.openSync('/dev/fd/1', 'a');
    } catch {
        return 1;
    }
}

module.exports = { Output };
