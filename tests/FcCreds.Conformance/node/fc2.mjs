// @alicloud/fc2: the client of FC 2.0, with its own signature.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { account, bystander, failure, host, tester } from './support.mjs';

const FC = createRequire(import.meta.url)('@alicloud/fc2');
const client = (keys = tester) => new FC(account, { accessKeyID: keys.accessKeyId, accessKeySecret: keys.accessKeySecret, region: 'cn-hangzhou', endpoint: `http://${host}`, timeout: 60_000 });

export default {
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
    assert.equal((await failure(() => client().createService('mine'))).code, 'NotImplemented');
  },
};
