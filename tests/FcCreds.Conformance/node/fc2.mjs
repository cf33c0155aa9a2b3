// @alicloud/fc2: the client of FC 2.0, with its own signature.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { account, bystander, failure, host, roleArn, tester, uniqueName } from './support.mjs';
import { zip } from './zip.mjs';

const FC = createRequire(import.meta.url)('@alicloud/fc2');
const client = (keys = tester) => new FC(account, { accessKeyID: keys.accessKeyId, accessKeySecret: keys.accessKeySecret, region: 'cn-hangzhou', endpoint: `http://${host}`, timeout: 60_000 });

const says = word => ({ zipFile: zip({ 'index.py': `def handler(event, context):\n    return '${word}'\n` }).toString('base64') });

async function withService(action, options = {}) {
  const name = uniqueName('service');
  const { data } = await client().createService(name, options);
  try {
    await action(name, data);
  } finally {
    await client().deleteService(name);
  }
}

async function withFunction(action, service = {}) {
  await withService(async name => {
    const { data } = await client().createFunction(name, { functionName: 'take', runtime: 'python3.10', handler: 'index.handler', timeout: 30, code: says('one') });
    try {
      await action(name, data);
    } finally {
      await client().deleteFunction(name, 'take');
    }
  }, service);
}

export default {
  'A service is created, told, listed, updated and deleted': () => withService(async (name, made) => {
    assert.equal(made.serviceName, name);
    assert.equal(made.description, 'first');
    assert.equal(made.role, roleArn('writer'));
    assert.deepEqual(made.logConfig, { project: 'p', logstore: 'l' });
    assert.equal((await client().updateService(name, { description: 'second' })).data.description, 'second');
    assert.equal((await client().getService(name)).data.role, roleArn('writer'));
    assert.ok((await client().listServices()).data.services.some(one => one.serviceName === name));
    assert.equal((await failure(() => client().createService(name))).code, 'ServiceAlreadyExists');
    assert.equal((await failure(() => client().updateService('nobody', {}))).code, 'ServiceNotFound');
    assert.equal((await failure(() => client(bystander).deleteService(name))).code, 'AccessDenied');
  }, { description: 'first', role: roleArn('writer'), logConfig: { project: 'p', logstore: 'l' } }),

  'A function is created in its service, run, updated and deleted': () => withFunction(async (service, made) => {
    assert.equal(made.functionName, 'take');
    assert.ok(made.codeSize > 0);
    assert.equal(String((await client().invokeFunction(service, 'take', '{}')).data), 'one');
    const { data } = await client().updateFunction(service, 'take', { description: 'told', initializer: 'index.initialize', initializationTimeout: 5, code: {
      zipFile: zip({ 'index.py': "word = 'none'\ndef initialize(context):\n    global word\n    word = 'two'\ndef handler(event, context):\n    return word\n" }).toString('base64'),
    } });
    assert.deepEqual([data.description, data.initializer, data.initializationTimeout], ['told', 'index.initialize', 5]);
    assert.equal(String((await client().invokeFunction(service, 'take', '{}')).data), 'two');
    assert.equal((await client().getFunction(service, 'take')).data.functionId, made.functionId);
    assert.ok((await client().listFunctions(service)).data.functions.some(one => one.functionName === 'take'));
    assert.match((await client().getFunctionCode(service, 'take')).data.url, /^http/);
    assert.equal((await failure(() => client().createFunction(service, { functionName: 'take', runtime: 'python3.10', handler: 'index.handler', code: says('x') }))).code, 'FunctionAlreadyExists');
    assert.equal((await failure(() => client().createFunction('nobody', { functionName: 'take', runtime: 'python3.10', handler: 'index.handler', code: says('x') }))).code, 'ServiceNotFound');
    assert.equal((await failure(() => client().deleteService(service))).code, 'ServiceNotEmpty');
  }),

  'The role of a service is that of its functions': () => withFunction(async service => {
    await client().updateFunction(service, 'take', { code: { zipFile: zip({ 'index.py': 'def handler(event, context):\n    return context.credentials.access_key_id or "none"\n' }).toString('base64') } });
    assert.equal(String((await client().invokeFunction(service, 'take', '{}')).data), 'none');
    await client().updateService(service, { role: roleArn('writer') });
    assert.match(String((await client().invokeFunction(service, 'take', '{}')).data), /^STS\./);
  }),

  'Triggers have their config as an object': () => withFunction(async service => {
    const { data: web } = await client().createTrigger(service, 'take', { triggerName: 'web', triggerType: 'http', triggerConfig: { authType: 'anonymous', methods: ['GET'] } });
    assert.deepEqual(web.triggerConfig, { authType: 'anonymous', methods: ['GET'] });
    assert.match(web.urlInternet, /^https:/);
    const { data: changed } = await client().updateTrigger(service, 'take', 'web', { triggerConfig: { authType: 'anonymous', methods: ['GET', 'POST'] } });
    assert.deepEqual(changed.triggerConfig.methods, ['GET', 'POST']);
    assert.equal((await client().getTrigger(service, 'take', 'web')).data.triggerId, web.triggerId);
    assert.deepEqual((await client().listTriggers(service, 'take')).data.triggers.map(one => one.triggerName), ['web']);
    assert.equal((await failure(() => client().deleteFunction(service, 'take'))).code, 'FunctionNotEmpty');
    assert.equal((await failure(() => client().getTrigger(service, 'take', 'other'))).code, 'TriggerNotFound');
    await client().deleteTrigger(service, 'take', 'web');
  }),

  async 'A function is invoked by service and name'() {
    const { data, headers } = await client().invokeFunction('any', 'parse-json', '{"key": "value"}', { 'x-fc-log-type': 'Tail' });
    assert.equal(String(data), 'value');
    assert.equal(headers['x-fc-invocation-service-version'], 'LATEST');
    assert.match(Buffer.from(headers['x-fc-log-result'], 'base64').toString(), /FC Invoke Start RequestId/);
  },

  async 'A failing function says so in a header'() {
    const { headers } = await client().invokeFunction('any', 'parse-json', 'no json');
    assert.equal(headers['x-fc-error-type'], 'UnhandledInvocationError');
  },

  async 'Functions are told by their short names'() {
    assert.equal((await client().getFunction('any', 'parse-json')).data.handler, 'index.handler');
    assert.ok((await client().listFunctions('any')).data.functions.some(one => one.functionName === 'parse-json'));
    assert.equal((await client().getService('any')).data.serviceName, 'any');
    assert.deepEqual((await client().listServices()).data.services, []);
  },

  async 'Refusals have the codes of FC'() {
    assert.equal((await failure(() => client().invokeFunction('any', 'nobody', '{}'))).code, 'FunctionNotFound');
    assert.equal((await failure(() => client().invokeFunction('any.prod', 'parse-json', '{}'))).code, 'AliasNotFound');
    assert.equal((await failure(() => client(bystander).invokeFunction('any', 'parse-json', '{}'))).code, 'AccessDenied');
    assert.equal((await failure(() => client({ ...tester, accessKeySecret: 'wrong' }).invokeFunction('any', 'parse-json', '{}'))).code, 'SignatureNotMatch');
    const missing = await failure(() => client().publishVersion('any', 'first'));
    assert.equal(missing.code, 'NotImplemented');
    assert.match(missing.message, /PublishServiceVersion is not implemented/);
  },
};
