// ali-oss: objects and buckets, once for each way in which the client can be pointed at a server and each signature version.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { failure, host, oss, uniqueBucket } from './support.mjs';

const variants = {
  'localhost, path style, V1': {},
  'localhost, path style, V4': { authorizationV4: true },
  'IP endpoint, V1': { endpoint: `http://${host}`, sldEnable: false },
  'IP endpoint, V4': { endpoint: `http://${host}`, sldEnable: false, authorizationV4: true },
  'IP endpoint with sldEnable, V1': { endpoint: `http://${host}` },
};

const keys = ['plain.txt', 'dir/a b+c.txt', 'dir/中文/é.txt', 'q?&=%25#.txt', '🙂/emoji', 'a//b', "it's (1)!*~"];

async function throughABucket(options) {
  const client = oss(options);
  const bucket = uniqueBucket();
  await client.putBucket(bucket);
  client.useBucket(bucket);
  try {
    for (const key of keys) {
      const body = Buffer.from(`content of ${key}`);
      const put = await client.put(key, body, { headers: { 'Content-Type': 'text/plain' }, meta: { author: 'zoe' } });
      assert.equal(put.res.headers.etag, `"${createHash('md5').update(body).digest('hex').toUpperCase()}"`);
      const got = await client.get(key);
      assert.equal(got.content.toString(), `content of ${key}`);
      const head = await client.head(key);
      assert.equal(head.meta.author, 'zoe');
      assert.equal(head.res.headers['content-type'], 'text/plain');
    }
    const streamed = await client.putStream('streamed', Readable.from(['chunk one, ', 'chunk two']));
    assert.equal(streamed.res.status, 200);
    assert.equal((await client.get('streamed')).content.toString(), 'chunk one, chunk two');

    const v2 = await client.listV2({ 'max-keys': 1000 });
    assert.deepEqual(v2.objects.map(o => o.name).sort(), [...keys, 'streamed'].sort());
    const v1 = await client.list({ prefix: 'dir/', delimiter: '/' });
    assert.deepEqual(v1.objects.map(o => o.name), ['dir/a b+c.txt']);
    assert.deepEqual(v1.prefixes, ['dir/中文/']);

    await client.copy('copy of it', 'dir/a b+c.txt');
    assert.equal((await client.get('copy of it')).content.toString(), 'content of dir/a b+c.txt');
    const missing = await failure(() => client.get('nobody'));
    assert.equal(missing.code, 'NoSuchKey');
    assert.equal((await failure(() => client.head('nobody'))).status, 404);

    const deleted = await client.deleteMulti([...keys, 'streamed', 'copy of it']);
    assert.equal(deleted.deleted.length, keys.length + 2);
  } finally {
    await client.deleteBucket(bucket);
  }
}

const scenarios = {};
for (const [name, options] of Object.entries(variants)) {
  scenarios[`Objects live and die: ${name}`] = () => throughABucket(options);
}

export default {
  ...scenarios,

  async 'Buckets are made, listed, described and removed'() {
    const client = oss();
    const bucket = uniqueBucket();
    const made = await client.putBucket(bucket);
    assert.equal(made.bucket, bucket);
    const { buckets } = await client.listBuckets({ prefix: bucket });
    assert.deepEqual(buckets.map(b => b.name), [bucket]);
    const { bucket: info } = await client.getBucketInfo(bucket);
    assert.equal(info.Name, bucket);
    assert.equal(info.Location, 'oss-cn-hangzhou');
    assert.equal((await client.getBucketLocation(bucket)).location, 'oss-cn-hangzhou');
    await client.putBucketACL(bucket, 'public-read');
    assert.equal((await client.getBucketACL(bucket)).acl, 'public-read');
    await client.deleteBucket(bucket);
    assert.equal((await failure(() => client.getBucketInfo(bucket))).code, 'NoSuchBucket');
  },

  async 'ListBuckets works with the empty label that ali-oss sends for IP endpoints'() {
    const { buckets, owner } = await oss({ endpoint: `http://${host}`, sldEnable: false }).listBuckets();
    assert.ok(Array.isArray(buckets) || buckets === null);
    assert.ok(owner.id);
  },

  async 'A bucket with objects is not removed'() {
    const client = oss();
    const bucket = uniqueBucket();
    await client.putBucket(bucket);
    client.useBucket(bucket);
    await client.put('a', Buffer.from('a'));
    assert.equal((await failure(() => client.deleteBucket(bucket))).code, 'BucketNotEmpty');
    await client.delete('a');
    await client.deleteBucket(bucket);
  },

  async 'Object ACLs are set and read'() {
    const client = oss();
    const bucket = uniqueBucket();
    await client.putBucket(bucket);
    client.useBucket(bucket);
    await client.put('a', Buffer.from('public'));
    assert.equal((await client.getACL('a')).acl, 'default');
    await client.putACL('a', 'public-read');
    assert.equal((await client.getACL('a')).acl, 'public-read');
    await client.delete('a');
    await client.deleteBucket(bucket);
  },

  async 'Conditions, ranges and metadata'() {
    const client = oss();
    const bucket = uniqueBucket();
    await client.putBucket(bucket);
    client.useBucket(bucket);
    const put = await client.put('a', Buffer.from('0123456789'));
    const part = await client.get('a', { headers: { Range: 'bytes=2-4' } });
    assert.equal(part.content.toString(), '234');
    assert.equal(part.res.status, 206);
    // ali-oss counts 304 as success for get.
    const same = await client.get('a', { headers: { 'If-None-Match': put.res.headers.etag } });
    assert.equal(same.res.status, 304);
    const changed = await failure(() => client.get('a', { headers: { 'If-Match': '"0"' } }));
    assert.equal(changed.status, 412);
    assert.deepEqual((await client.listUploads({})).uploads, []);
    const meta = await client.getObjectMeta('a');
    assert.equal(meta.res.headers['content-length'], '10');
    const taken = await failure(() => client.put('a', Buffer.from('x'), { headers: { 'x-oss-forbid-overwrite': 'true' } }));
    assert.equal(taken.code, 'FileAlreadyExists');
    await client.delete('a');
    await client.deleteBucket(bucket);
  },
};
