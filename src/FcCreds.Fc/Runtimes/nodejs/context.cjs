// The context object: the fields of the page "Context" of the Node.js runtime.
'use strict';

function tracingOf(call) {
    const baggages = call.header('tracing-opentracing-span-baggages');
    return {
        spanContext: call.header('tracing-opentracing-span-context') ?? '',
        jaegerEndpoint: call.header('tracing-jaeger-endpoint') ?? '',
        spanBaggages: baggages ? JSON.parse(Buffer.from(baggages, 'base64').toString()) : {},
    };
}

function contextOf(call, logger) {
    return {
        requestId: call.requestId,
        credentials: {
            accessKeyId: call.header('access-key-id'),
            accessKeySecret: call.header('access-key-secret'),
            securityToken: call.header('security-token'),
        },
        function: {
            name: call.header('function-name'),
            handler: call.header('function-handler'),
            memory: Number(call.header('function-memory')),
            timeout: Number(call.header('function-timeout')),
        },
        service: {
            name: call.header('service-name') ?? '',
            logProject: call.header('service-logproject') ?? '',
            logStore: call.header('service-logstore') ?? '',
            qualifier: call.header('qualifier') ?? '',
            versionId: call.header('version-id') ?? '',
        },
        region: call.header('region'),
        accountId: call.header('account-id'),
        logger,
        tracing: tracingOf(call),
        retryCount: Number(call.header('retry-count') ?? 0),
    };
}

module.exports = { contextOf };
