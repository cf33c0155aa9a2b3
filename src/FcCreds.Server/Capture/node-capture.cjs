// Loaded into every Node.js of a child (NODE_OPTIONS). Node's own clients and ali-oss ignore proxy variables, so connections to the
// cloud's names are led to the emulator where they are opened; TLS still asks for the cloud's name and gets it.
'use strict';
const net = require('node:net');

const server = process.env.https_proxy ? new URL(process.env.https_proxy) : null;
const ofTheCloud = host => /(^|\.)aliyuncs\.com\.?$|^oauth\.(aliyun|alibabacloud)\.com\.?$|^100\.100\.100\.200$/i.test(host ?? '');

if (server) {
    const here = { host: server.hostname.replace(/^\[|\]$/g, ''), port: Number(server.port) };
    const connect = net.Socket.prototype.connect;

    net.Socket.prototype.connect = function (...args) {
        // net.connect has put everything into one list already; that very list is the mark of it, so it is changed in place.
        const list = Array.isArray(args[0]) ? args[0] : args;
        if (typeof list[0] === 'object' && list[0] !== null) {
            const options = list[0];
            // Without a lookup of the caller's: it would be asked for an address, which ours is already.
            if (ofTheCloud(options.host)) list[0] = { ...options, ...here, lookup: undefined };
        } else if (ofTheCloud(list[1])) {
            [list[0], list[1]] = [here.port, here.host];
        }
        return connect.apply(this, args);
    };
}
