// ali-oss with temporary credentials: every outcome that a handler can meet, presigned URLs, and the client's own refresh.
import assert from 'node:assert/strict';
import { bystander, failure, oss, port, stsCredentials, tester, uniqueBucket } from './support.mjs';
import { assumeRole } from './sts.mjs';

async function withBucket(use) {
  const client = oss();
  const bucket = uniqueBucket();
  await client.putBucket(bucket);
  client.useBucket(bucket);
  try {
    await use(bucket, client);
  } finally {
    const { objects } = await client.listV2({ 'max-keys': 1000 });
    for (const object of objects ?? []) await client.delete(object.name);
    await client.deleteBucket(bucket);
  }
}

const refusal = async (bucket, keys, options = {}) => failure(() => oss({ ...keys, bucket, ...options }).put('k', Buffer.from('x')));

export default {
  'A role session writes and reads, V1 and V4': () => withBucket(async bucket => {
    const { credentials } = await assumeRole('writer');
    for (const authorizationV4 of [false, true]) {
      const client = oss({ ...stsCredentials(credentials), bucket, authorizationV4 });
      await client.put('k', Buffer.from('by a role'));
      assert.equal((await client.get('k')).content.toString(), 'by a role');
    }
  }),

  'A role without permission is denied by the authorizer': () => withBucket(async bucket => {
    const { credentials } = await assumeRole('reader');
    const error = await refusal(bucket, stsCredentials(credentials));
    assert.equal(error.code, 'AccessDenied');
    assert.equal(error.status, 403);
    assert.match(error.message, /Access denied by authorizer's policy/);
    assert.equal(error.ecCode, '0003-00000301');
  }),

  'A session policy narrows the role': () => withBucket(async bucket => {
    const policy = JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: 'oss:GetObject', Resource: `acs:oss:*:*:${bucket}/*` }] });
    const { credentials } = await assumeRole('writer', { policy });
    assert.equal((await refusal(bucket, stsCredentials(credentials))).code, 'AccessDenied');
  }),

  'An STS key without its token': () => withBucket(async bucket => {
    const { credentials: c } = await assumeRole('writer');
    const error = await refusal(bucket, { accessKeyId: c.accessKeyId, accessKeySecret: c.accessKeySecret });
    assert.equal(error.code, 'InvalidAccessKeyId');
    assert.match(error.message, /The Security Token may be lost/);
    assert.equal(error.ecCode, '0002-00000003');
  }),

  'A token of another session': () => withBucket(async bucket => {
    const one = (await assumeRole('writer')).credentials;
    const two = (await assumeRole('writer')).credentials;
    const error = await refusal(bucket, { ...stsCredentials(one), stsToken: two.securityToken });
    assert.equal(error.code, 'AccessKeyIdAndSecurityTokenNotMatch');
  }),

  'A garbage token': () => withBucket(async bucket => {
    const { credentials } = await assumeRole('writer');
    const error = await refusal(bucket, { ...stsCredentials(credentials), stsToken: 'CAISgarbage' });
    assert.equal(error.code, 'InvalidSecurityToken');
  }),

  'A wrong secret': () => withBucket(async bucket => {
    for (const authorizationV4 of [false, true]) {
      const error = await refusal(bucket, { ...tester, accessKeySecret: 'wrong' }, { authorizationV4 });
      assert.equal(error.code, 'SignatureDoesNotMatch');
      assert.equal(error.ecCode, '0002-00000040');
    }
  }),

  'An unknown key is refused before the bucket is looked for': async () => {
    const error = await refusal('no-such-bucket-here', { accessKeyId: 'LTAI5tNobodyKnowsThis000', accessKeySecret: 'x' });
    assert.equal(error.code, 'InvalidAccessKeyId');
    assert.equal(error.ecCode, '0002-00000902');
  },

  'A user without policies is denied': () => withBucket(async bucket => {
    assert.equal((await refusal(bucket, bystander)).code, 'AccessDenied');
  }),

  'Presigned URLs, V1 and V4, with a token': () => withBucket(async bucket => {
    const { credentials } = await assumeRole('writer');
    const client = oss({ ...stsCredentials(credentials), bucket });
    await client.put('dir/a b.txt', Buffer.from('presigned'));
    const v1 = await fetch(client.signatureUrl('dir/a b.txt', { expires: 60, response: { 'content-type': 'text/html' } }));
    assert.equal(v1.status, 200);
    assert.equal(v1.headers.get('content-type'), 'text/html');
    assert.equal(await v1.text(), 'presigned');
    const v4 = await fetch(await client.signatureUrlV4('GET', 60, {}, 'dir/a b.txt'));
    assert.equal(await v4.text(), 'presigned');
    const put = await fetch(await client.signatureUrlV4('PUT', 60, {}, 'put-by-url'), { method: 'PUT', body: Buffer.from('url body') });
    assert.equal(put.status, 200);
    assert.equal((await client.get('put-by-url')).content.toString(), 'url body');
    const past = new URL(client.signatureUrl('dir/a b.txt', { expires: -10 }));
    const expired = await fetch(past);
    assert.equal(expired.status, 403);
    assert.match(await expired.text(), /<Code>AccessDenied<\/Code>\s*<Message>Request has expired\.<\/Message>/);
  }),

  'The client refreshes its session by refreshSTSToken': () => withBucket(async bucket => {
    let refreshed = 0;
    const fresh = async () => stsCredentials((await assumeRole('writer', { name: `refresh-${++refreshed}x` })).credentials);
    const client = oss({ ...(await fresh()), bucket, refreshSTSToken: fresh, refreshSTSTokenInterval: 0 });
    await client.put('a', Buffer.from('1'));
    await client.put('b', Buffer.from('2'));
    assert.ok(refreshed >= 2, `refreshed ${refreshed} times`);
    assert.equal((await client.get('b')).content.toString(), '2');
  }),

  'A virtual-hosted request reaches its bucket': () => withBucket(async (bucket, client) => {
    await client.put('k', Buffer.from('by host name'));
    await client.putBucketACL(bucket, 'public-read');
    const { default: http } = await import('node:http');
    const body = await new Promise((resolve, reject) => http.get(
      { host: '127.0.0.1', port, path: '/k', headers: { Host: `${bucket}.oss-cn-hangzhou.aliyuncs.com` } },
      reply => { let all = ''; reply.on('data', d => { all += d; }); reply.on('end', () => resolve(all)); }).on('error', reject));
    assert.equal(body, 'by host name');
  }),
};
