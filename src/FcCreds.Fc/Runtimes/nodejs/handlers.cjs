// From the configured name, such as folder/index.handler, to the function.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const EXTENSIONS = ['', '.js', '.cjs', '.mjs'];

class Handlers {
    #settings;
    #modules = new Map();

    constructor(settings) {
        this.#settings = settings;
    }

    async load(name) {
        const dot = name.lastIndexOf('.');
        if (dot < 1 || dot === name.length - 1) throw new Error(`Invalid handler '${name}'`);
        const [file, exported] = [name.slice(0, dot), name.slice(dot + 1)];
        if (!this.#modules.has(file)) this.#modules.set(file, await this.#import(path.resolve(this.#settings.codePath, file)));
        const module = this.#modules.get(file);
        const handler = module[exported] ?? module.default?.[exported];
        if (typeof handler !== 'function') throw new Error(`Handler '${exported}' missing on module '${file}'`);
        return handler;
    }

    async #import(file) {
        if (!this.#settings.isModern) return require(file);
        const found = EXTENSIONS.map(extension => file + extension).find(one => fs.statSync(one, { throwIfNoEntry: false })?.isFile());
        if (found?.endsWith('.mjs')) return import(pathToFileURL(found));
        try {
            return require(file);
        } catch (error) {
            if (error?.code !== 'ERR_REQUIRE_ESM' && error?.code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
            return import(pathToFileURL(found ?? file));
        }
    }
}

module.exports = { Handlers };
