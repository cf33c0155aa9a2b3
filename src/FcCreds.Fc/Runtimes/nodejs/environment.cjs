// What the host tells this process by variables, and what of it the user's code may see.
'use strict';

// The cloud's runtime removes every other FC_ variable before it loads user code.
const KEPT = new Set([
    'FC_FUNC_CODE_PATH', 'FC_FUNCTION_MEMORY_SIZE', 'FC_RUNTIME_VERSION', 'FC_ACCOUNT_ID', 'FC_FUNCTION_HANDLER',
    'FC_FUNCTION_NAME', 'FC_FUNCTION_VERSION', 'FC_SERVICE_NAME', 'FC_VER_ID', 'FC_QUALIFIER', 'FC_REGION',
    'FC_INSTANCE_ID', 'FC_SNAPSHOT_FLAG',
]);

// Up to 16 a handler answers by its callback alone; from 18 on it may be async and an ES module, and logs look different.
const FIRST_ASYNC = 18;

function takeSettings() {
    const env = process.env;
    const settings = {
        runtimeApi: env.FC_RUNTIME_API,
        marker: env._FC_OUTPUT_MARKER,
        codePath: env.FC_FUNC_CODE_PATH,
        ownFolder: __dirname,
        isModern: Number(env._FC_RUNTIME.replace('nodejs', '')) >= FIRST_ASYNC,
        logLevel: env.ALIYUN_FC_LOG_LEVEL,
        debugPort: Number(env._FC_DEBUG_PORT ?? 0),
    };
    for (const name of Object.keys(env)) {
        if (/^_?FC_/.test(name) && !KEPT.has(name)) delete env[name];
    }
    return settings;
}

module.exports = { takeSettings };
