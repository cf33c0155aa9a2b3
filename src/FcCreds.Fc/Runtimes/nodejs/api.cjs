// Client of the runtime API over one kept connection.
'use strict';
const http = require('node:http');

const { request } = http; // before user code can wrap it

class Call {
    constructor(headers, event) {
        this.headers = headers;
        this.event = event;
        this.requestId = headers['x-fc-request-id'];
    }

    /** Value of an x-fc- header; undefined when it was not sent. */
    header(name) {
        return this.headers[`x-fc-${name}`];
    }
}

class RuntimeApi {
    #agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    #url;

    constructor(address) {
        this.#url = `http://${address}/2020-11-11/runtime/invocation/`;
    }

    async next() {
        const { status, headers, body } = await this.#send('GET', 'next');
        if (status !== 200) throw new Error(`the runtime API says ${status}`);
        return new Call(headers, body);
    }

    async respond(requestId, body) {
        await this.#send('POST', `${requestId}/response`, body);
    }

    async fail(requestId, text, handled) {
        await this.#send('POST', `${requestId}/error`, Buffer.from(text), handled ? { 'x-fc-error-type': 'HandledInvocationError' } : {});
    }

    /** A long handler outlasts the server's keep-alive limit, so a kept connection may be dead: once more on a fresh one. */
    async #send(method, path, body, headers) {
        try {
            return await this.#sendOnce(method, path, body, headers);
        } catch {
            return await this.#sendOnce(method, path, body, headers);
        }
    }

    #sendOnce(method, path, body, headers = {}) {
        return new Promise((resolve, reject) => {
            const length = body === undefined ? {} : { 'content-type': 'application/octet-stream', 'content-length': body.length };
            const sent = request(this.#url + path, { method, agent: this.#agent, headers: { ...headers, ...length } }, response => {
                const chunks = [];
                response.on('data', chunk => chunks.push(chunk));
                response.on('error', reject);
                response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
            });
            sent.setNoDelay(true);
            sent.on('error', reject);
            sent.end(body);
        });
    }
}

module.exports = { RuntimeApi };
